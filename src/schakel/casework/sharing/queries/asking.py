"""May I share this? Asked by anybody who is in, about nobody: only codes of the content pack go in, and nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass

from schakel.casework.sharing.models import BasisAcceptance
from schakel.casework.sharing.queries.matrix import bases, digest
from schakel.casework.sharing.queries.options import own_parties
from schakel.casework.sharing.rules import Answer, Basis, Question, answers, beside
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor


@dataclass(frozen=True, slots=True)
class AskedRow:
    """`answers`: one for each basis that fits; none means no. `beside`: other bases of this giver that come near."""

    question: Question
    answers: tuple[Answer, ...]
    beside: tuple[Basis, ...]


def may_i_share(
    *, viewer: Actor, giver: str, recipient: str, purpose: str, kinds: frozenset[str], minor: str
) -> AskedRow:
    """Codes that the content pack does not have are names of nobody: then the answer is no. Writes nothing, reads no one."""
    question = Question(giver, recipient, purpose, kinds & frozenset(pack().data_kinds))
    known = bases()
    accepted = accepted_codes(viewer=viewer) if giver in own_parties(viewer) else frozenset()
    found = answers(question, known, minor=minor, accepted=accepted)
    return AskedRow(question, tuple(found), tuple(beside(question, known)))


def accepted_codes(*, viewer: Actor) -> frozenset[str]:
    """Bases that the own privacy officer answers for now; which they are, everybody in the house may know."""
    rows = BasisAcceptance.objects.filter(controller=viewer.organisation, ended_at__isnull=True)
    known = pack().legal_bases
    said = rows.values_list("basis", "digest")
    return frozenset(basis for basis, text in said if basis in known and bytes(text) == digest(basis))


def parties(*, giving: bool) -> tuple[str, ...]:
    """Codes of everybody whom some basis names as giver, or as recipient, in the order of the content pack."""
    named = {code for one in bases() for code in (one.givers if giving else one.recipients)}
    return tuple(code for code in pack().parties if code in named or (not giving and code in ("parent", "companion")))
