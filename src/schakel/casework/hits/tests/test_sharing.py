"""Both sides are asked, each apart. A no looks like no answer yet, and no content moves before both said yes on a basis."""

from __future__ import annotations

from uuid import UUID

import pytest

from schakel.casework.hits import actions, queries
from schakel.casework.hits.models import Side
from schakel.casework.hits.tests.regions import PHONE, PLATE, Regions, everything
from schakel.casework.sharing import actions as sharing
from schakel.casework.sharing import queries as letters
from schakel.casework.sharing.rules import CHANNELS
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.site.matter import matter_of
from tests.refusals import code_of

CHANNEL = next(iter(CHANNELS))
BASIS = "G-between-municipalities"
LETTER = {"basis": BASIS, "recipient": letters.OTHER, "purpose": "related_signals"}


@pytest.fixture
def here(regions: Regions) -> UUID:
    """A signal of Waterrijk beside one in Zuiderveen; both know. Petra answers for the basis."""
    regions.takes_in(regions.elif_, PLATE)
    signal = regions.takes_in(regions.noor, PLATE)
    regions.asks(signal)
    regions.round()
    sharing.accept_basis(by=regions.cast.petra, basis=BASIS, reason="De tekst gelezen op 20 november 2026.")
    return signal


def says_yes(regions: Regions, viewer: Actor) -> None:
    (row,) = regions.told(viewer)
    actions.agree_to_share(by=viewer, side=row.side, basis=BASIS, necessity="Het kan om dezelfde mensen gaan.")


def says_no(regions: Regions, viewer: Actor) -> None:
    (row,) = regions.told(viewer)
    actions.decline_to_share(by=viewer, side=row.side)


def proposes(regions: Regions, signal: UUID) -> UUID:
    noor = regions.noor
    with acting(noor):
        matter = matter_of(noor, signal)
        assert matter is not None
    plate = [one.code for one in matter.pieces if one.text == PLATE[1]]
    return sharing.propose_disclosure(
        by=noor, matter=matter, chosen=plate, confirmed=("check_1", "hit_found", "check_2a", "check_2b"),
        necessity="Zonder dit weten wij niet of het om hetzelfde gaat.", subsidiarity="Zonder namen lukte het niet.", **LETTER,
    )  # fmt: skip


def test_content_moves_only_after_both_said_yes(regions: Regions, here: UUID) -> None:
    assert code_of(lambda: proposes(regions, here)) == "sharing.not_both"
    says_yes(regions, regions.noor)
    assert code_of(lambda: proposes(regions, here)) == "sharing.not_both"
    says_yes(regions, regions.elif_)
    assert [one.agreed for one in (*regions.told(regions.noor), *regions.told(regions.elif_))] == [True, True]
    letter = proposes(regions, here)
    sharing.check_disclosure(by=regions.noor, disclosure=letter)
    sharing.send_disclosure(by=regions.noor, disclosure=letter, channel=CHANNEL)
    with acting(regions.noor):
        sent = letters.disclosure(viewer=regions.noor, disclosure=letter)
    assert sent is not None and [one.text for one in sent.fields] == [PLATE[1]]


def test_whoever_takes_the_yes_back_stops_the_letter(regions: Regions, here: UUID) -> None:
    says_yes(regions, regions.noor)
    says_yes(regions, regions.elif_)
    letter = proposes(regions, here)
    says_no(regions, regions.elif_)
    assert code_of(lambda: sharing.check_disclosure(by=regions.noor, disclosure=letter)) == "sharing.not_both"


def test_another_signal_of_ours_is_not_covered_by_that_yes(regions: Regions, here: UUID) -> None:
    says_yes(regions, regions.noor)
    says_yes(regions, regions.elif_)
    other = regions.takes_in(regions.noor, PLATE, PHONE)
    assert code_of(lambda: proposes(regions, other)) == "sharing.not_both"


def test_a_no_looks_like_no_answer_yet(regions: Regions, here: UUID) -> None:
    says_yes(regions, regions.noor)
    before = repr(regions.told(regions.noor)), repr(regions.questions(regions.noor))
    says_no(regions, regions.elif_)
    assert (repr(regions.told(regions.noor)), repr(regions.questions(regions.noor))) == before
    with acting(regions.noor):
        assert Side.objects.filter(controller=regions.zuiderveen).count() == 0


def test_a_yes_of_one_side_is_not_seen_by_the_other_either(regions: Regions, here: UUID) -> None:
    before = repr(regions.told(regions.elif_))
    says_yes(regions, regions.noor)
    assert repr(regions.told(regions.elif_)) == before


def test_a_yes_asks_a_basis_between_municipalities_and_a_reason(regions: Regions, here: UUID) -> None:
    (row,) = regions.told(regions.noor)

    def agree(basis: str, necessity: str) -> str:
        return code_of(lambda: actions.agree_to_share(by=regions.noor, side=row.side, basis=basis, necessity=necessity))

    assert agree("G-municipality-police", "Nodig.") == agree("", "Nodig.") == "hit.basis"
    assert agree(BASIS, "  ") == "reason.missing"
    says_yes(regions, regions.noor)
    kept = everything(Side).get(id=row.side)
    assert (kept.answer, kept.basis, kept.answered_by) == ("yes", BASIS, regions.noor.account)
    assert b"dezelfde" not in bytes(kept.necessity)
    (told,) = regions.told(regions.noor)
    assert told.necessity == "Het kan om dezelfde mensen gaan."


def test_only_the_focal_person_answers(regions: Regions, here: UUID) -> None:
    (row,) = regions.told(regions.noor)
    assert code_of(lambda: actions.decline_to_share(by=regions.cast.joost, side=row.side)) == "regions.role"
    assert queries.possible_bases() == [BASIS]
