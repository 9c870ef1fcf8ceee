"""People judge: what it does, what it does not, and that it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError

from schakel.casework.bundling import actions, queries
from schakel.casework.bundling.models import Bundle, Judgement, Membership
from schakel.casework.bundling.tests.file import House, link, said
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


@pytest.fixture
def three(waterrijk: House) -> list[UUID]:
    """Two signals joined by a plate, and one that shares a name with the second only: it waits for a judgement."""
    return waterrijk.takes_in(
        said("Een busje bij het station.", ("licence_plate", "QC-041-Q"), ("address", "Nepkade 4, Ede"), day="2026-09-01"),
        said("Zelfde busje. Anwar Talhoubi reed.", ("licence_plate", "QC041Q"), ("address", "Nepkade 4, Ede"), ("person", "Anwar Talhoubi"), day="2026-09-08"),
        said("Anouar Talhubi vroeg om hulp.", ("person", "Anouar Talhubi"), day="2026-09-20"),
    )  # fmt: skip


def counting(row: queries.BundleRow) -> set[UUID]:
    return {one.id for one in row.signals if one.counts}


def test_what_waits_does_not_count_until_it_is_confirmed(waterrijk: House, three: list[UUID]):
    row = waterrijk.bundle()
    assert [(one.asked, one.known) for one in row.questions] == [(3, 2)]
    assert counting(row) == set(three[:2])
    assert row.picture.counted == ("0001", "0002")
    assert row.picture.waiting == ("0003",)
    waterrijk.says(actions.confirm_link, three[1], three[2])
    row = waterrijk.bundle()
    assert counting(row) == set(three)
    assert row.questions == ()
    assert next(link for link in row.links if (link.a, link.b) == (2, 3)).judgement.reason == "Ik ken de zaak."
    assert row.picture.waiting == ()


def test_a_link_that_was_rejected_stays_apart_whatever_is_linked_again(waterrijk: House, three: list[UUID]):
    waterrijk.says(actions.reject_link, three[1], three[2])
    assert waterrijk.bundles() == {1: frozenset(three[:2])}
    link(three, organisation=waterrijk.organisation)
    (new,) = waterrijk.takes_in(said("Weer dat busje, met Anwar Talhoubi.", ("licence_plate", "QC041Q"), ("person", "Anwar Talhoubi"), day="2026-09-25"))  # fmt: skip
    found = waterrijk.bundles()
    assert found[1] == frozenset([*three[:2], new])
    assert waterrijk.bundle().questions == ()
    with acting(waterrijk.focal):
        assert queries.open_questions(viewer=waterrijk.focal) == []


def test_not_yet_known_leaves_the_question_and_says_why(waterrijk: House, three: list[UUID]):
    waterrijk.says(actions.postpone_link, three[1], three[2], "Eerst het wijkteam bellen.")
    row = waterrijk.bundle()
    assert [one.asked for one in row.questions] == [3]
    assert row.questions[0].postponed.reason == "Eerst het wijkteam bellen."
    assert counting(row) == set(three[:2])
    with acting(waterrijk.focal):
        assert queries.open_questions(viewer=waterrijk.focal) == []
        (listed,) = queries.bundles(viewer=waterrijk.focal)
    assert (listed.waiting, listed.postponed) == (0, 1)
    waterrijk.says(actions.confirm_link, three[1], three[2])
    assert counting(waterrijk.bundle()) == set(three)


def test_undoing_brings_back_what_held_before(waterrijk: House, three: list[UUID]):
    before = waterrijk.bundle()
    act = waterrijk.says(actions.reject_link, three[1], three[2])
    actions.undo(by=waterrijk.focal, judgement=act)
    after = waterrijk.bundle()
    assert (after.signals, after.questions, after.links) == (before.signals, before.questions, before.links)
    with pytest.raises(Refused, match="al teruggedraaid"):
        actions.undo(by=waterrijk.focal, judgement=act)


def test_taking_a_signal_out_and_undoing_it_gives_the_same_bundle(waterrijk: House, signals: list[UUID]):
    before = waterrijk.bundle()
    act = actions.take_out(by=waterrijk.focal, bundle=before.id, signal=signals[2], reason="Een andere zaak.").act
    assert waterrijk.bundles()[1] == frozenset(signals) - {signals[2]}
    with acting(waterrijk.focal):
        assert queries.bundle_of(viewer=waterrijk.focal, signal=signals[2]) is None
    link(signals, organisation=waterrijk.organisation)
    assert signals[2] not in waterrijk.bundles()[1]
    assert actions.undo(by=waterrijk.focal, judgement=act).links == 4
    after = waterrijk.bundle()
    assert (after.number, after.signals, after.links, after.shared) == (1, before.signals, before.links, before.shared)


def test_a_bundle_that_falls_apart_ends_and_gets_its_number_back(waterrijk: House, three: list[UUID]):
    bundle = waterrijk.bundle()
    out = actions.take_out(by=waterrijk.focal, bundle=bundle.id, signal=three[2], reason="Hoort hier niet.").act
    act = actions.take_out(by=waterrijk.focal, bundle=bundle.id, signal=three[1], reason="Toch ander busje.").act
    assert waterrijk.bundles() == {}
    ended = waterrijk.bundle()
    assert ended.ended_at is not None
    assert ended.went_to == ()
    waterrijk.takes_in(
        said("Iets anders.", ("phone", "06-00001234"), ("licence_plate", "QC-777-Q")),
        said("Ook dat.", ("phone", "0600001234"), ("licence_plate", "QC777Q")),
    )
    assert set(waterrijk.bundles()) == {2}
    actions.undo(by=waterrijk.focal, judgement=act)
    actions.undo(by=waterrijk.focal, judgement=out)
    assert waterrijk.bundles()[1] == frozenset(three)


def test_two_bundles_that_meet_go_on_under_the_number_of_the_larger(waterrijk: House):
    small = [
        said("Een busje.", ("licence_plate", "QC-111-Q"), ("phone", "06-00001111"), day="2026-09-01"),
        said("Nog een keer.", ("licence_plate", "QC111Q"), ("phone", "0600001111"), day="2026-09-02"),
    ]
    large = [
        said("Een deur.", ("phone", "06-00002222"), ("licence_plate", "QC-222-Q"), day=f"2026-09-0{at}")
        for at in (3, 4, 5)
    ]
    one, two = waterrijk.takes_in(*small)
    waterrijk.takes_in(*large)
    assert {number: len(members) for number, members in waterrijk.bundles().items()} == {1: 2, 2: 3}
    (both,) = waterrijk.takes_in(
        said("Beide.", ("licence_plate", "QC-111-Q"), ("phone", "06-00001111"), ("licence_plate", "QC-222-Q"), ("phone", "06-00002222"), day="2026-09-06")
    )  # fmt: skip
    assert {number: len(members) for number, members in waterrijk.bundles().items()} == {2: 6}
    assert waterrijk.bundle(1).went_to == (2,)
    actions.forget_signal(by=waterrijk.system, signal=both)
    assert waterrijk.bundles()[1] == frozenset({one, two})


def test_a_reason_is_asked_and_sealed(waterrijk: House, three: list[UUID], database):
    for answer in (actions.confirm_link, actions.reject_link, actions.postpone_link):
        with pytest.raises(Refused, match="waarom"):
            waterrijk.says(answer, three[1], three[2], "  ")
    with pytest.raises(Refused, match="waarom"):
        actions.take_out(by=waterrijk.focal, bundle=waterrijk.bundle().id, signal=three[0], reason="")
    with acting(waterrijk.focal):
        assert not Judgement.objects.exists()
    waterrijk.says(actions.confirm_link, three[1], three[2], "Mijn reden.")
    with database.as_superuser() as server:
        (found,) = server.execute("select reason from bundling_judgement").fetchone()
    assert b"reden" not in bytes(found)


def test_the_same_is_not_said_twice(waterrijk: House, three: list[UUID]):
    waterrijk.says(actions.confirm_link, three[1], three[2])
    with pytest.raises(Refused, match="al zo beoordeeld"):
        waterrijk.says(actions.confirm_link, three[1], three[2])
    waterrijk.says(actions.reject_link, three[1], three[2])
    assert waterrijk.bundles()[1] == frozenset(three[:2])


@pytest.mark.parametrize("name", ["joost", "dirk", "karim", "petra", "femke", "elif_"])
def test_nobody_else_judges(waterrijk: House, three: list[UUID], cast, name: str):
    somebody = getattr(cast, name)
    found = waterrijk.link_of(three[1], three[2])
    act = waterrijk.says(actions.postpone_link, three[1], three[2])
    bundle = waterrijk.bundle()
    tries: list[Callable[[], object]] = [
        lambda: actions.confirm_link(by=somebody, link=found, reason="Ja."),
        lambda: actions.take_out(by=somebody, bundle=bundle.id, signal=three[0], reason="Nee."),
        lambda: actions.undo(by=somebody, judgement=act),
    ]
    for one in tries:
        with pytest.raises(Refused):
            one()
    assert waterrijk.bundle().signals == bundle.signals
    with acting(somebody):
        assert queries.bundle(viewer=somebody, number=1) is None
        assert queries.history(viewer=somebody, number=1) is None
        assert queries.judgement(viewer=somebody, act=act) is None


def test_what_was_said_is_never_changed_or_removed_by_a_person(waterrijk: House, three: list[UUID]):
    waterrijk.says(actions.confirm_link, three[1], three[2])
    with pytest.raises(DatabaseError), acting(waterrijk.focal):
        Judgement.objects.update(kind="not_same")
    with acting(waterrijk.focal):
        assert Judgement.objects.all().delete()[0] == 0
        assert Membership.objects.all().delete()[0] == 0
        assert Bundle.objects.all().delete()[0] == 0
        assert Judgement.objects.get().kind == "same"


def test_a_judgement_goes_with_its_signal(waterrijk: House, three: list[UUID], database):
    waterrijk.says(actions.confirm_link, three[1], three[2])
    actions.forget_signal(by=waterrijk.system, signal=three[2])
    with acting(waterrijk.system):
        assert not Judgement.objects.exists()
    assert waterrijk.bundles() == {1: frozenset(three[:2])}
    with database.as_superuser() as server:
        for table in ("bundling_reading", "bundling_link_key", "bundling_membership"):
            found = server.execute(f"select count(*) from {table} where signal = %s", [three[2]]).fetchone()
            assert found == (0,), table
        assert server.execute("select count(*) from bundling_link where %s in (a, b)", [three[2]]).fetchone() == (0,)
    assert isinstance(server, psycopg.Connection)


def test_the_history_says_what_happened_and_what_can_be_undone(waterrijk: House, three: list[UUID]):
    act = waterrijk.says(actions.reject_link, three[1], three[2], "Een naamgenoot.")
    with acting(waterrijk.focal):
        rows = queries.history(viewer=waterrijk.focal, number=1)
        said_ = queries.judgement(viewer=waterrijk.focal, act=act)
    assert rows is not None
    kinds = [(row.kind, row.signals) for row in rows]
    assert ("left", (3,)) in kinds
    assert ("joined", (1, 2)) in kinds
    (judged,) = [row for row in rows if row.kind == "not_same"]
    assert (judged.who, judged.reason, judged.act, judged.signals) == ("Noor", "Een naamgenoot.", act, (2, 3))
    assert said_ is not None
    assert (said_.kind, said_.reason, said_.undone) == ("not_same", "Een naamgenoot.", False)
    actions.undo(by=waterrijk.focal, judgement=act)
    with acting(waterrijk.focal):
        rows = queries.history(viewer=waterrijk.focal, number=1) or []
    assert [row.act for row in rows if row.kind == "not_same"] == [None]
    assert rows[0].kind in ("undone", "joined")


def test_a_reason_keeps_no_citizen_service_number(waterrijk: House, three: list[UUID]):
    waterrijk.says(actions.confirm_link, three[1], three[2], "Zelfde man, BSN 111222333.")
    row = next(link for link in waterrijk.bundle().links if (link.a, link.b) == (2, 3))
    assert row.judgement.reason == "Zelfde man, BSN [BSN weggehaald]."
