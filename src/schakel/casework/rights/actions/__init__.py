"""Writes. Each is one transaction, with its line in the trail of the municipality that answers for it."""

from schakel.casework.rights.actions.carrying_out import (
    ToDo,
    begin_carrying_out,
    finish_carrying_out,
    forget_people,
    forget_requests,
    forget_words,
    restricted_by,
)
from schakel.casework.rights.actions.clearing import clear_notices
from schakel.casework.rights.actions.collecting import MENTION, Chosen, collect_request, look_again
from schakel.casework.rights.actions.deciding import (
    Decision,
    answer_request,
    decide_request,
    lift_request,
    note_letter,
    refuse_unidentified,
)
from schakel.casework.rights.actions.ledger import note_carried_out, write_ledger
from schakel.casework.rights.actions.receiving import check_request, extend_request, register_request, withdraw_request
from schakel.casework.rights.actions.telling import note_notice

__all__ = [
    "MENTION", "Chosen", "Decision", "ToDo", "answer_request", "begin_carrying_out", "check_request", "clear_notices", "collect_request",
    "decide_request", "extend_request", "finish_carrying_out", "forget_people", "forget_requests", "forget_words", "lift_request",
    "look_again", "note_carried_out", "note_letter", "note_notice", "refuse_unidentified", "register_request",
    "restricted_by", "withdraw_request", "write_ledger",
]  # fmt: skip
