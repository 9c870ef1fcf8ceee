"""May I share this? The same decision as for a real disclosure, asked beforehand and about nobody: what could go if
everything the basis asks for were there, and what that everything is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from schakel.casework.sharing.rules.consent import Consent
from schakel.casework.sharing.rules.deciding import Decision, conditions, decide, fitting
from schakel.casework.sharing.rules.shapes import Basis, Circumstances, Question

NO: Final = "no"
TO_BE_VERIFIED: Final = "to_be_verified"
WITH_CONSENT: Final = "with_consent"
WHEN_NEEDED: Final = "when_needed"

ALL_OTHERS: Final = "others"
"""A recipient that stands for everybody whom a law does not name."""

_AGREED: Final = Consent(state="given", age="16_or_over", signer="self", involved="no", written=True)


@dataclass(frozen=True, slots=True)
class Answer:
    """`verdict`: one of the four above. `decision`: what may go once `first` and `confirm` are done.

    `first`: codes of what is still missing now; `confirm`: conditions that somebody confirms each time.
    """

    verdict: str
    decision: Decision
    first: tuple[str, ...]
    confirm: tuple[str, ...]


def answer(question: Question, basis: Basis, *, minor: str, accepted: frozenset[str]) -> Answer:
    """`minor`: yes, no or unknown; `accepted`: bases from memory that the giver's own privacy officer answers for."""
    asked = conditions(basis, question.recipient, minor=minor)
    now = decide(question, basis, Circumstances(minor=minor, accepted=accepted))
    whole = Circumstances(
        minor, _AGREED, asked, accepted | {basis.code}, necessity=True, subsidiarity=True, both_agree=True
    )
    best = decide(question, basis, whole)
    said_each_time = {*asked, "necessity_missing", "subsidiarity_missing"}
    first = tuple(code for code in now.unmet if code not in said_each_time)
    return Answer(_verdict(best, first), best, first, tuple(sorted(asked)))


def answers(question: Question, bases: Iterable[Basis], *, minor: str, accepted: frozenset[str]) -> list[Answer]:
    """One for each basis that names this giver, recipient and purpose; none means that nothing may go."""
    return [answer(question, one, minor=minor, accepted=accepted) for one in fitting(question, bases)]


def beside(question: Question, bases: Iterable[Basis]) -> list[Basis]:
    """Where the answer is no: bases of the same giver for this recipient with another purpose, or for all others."""
    return [
        one
        for one in bases
        if question.giver in one.givers
        and (question.recipient in one.recipients or ALL_OTHERS in one.recipients)
        and not (question.recipient in one.recipients and question.purpose in one.purposes)
    ]


def _verdict(best: Decision, first: tuple[str, ...]) -> str:
    if not best.allowed:
        return NO
    if "not_accepted" in first:
        return TO_BE_VERIFIED
    return WITH_CONSENT if any(code.startswith("consent_") for code in first) else WHEN_NEEDED
