"""States, terms, masking and completeness of a signal, in plain Python: no Django, no clock."""

from schakel.casework.intake.rules.masking import holds_citizen_number, mask_citizen_numbers
from schakel.casework.intake.rules.shape import (
    ANSWERS,
    BASES,
    MINOR,
    MOST_PARTS,
    ORGANISATION_KINDS,
    Fault,
    Incoming,
    IncomingMention,
    IncomingObservation,
    faults,
)
from schakel.casework.intake.rules.states import (
    DRAFTS,
    MOVES,
    OPEN,
    OUTCOMES,
    STATES,
    allowed,
    feedback_for,
    next_states,
)
from schakel.casework.intake.rules.terms import due_at, kept_until, urgent

__all__ = [
    "ANSWERS",
    "BASES",
    "DRAFTS",
    "MINOR",
    "MOST_PARTS",
    "MOVES",
    "OPEN",
    "ORGANISATION_KINDS",
    "OUTCOMES",
    "STATES",
    "Fault",
    "Incoming",
    "IncomingMention",
    "IncomingObservation",
    "allowed",
    "due_at",
    "faults",
    "feedback_for",
    "holds_citizen_number",
    "kept_until",
    "mask_citizen_numbers",
    "next_states",
    "urgent",
]
