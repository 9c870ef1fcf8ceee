"""To whom a signal can go, what of it, and what is still needed. Nothing is chosen and nothing leaves here."""

from __future__ import annotations

from collections.abc import Sequence

from schakel.casework.sharing.queries.agreeing import acceptances, agreement, consents, latest
from schakel.casework.sharing.queries.matrix import bases, ways
from schakel.casework.sharing.queries.rows import AcceptanceRow, ConsentRow, OptionRow, WayRow
from schakel.casework.sharing.rules import (
    NEVER,
    Basis,
    Circumstances,
    Matter,
    Question,
    Way,
    decide,
    needs_consent,
    ordered,
    possible,
)
from schakel.ground.database.actor import Actor

GIVER = "municipality"  # whose signal it is: only municipalities hold signals


def options(*, viewer: Actor, matter: Matter) -> list[WayRow]:
    """Every way, danger first; with each, the bases on which something of this signal could go there."""
    accepted, said = acceptances(viewer=viewer), consents(viewer=viewer, signal=matter.id)
    return [
        WayRow(way, tuple(_options(way, matter, accepted, said)))
        for way in ordered(ways(), minor=matter.minor, forms=matter.forms)
    ]


def option(
    *,
    viewer: Actor,
    matter: Matter,
    basis: str,
    recipient: str,
    purpose: str,
    confirmed: Sequence[str] = (),
    necessity: bool = False,
) -> OptionRow | None:
    """One of them, with what was confirmed by now; None when the content pack has no such basis for this recipient."""
    found = next((one for one in bases() if one.code == basis and recipient in one.recipients), None)
    if found is None or GIVER not in found.givers or purpose not in found.purposes:
        return None
    accepted, said = acceptances(viewer=viewer), consents(viewer=viewer, signal=matter.id)
    return _option(found, recipient, purpose, matter, accepted, said, frozenset(confirmed), necessity)


def person_of(matter: Matter) -> str:
    """The code of the one person it is about; "" when that is nobody or more than one, so that consent cannot fit."""
    found = [piece.code for piece in matter.pieces if piece.kind == "presumed_victim"]
    return found[0] if len(found) == 1 else ""


def _options(way: Way, matter: Matter, accepted: dict[str, AcceptanceRow], said: list[ConsentRow]) -> list[OptionRow]:
    return [
        _option(basis, way.recipient, purpose, matter, accepted, said, frozenset(), necessity=False)
        for basis in bases()
        if GIVER in basis.givers and way.recipient in basis.recipients
        for purpose in sorted(basis.purposes)
    ]


def _option(
    basis: Basis,
    recipient: str,
    purpose: str,
    matter: Matter,
    accepted: dict[str, AcceptanceRow],
    said: list[ConsentRow],
    confirmed: frozenset[str],
    necessity: bool,
) -> OptionRow:
    asked = needs_consent(basis, purpose)
    consent = latest(said, person=person_of(matter), recipient=recipient, purpose=purpose) if asked else None
    question = Question(GIVER, recipient, purpose, frozenset(piece.kind for piece in matter.pieces))
    now = Circumstances(matter.minor, agreement(consent), confirmed, frozenset(accepted), necessity)
    open_ = possible(basis, question, minor=matter.minor)
    decision = decide(question, basis, now)
    return OptionRow(
        basis, recipient, purpose,
        possible=tuple(one for one in matter.pieces if one.kind in open_),
        kept=tuple((one, _why(one.kind, basis)) for one in matter.pieces if one.kind not in open_),
        decision=decision, acceptance=accepted.get(basis.code), consent=consent,
    )  # fmt: skip


def _why(kind: str, basis: Basis) -> str:
    if kind in NEVER:
        return f"never_{kind}"
    return "kept_out" if kind in basis.may_not else "not_named"
