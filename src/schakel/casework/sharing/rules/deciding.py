"""May this go to them? Default deny: a kind passes only when a basis names it, everything it asks for is there, and no
rule of the house forbids it. More conditions never widen what passes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from schakel.casework.sharing.rules.consent import lacking
from schakel.casework.sharing.rules.shapes import NEVER, Basis, Circumstances, Question

OTHER: Final = "other_municipality"
"""Of another region: it hears nothing before both agreed, whatever a basis says."""

# A child is possibly involved: they hear nothing, whatever a basis says (rule 17).
NOT_FOR_MINORS: Final = frozenset({"parent", "companion"})
# These are the path for a child themselves, so they need no word with Veilig Thuis first.
CHILD_PATH: Final = frozenset({"veilig_thuis", "police"})
VEILIG_THUIS: Final = "veilig_thuis_consulted"


@dataclass(frozen=True, slots=True)
class Decision:
    """`allowed`: kinds that may go. `refused`: each other kind with a code why. `unmet`: what is still to be done before
    anything may go. `values`: what stands in figures for a kind that the law keeps out."""

    basis: str
    allowed: frozenset[str]
    refused: Mapping[str, str]
    unmet: tuple[str, ...]
    second_person: bool
    values: Mapping[str, str]


def fitting(question: Question, bases: Iterable[Basis]) -> list[Basis]:
    """The bases that name this giver, recipient and purpose; none means that nothing may go."""
    return [
        basis
        for basis in bases
        if question.giver in basis.givers
        and question.recipient in basis.recipients
        and question.purpose in basis.purposes
    ]


def decide(question: Question, basis: Basis, now: Circumstances) -> Decision:
    """What of `question.kinds` may go on this basis. With anything unmet nothing may."""
    unmet = tuple(_unmet(question, basis, now))
    open_ = frozenset(question.kinds & possible(basis, question, minor=now.minor)) if not unmet else frozenset()
    refused = {kind: _why(kind, basis, unmet) for kind in question.kinds - open_}
    values = dict.fromkeys(question.kinds & basis.may_not, basis.not_provided) if basis.not_provided else {}
    return Decision(basis.code, open_, refused, unmet, basis.second_person, values)


def possible(basis: Basis, question: Question, *, minor: str) -> frozenset[str]:
    """The kinds that this basis can let through once everything it asks for is there."""
    if not fitting(question, [basis]) or (minor != "no" and question.recipient in NOT_FOR_MINORS):
        return frozenset()
    return basis.may - basis.may_not - NEVER


def conditions(basis: Basis, recipient: str, *, minor: str) -> frozenset[str]:
    """What somebody has to confirm: what the basis asks, and for a possible minor the word with Veilig Thuis."""
    child = {VEILIG_THUIS} if minor == "yes" and recipient not in CHILD_PATH else set()
    return basis.needs | child


def needs_consent(basis: Basis, purpose: str) -> bool:
    """A duty to register asks none; arranging shelter always does."""
    return basis.consent != "none" or (basis.registration_only and purpose != "registration")


def _unmet(question: Question, basis: Basis, now: Circumstances) -> Iterable[str]:
    if not fitting(question, [basis]):
        yield "no_basis"
    if now.minor != "no" and question.recipient in NOT_FOR_MINORS:
        yield "not_for_minors"
    if basis.from_memory and basis.code not in now.accepted:
        yield "not_accepted"
    if question.recipient == OTHER and not now.both_agree:
        yield "not_both"
    if needs_consent(basis, question.purpose):
        why = lacking(now.consent, veilig_thuis=VEILIG_THUIS in now.confirmed)
        if why:
            yield why
    yield from sorted(conditions(basis, question.recipient, minor=now.minor) - now.confirmed)
    if not now.necessity:
        yield "necessity_missing"
    if not now.subsidiarity:
        yield "subsidiarity_missing"


def _why(kind: str, basis: Basis, unmet: tuple[str, ...]) -> str:
    if kind in NEVER:
        return f"never_{kind}"
    if kind in basis.may_not:
        return "kept_out"
    return "not_named" if kind not in basis.may else (unmet[0] if unmet else "not_named")
