"""Reads: each takes `viewer=` and gives frozen rows."""

from schakel.casework.hits.queries.agreements import (
    AgreementRow,
    CovenantRow,
    agreements,
    answering,
    answers_for,
    open_to,
)
from schakel.casework.hits.queries.naming import questions_naming
from schakel.casework.hits.queries.questions import (
    ANSWERED,
    UNDER_WAY,
    WAITING,
    HitRow,
    QuestionRow,
    UnansweredRow,
    agreed,
    due,
    hit,
    hits,
    questions,
    unanswered,
)
from schakel.casework.hits.queries.timing import every, next_round, possible_bases

__all__ = [
    "ANSWERED",
    "UNDER_WAY",
    "WAITING",
    "AgreementRow",
    "CovenantRow",
    "HitRow",
    "QuestionRow",
    "UnansweredRow",
    "agreed",
    "agreements",
    "answering",
    "answers_for",
    "due",
    "every",
    "hit",
    "hits",
    "next_round",
    "open_to",
    "possible_bases",
    "questions",
    "questions_naming",
    "unanswered",
]
