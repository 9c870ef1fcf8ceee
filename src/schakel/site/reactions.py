"""What follows after something was written: one dict, from the kind of trail entry to what the house then does.

Each follow-up has a line of its own, so that a mail server which is down neither holds up nor repeats the linking.

At least once: the trail entry and the line in `audit_reaction` are written in one transaction, and the line is
marked done in the transaction of its follow-up. A follow-up may therefore run twice and must not mind.
`run_pending` is called after each commit of a request, and by `schakel work`, which takes what was left.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import structlog
from django.conf import settings
from django.db import DatabaseError
from django.urls import reverse

from schakel.casework.bundling import actions as bundling
from schakel.casework.intake import actions as intake
from schakel.casework.intake import queries as signals
from schakel.casework.provisions import actions as provisions
from schakel.ground.accounts import queries as accounts
from schakel.ground.audit import actions as audit
from schakel.ground.audit.queries import PendingReaction, pending_reactions
from schakel.ground.breakglass import actions as breakglass
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.duty import actions as duty
from schakel.site import clearing, rounds

log = structlog.get_logger(__name__)

FollowUp = Callable[[Actor, UUID], object]


def link_new_signal(by: Actor, signal: UUID) -> None:
    """A signal arrived, was put right, or names a shelter that is protected now: look for what may be one story with it."""
    bundling.link_arrival(by=by, signal=signal)


def alert_duty(by: Actor, signal: UUID) -> None:
    """A signal with danger, or with a minor possibly involved, cannot wait: who is on duty is called."""
    intake.alert_duty(by=by, signal=signal)


def note_provision(by: Actor, signal: UUID) -> None:
    """A signal of the police came with its provision: that is in the store of provisions too, linked to the signal."""
    came = signals.provenance(viewer=by, signal=signal)
    if came is not None:
        provisions.note_signal(by=by, signal=signal, basis=came.basis, provided_on=came.provided_on)


def mail_call(by: Actor, call: UUID) -> None:
    """Somebody was called: also by e-mail, when there is a mail server."""
    duty.mail_call(by=by, call=call, link=f"{settings.ORIGIN}{reverse('work')}")


def carry_out(by: Actor, request: UUID) -> None:
    """A request was decided: what was granted is done."""
    clearing.carry_out(by, request)


def lift(by: Actor, request: UUID) -> None:
    """A restriction ended: what it shut can be used again."""
    clearing.lift(by, request)


def mail_notice(by: Actor, notice: UUID) -> None:
    """Somebody must know of an emergency access: also by e-mail, when there is a mail server."""
    breakglass.mail_notice(by=by, notice=notice, link=f"{settings.ORIGIN}{reverse('breakglass')}")


FOLLOWS: dict[str, dict[str, FollowUp]] = {
    "signal.registered": {
        "link": link_new_signal,
        "alert": alert_duty,
        "lay": rounds.lay_signal,
        "provision": note_provision,
    },
    "signal.screened": {"link": link_new_signal, "lay": rounds.lay_signal},
    "signal.corrected": {"link": link_new_signal, "lay": rounds.lay_signal},
    "regions.agreement_signed": {"lay_all": rounds.lay_all},
    "regions.to_lay": {"lay_old": rounds.lay_signal},
    "regions.agreement_ended": {"drop": rounds.drop_all},
    "alert.called": {"mail": mail_call},
    "request.decided": {"carry_out": carry_out},
    "request.lifted": {"lift": lift},
    "breakglass.told": {"mail": mail_notice},
}
"""From the kind of trail entry to what follows, each by a name that stays: it stands in the table of what waits."""

SLOW = ("mail",)
"""Left to `schakel work`: a clerk at a counter does not wait for a mail server."""


LONG = ("lay_all", "lay_old")
"""Always left to `schakel work`: every signal of a municipality."""


def run_pending(*, limit: int = 200, slow: bool = False) -> int:
    """Does what is waiting, oldest first; returns how many were done. One failure never holds up the rest.

    `slow`: also what may take seconds. It never raises for the database: what called it was committed before, and must not look as if it failed.
    """
    done = 0
    try:
        not_now = () if slow else (*LONG, *(SLOW if settings.MAIL else ()))
        for waiting in pending_reactions(kinds=FOLLOWS, limit=limit, not_now=not_now):
            try:
                done += follow(waiting)
            except Exception as trouble:  # a follow-up is ours to mend; the line stays and is tried again
                _failed(waiting, trouble)
    except DatabaseError as trouble:
        log.error("reactions.interrupted", exc_info=trouble)
    return done


def follow(waiting: PendingReaction) -> int:
    """One follow-up in its own transaction; 0 when another worker has it or it was done already."""
    by = accounts.system_actor(waiting.organisation)
    with acting(by):
        if not audit.take_reaction(waiting.id):
            return 0
        FOLLOWS[waiting.kind][waiting.follow](by, waiting.object_id)
        audit.finish_reaction(waiting.id)
    return 1


def _failed(waiting: PendingReaction, trouble: Exception) -> None:
    log.error("reaction.failed", kind=f"{waiting.kind} {waiting.follow}", entry=str(waiting.entry), exc_info=trouble)
    audit.fail_reaction(waiting.id, organisation=waiting.organisation, error=type(trouble).__name__)
