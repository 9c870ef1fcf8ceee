"""Which state a signal may go to. The table is the law; the picture in the docs is printed from it."""

from __future__ import annotations

from typing import Final

from schakel.casework.intake.rules.words import marked as _

# Before it is a signal it is a draft, in a table of its own and for its writer only: the desk, or a file to read in.
DRAFTS: Final = ("desk", "file", "take")

# An outcome says what the municipality does with it; more than one may hold, so an outcome may follow an outcome.
OUTCOMES: Final[dict[str, str]] = {
    "no_action": _("Geen actie, met reden"),
    "care": _("Naar de zorg"),
    "police_or_riec": _("Naar politie of RIEC"),
    "source_research": _("Bronnen onderzoeken"),
    "labour_conditions": _("Arbeidsomstandigheden"),
}

STATES: Final[dict[str, str]] = {
    "received": _("Ontvangen"),
    "qualified": _("Gelezen"),
    "weighed": _("Gewogen"),
    **OUTCOMES,
    "plan": _("Plan"),
    "closed": _("Gesloten"),
}

MOVES: Final[dict[str, tuple[str, ...]]] = {
    "received": ("qualified",),
    "qualified": ("weighed",),
    "weighed": tuple(OUTCOMES),
    "no_action": ("closed", "weighed"),
    "care": ("police_or_riec", "source_research", "labour_conditions", "plan", "weighed"),
    "police_or_riec": ("care", "source_research", "labour_conditions", "plan", "weighed"),
    "source_research": ("care", "police_or_riec", "labour_conditions", "plan", "weighed"),
    "labour_conditions": ("care", "police_or_riec", "source_research", "plan", "weighed"),
    "plan": ("closed", "weighed"),
    "closed": ("weighed",),  # something new came in: weigh again, never silently
}

OPEN: Final = frozenset({"received", "qualified", "weighed"})
"""No outcome yet: the signal stays in sight of its owner."""

_FEEDBACK: Final[dict[str, str]] = {
    "received": "received",
    "qualified": "in_hand",
    "care": "passed_on",
    "police_or_riec": "passed_on",
    "labour_conditions": "passed_on",
    "closed": "closed",
}


def next_states(state: str) -> tuple[str, ...]:
    """KeyError for a state that does not exist."""
    return MOVES[state]


def allowed(state: str, to: str) -> bool:
    return to in MOVES.get(state, ())


def feedback_for(state: str) -> str | None:
    """The fixed text that a reporter gets when a signal reaches this state; None when the state says nothing to them."""
    return _FEEDBACK.get(state)
