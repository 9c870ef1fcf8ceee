"""What a judgement is, which bundle keeps its number, what counts in the picture, and what a bundle is called."""

from schakel.casework.bundling.rules.judging import (
    ANSWERS,
    NOT_SAME,
    NOT_YET_KNOWN,
    SAME,
    Judged,
    allowed,
    in_force,
    ordered,
    together,
)
from schakel.casework.bundling.rules.membership import (
    Change,
    Question,
    Tie,
    changes,
    counted,
    groups,
    questions,
    status,
    succession,
)
from schakel.casework.bundling.rules.naming import Named, title

__all__ = [
    "ANSWERS",
    "NOT_SAME",
    "NOT_YET_KNOWN",
    "SAME",
    "Change",
    "Judged",
    "Named",
    "Question",
    "Tie",
    "allowed",
    "changes",
    "counted",
    "groups",
    "in_force",
    "ordered",
    "questions",
    "status",
    "succession",
    "title",
    "together",
]
