"""To whom a signal can go, what of it, and what is still needed. Nothing is chosen and nothing leaves here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schakel.casework.sharing.queries.agreeing import acceptances, agreement, consents, latest
from schakel.casework.sharing.queries.both import both_agree
from schakel.casework.sharing.queries.matrix import bases, ways
from schakel.casework.sharing.queries.rows import AcceptanceRow, ConsentRow, OptionRow, WayRow
from schakel.casework.sharing.rules import (
    NEVER,
    OTHER,
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
from schakel.ground.accounts import queries as accounts
from schakel.ground.database.actor import Actor

GIVER = "municipality"  # whose signal it is, nearly always
OWN_BASES = {"police": "police", "labour_inspectorate": "labour_investigation", "ngo": "ngo"}
"""Kinds of organisation that have bases of their own; all that are not here share as a municipality does, or not at all."""


OF_A_MUNICIPALITY = frozenset(
    {GIVER, "wmo_college", "youth_college", "social_domain", "officer_investigation", "officer_supervision"}
)


def giver_of(viewer: Actor) -> str:
    """As which party of the content pack the viewer's organisation gives something."""
    if viewer.municipality:
        return GIVER
    found = accounts.organisation(viewer.organisation)
    return OWN_BASES.get(found.kind, GIVER) if found else GIVER


def own_parties(viewer: Actor) -> frozenset[str]:
    """Every party that is the viewer's own organisation, in one of its tasks: its privacy officer answers for those."""
    return OF_A_MUNICIPALITY if viewer.municipality else frozenset({giver_of(viewer)})


def options(*, viewer: Actor, matter: Matter) -> list[WayRow]:
    """Every way, danger first; with each, the bases on which something of this signal could go there."""
    accepted, said = acceptances(viewer=viewer), consents(viewer=viewer, signal=matter.id)
    giver = giver_of(viewer)
    return [
        WayRow(way, tuple(_options(giver, way, matter, accepted, said)))
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
    subsidiarity: bool = False,
) -> OptionRow | None:
    """One of them, with what was confirmed by now; None when the content pack has no such basis for this recipient."""
    found = next((one for one in bases() if one.code == basis and recipient in one.recipients), None)
    giver = giver_of(viewer)
    if found is None or giver not in found.givers or purpose not in found.purposes:
        return None
    accepted, said = acceptances(viewer=viewer), consents(viewer=viewer, signal=matter.id)
    both = recipient == OTHER and both_agree(viewer, matter.id)
    told = Circumstances(
        confirmed=frozenset(confirmed), necessity=necessity, subsidiarity=subsidiarity, both_agree=both
    )
    return _option(giver, found, recipient, purpose, matter, accepted, said, told)


def person_of(matter: Matter) -> str:
    """The code of the one person it is about; "" when that is nobody or more than one, so that consent cannot fit."""
    found = [piece.code for piece in matter.pieces if piece.kind == "presumed_victim"]
    return found[0] if len(found) == 1 else ""


def _options(
    giver: str, way: Way, matter: Matter, accepted: dict[str, AcceptanceRow], said: list[ConsentRow]
) -> list[OptionRow]:
    return [
        _option(giver, basis, way.recipient, purpose, matter, accepted, said, Circumstances())
        for basis in bases()
        if giver in basis.givers and way.recipient in basis.recipients
        for purpose in sorted(basis.purposes)
    ]


def _option(
    giver: str,
    basis: Basis,
    recipient: str,
    purpose: str,
    matter: Matter,
    accepted: dict[str, AcceptanceRow],
    said: list[ConsentRow],
    told: Circumstances,
) -> OptionRow:
    asked = needs_consent(basis, purpose)
    consent = latest(said, person=person_of(matter), recipient=recipient, purpose=purpose) if asked else None
    question = Question(giver, recipient, purpose, frozenset(piece.kind for piece in matter.pieces))
    now = replace(told, minor=matter.minor, consent=agreement(consent), accepted=frozenset(accepted))
    open_ = possible(basis, question, minor=matter.minor)
    decision = decide(question, basis, now)
    return OptionRow(
        basis, giver, recipient, purpose,
        possible=tuple(one for one in matter.pieces if one.kind in open_),
        kept=tuple((one, _why(one.kind, basis)) for one in matter.pieces if one.kind not in open_),
        decision=decision, acceptance=accepted.get(basis.code), consent=consent,
    )  # fmt: skip


def _why(kind: str, basis: Basis) -> str:
    if kind in NEVER:
        return f"never_{kind}"
    return "kept_out" if kind in basis.may_not else "not_named"
