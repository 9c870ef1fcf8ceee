"""What a judgement is, which bundle keeps its number, what counts in the picture, and what a bundle is called."""

from schakel.casework.bundling.rules.dividing import across, bridging
from schakel.casework.bundling.rules.judging import (
    ANSWERS,
    HOWS,
    LINK,
    MERGED,
    NOT_SAME,
    NOT_YET_KNOWN,
    SAME,
    SPLIT,
    TAKEN_OUT,
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
from schakel.casework.bundling.rules.worksheet import SHEET_ANSWERS, asks_reason

__all__ = [
    "ANSWERS",
    "HOWS",
    "LINK",
    "MERGED",
    "NOT_SAME",
    "NOT_YET_KNOWN",
    "SAME",
    "SHEET_ANSWERS",
    "SPLIT",
    "TAKEN_OUT",
    "Change",
    "Judged",
    "Named",
    "Question",
    "Tie",
    "across",
    "allowed",
    "asks_reason",
    "bridging",
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
