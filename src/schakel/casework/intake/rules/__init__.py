"""States, terms, masking and completeness of a signal, in plain Python: no Django, no clock."""

from schakel.casework.intake.rules.asking import ADDED_ANSWERS, never_asked, police_only
from schakel.casework.intake.rules.corrections import (
    ADDED,
    CORRECTED,
    CORRECTIONS,
    REMOVED,
    Correction,
    Named,
    as_it_stands,
    next_position,
    withdrawn,
    without,
)
from schakel.casework.intake.rules.masking import holds_citizen_number, mask_citizen_numbers
from schakel.casework.intake.rules.meaning import faults
from schakel.casework.intake.rules.passing_on import RELATIONS, Noticer, basis, noticer_faults
from schakel.casework.intake.rules.provenance import Provenance, needing, provenance_faults
from schakel.casework.intake.rules.softness import announced, is_soft
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
from schakel.casework.intake.rules.terms import due_at, due_fault, kept_until, urgent
from schakel.engines.exchange import Fault, Incoming, IncomingMention, IncomingObservation
from schakel.engines.exchange.shape import (
    ANSWERS,
    BASES,
    LONGEST_NOTE,
    MINOR,
    MOST_PARTS,
    ORGANISATION_KINDS,
    unkeepable,
)

__all__ = [
    "ADDED",
    "ADDED_ANSWERS",
    "ANSWERS",
    "BASES",
    "CORRECTED",
    "CORRECTIONS",
    "DRAFTS",
    "LONGEST_NOTE",
    "MINOR",
    "MOST_PARTS",
    "MOVES",
    "OPEN",
    "ORGANISATION_KINDS",
    "OUTCOMES",
    "RELATIONS",
    "REMOVED",
    "STATES",
    "Correction",
    "Fault",
    "Incoming",
    "IncomingMention",
    "IncomingObservation",
    "Named",
    "Noticer",
    "Provenance",
    "allowed",
    "announced",
    "as_it_stands",
    "basis",
    "due_at",
    "due_fault",
    "faults",
    "feedback_for",
    "holds_citizen_number",
    "is_soft",
    "kept_until",
    "mask_citizen_numbers",
    "needing",
    "never_asked",
    "next_position",
    "next_states",
    "noticer_faults",
    "police_only",
    "provenance_faults",
    "unkeepable",
    "urgent",
    "withdrawn",
    "without",
]
