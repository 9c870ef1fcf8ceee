"""Writes. Each is one transaction with one line in the trail of the organisation whose duty it is."""

from schakel.ground.duty.actions.calling import escalate, overdue, raise_alert
from schakel.ground.duty.actions.filling import (
    add_turn,
    come_back,
    go_away,
    remove_turn,
    restore_day,
    set_day,
)
from schakel.ground.duty.actions.forgetting import forget, forget_old
from schakel.ground.duty.actions.mailing import MailNotSent, deliver, mail_call
from schakel.ground.duty.actions.taking import settle, take

__all__ = [
    "MailNotSent",
    "add_turn",
    "come_back",
    "deliver",
    "escalate",
    "forget",
    "forget_old",
    "go_away",
    "mail_call",
    "overdue",
    "raise_alert",
    "remove_turn",
    "restore_day",
    "set_day",
    "settle",
    "take",
]
