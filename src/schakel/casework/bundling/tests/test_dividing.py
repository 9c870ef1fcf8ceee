"""Bundles are split and merged by people: what it does, what holds whatever comes later, and that it can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.casework.bundling import actions, queries
from schakel.casework.bundling.models import Bundle, Link
from schakel.casework.bundling.rules import across, bridging, ordered
from schakel.casework.bundling.tests.file import House, link, said
from schakel.engines.linkage import Edge, Judgement, bundle
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting

BUS = [("licence_plate", "QC-111-Q"), ("phone", "06-00001111")]
DOOR = [("licence_plate", "QC-222-Q"), ("phone", "06-00002222")]
BETWEEN = [BUS[0], DOOR[0]]


@pytest.fixture
def bus(waterrijk: House) -> list[UUID]:
    """Bundle 1: two signals of one bus."""
    return waterrijk.takes_in(*[said(f"Een busje {at}.", *BUS, day=f"2026-09-0{at}") for at in (1, 2)])


@pytest.fixture
def door(waterrijk: House, bus: list[UUID]) -> list[UUID]:
    """Bundle 2: three signals of one door. The two bundles share nothing."""
    return waterrijk.takes_in(*[said(f"Een deur {at}.", *DOOR, day=f"2026-09-0{at}") for at in (3, 4, 5)])


@pytest.fixture
def whole(waterrijk: House) -> list[UUID]:
    """Bundle 1: two of the bus, one that names both, two of the door."""
    return waterrijk.takes_in(
        said("Een busje.", *BUS, day="2026-09-01"),
        said("Dat busje.", *BUS, day="2026-09-02"),
        said("Beide.", *BUS, *DOOR, day="2026-09-03"),
        said("Een deur.", *DOOR, day="2026-09-04"),
        said("Die deur.", *DOOR, day="2026-09-05"),
    )


def splits(
    house: House, number: int, signals: Sequence[UUID], reason: str = "Twee verhalen.", **more: Any
) -> actions.Said:
    return actions.split_bundle(by=house.focal, bundle=id_of(house, number), signals=signals, reason=reason, **more)


def merges(house: House, one: int, other: int, reason: str = "Eén verhaal.", **more: Any) -> actions.Said:
    return actions.merge_bundles(
        by=house.focal, bundle=id_of(house, one), other=id_of(house, other), reason=reason, **more
    )


def id_of(house: House, number: int) -> UUID:
    return changed(house, number)[0]


def changed(house: House, number: int) -> tuple[UUID, datetime]:
    with acting(house.focal):
        return Bundle.objects.values_list("id", "changed_at").get(number=number)


def history(house: House, number: int) -> list[queries.HistoryRow]:
    with acting(house.focal):
        found = queries.history(viewer=house.focal, number=number)
    assert found is not None
    return found


# ---------------------------------------------------------------- splitting


def test_a_part_becomes_a_bundle_of_its_own_and_the_largest_part_keeps_the_number(waterrijk: House, whole: list[UUID]):
    done = splits(waterrijk, 1, whole[3:])
    assert (done.links, done.number) == (6, 1)
    assert waterrijk.bundles() == {1: frozenset(whole[:3]), 2: frozenset(whole[3:])}


def test_a_split_holds_for_what_is_linked_again_and_for_what_comes_later(waterrijk: House, whole: list[UUID]):
    splits(waterrijk, 1, whole[3:])
    link(reversed(whole), organisation=waterrijk.organisation)
    assert waterrijk.bundles() == {1: frozenset(whole[:3]), 2: frozenset(whole[3:])}
    (both,) = waterrijk.takes_in(said("Weer beide.", *BUS, *DOOR, day="2026-09-06"))
    found = waterrijk.bundles()
    assert all(not {whole[0], whole[4]} <= members for members in found.values())
    assert sum(both in members for members in found.values()) == 1


def test_signals_that_share_nothing_can_be_another_story_together(waterrijk: House, whole: list[UUID]):
    done = splits(waterrijk, 1, [whole[0], whole[4]])
    assert waterrijk.bundles() == {1: frozenset(whole[1:4]), 2: frozenset({whole[0], whole[4]})}
    row = waterrijk.bundle(2)
    assert row.picture.counted == ("0001", "0002"), "who said so, said that both belong to it"
    actions.undo(by=waterrijk.focal, judgement=done.act)
    assert waterrijk.bundles() == {1: frozenset(whole)}


def test_undoing_a_split_gives_the_same_bundle_and_its_number_back(waterrijk: House, whole: list[UUID]):
    before = waterrijk.bundle()
    done = splits(waterrijk, 1, whole[:3])
    assert set(waterrijk.bundles()) == {1, 2}
    assert actions.undo(by=waterrijk.focal, judgement=done.act).links == done.links
    after = waterrijk.bundle()
    assert (after.number, after.signals, after.links, after.questions) == (1, before.signals, before.links, before.questions)  # fmt: skip
    with acting(waterrijk.focal):
        ended = queries.bundle(viewer=waterrijk.focal, number=2)
    assert ended is not None
    assert ended.went_to == (1,)


def test_a_split_is_refused_for_all_for_one_for_another_and_without_a_reason(
    waterrijk: House, whole: list[UUID], cast: Any
):
    for signals, words in ((whole, "ten minste één"), (whole[:1], "twee of meer"), ([whole[0], UUID(int=1)], "niet meer in de bundel")):  # fmt: skip
        with pytest.raises(Refused, match=words):
            splits(waterrijk, 1, signals)
    with pytest.raises(Refused, match="waarom"):
        splits(waterrijk, 1, whole[3:], "  ")
    bundle_1 = id_of(waterrijk, 1)
    for somebody in (cast.joost, cast.karim, cast.dirk, waterrijk.system):
        with pytest.raises(Refused):
            actions.split_bundle(by=somebody, bundle=bundle_1, signals=whole[3:], reason="Zomaar.")
    with pytest.raises(Refused) as refused:
        actions.split_bundle(by=cast.femke, bundle=bundle_1, signals=whole[3:], reason="Zomaar.")
    assert refused.value.as_not_found
    assert waterrijk.bundles() == {1: frozenset(whole)}


# ---------------------------------------------------------------- merging


def test_two_bundles_become_one_under_the_number_of_the_larger(waterrijk: House, bus: list[UUID], door: list[UUID]):
    assert waterrijk.bundles() == {1: frozenset(bus), 2: frozenset(door)}
    done = merges(waterrijk, 1, 2)
    assert (done.number, done.links) == (2, 4), "each with the first of the other side, and no more"
    assert waterrijk.bundles() == {2: frozenset([*bus, *door])}
    assert len(waterrijk.bundle(2).picture.counted) == 5
    assert waterrijk.bundle(1).went_to == (2,)
    link([*door, *bus], organisation=waterrijk.organisation)
    assert waterrijk.bundles() == {2: frozenset([*bus, *door])}
    actions.undo(by=waterrijk.focal, judgement=done.act)
    assert waterrijk.bundles() == {1: frozenset(bus), 2: frozenset(door)}


def test_what_waits_is_not_confirmed_by_merging(waterrijk: House, door: list[UUID]):
    (soft,) = waterrijk.takes_in(said("Anwar Talhoubi stond erbij.", ("person", "Anwar Talhoubi"), day="2026-09-07"))
    (named,) = waterrijk.takes_in(said("Die deur, van Anouar Talhubi.", *DOOR, ("person", "Anouar Talhubi"), day="2026-09-08"))  # fmt: skip
    assert waterrijk.bundles()[2] == frozenset([*door, named, soft])
    merges(waterrijk, 2, 1)
    row = waterrijk.bundle(2)
    assert [one.id for one in row.signals if not one.counts] == [soft]
    assert [row.signals[one.asked - 1].id for one in row.questions] == [soft]


def test_what_somebody_kept_apart_is_taken_back_first(waterrijk: House, whole: list[UUID]):
    done = splits(waterrijk, 1, whole[3:])
    with pytest.raises(Refused, match=r"Van signaal \d+ en \d+ is gezegd dat ze niet bij elkaar horen"):
        merges(waterrijk, 1, 2)
    actions.undo(by=waterrijk.focal, judgement=done.act)
    assert waterrijk.bundles() == {1: frozenset(whole)}


def test_merging_is_refused_with_itself_with_anothers_and_for_others(
    waterrijk: House, noorderwaard: House, door: list[UUID], cast: Any
):
    with pytest.raises(Refused, match="andere bundel"):
        merges(waterrijk, 1, 1)
    noorderwaard.takes_in(said("Een busje.", *BUS), said("Dat busje.", *BUS))
    with pytest.raises(Refused) as refused:
        actions.merge_bundles(
            by=waterrijk.focal, bundle=id_of(waterrijk, 1), other=id_of(noorderwaard, 1), reason="Zo."
        )
    assert refused.value.as_not_found
    for somebody in (cast.joost, cast.dirk, cast.femke, waterrijk.system):
        with pytest.raises(Refused):
            actions.merge_bundles(by=somebody, bundle=id_of(waterrijk, 1), other=id_of(waterrijk, 2), reason="Zo.")


def test_splitting_off_what_was_merged_is_as_if_nothing_happened(waterrijk: House, bus: list[UUID], door: list[UUID]):
    before = {number: waterrijk.bundle(number) for number in (1, 2)}
    merges(waterrijk, 2, 1)
    splits(waterrijk, 2, bus)
    for number, row in before.items():
        now = waterrijk.bundle(number)
        assert (now.signals, now.links, now.questions, now.title) == (row.signals, row.links, row.questions, row.title)


# ---------------------------------------------------------------- two at once


def test_the_second_of_two_at_once_hears_what_happened(waterrijk: House, bus: list[UUID], door: list[UUID]):
    seen = changed(waterrijk, 1)[1], changed(waterrijk, 2)[1]
    merges(waterrijk, 1, 2, seen=seen)
    with pytest.raises(Refused, match=r"Bundel 1 is er niet meer\. Een collega was u voor"):
        merges(waterrijk, 1, 2, seen=seen)
    with pytest.raises(Refused, match="Bundel 2 veranderde terwijl u keek"):
        splits(waterrijk, 2, bus, seen=seen[1])
    splits(waterrijk, 2, bus, seen=changed(waterrijk, 2)[1])


def test_of_two_who_press_at_the_same_moment_one_is_heard(waterrijk: House, whole: list[UUID]):
    bundle_1, seen = changed(waterrijk, 1)

    def press(part: list[UUID]) -> str:
        try:
            actions.split_bundle(by=waterrijk.focal, bundle=bundle_1, signals=part, reason="Zo.", seen=seen)
            return "done"
        except Refused as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(press, (whole[:2], whole[3:]))) == ["bundle.changed", "done"]
    assert len(waterrijk.bundles()) == 2


# ---------------------------------------------------------------- history and trail


def test_the_history_of_both_says_who_why_and_under_which_number(waterrijk: House, bus: list[UUID], door: list[UUID]):
    done = merges(waterrijk, 1, 2, "Zelfde eigenaar.")
    kept, gone = history(waterrijk, 2)[0], history(waterrijk, 1)[0]
    for row in (kept, gone):
        assert (row.how, row.who, row.reason, row.signals, row.act) == ("merged", "Noor", "Zelfde eigenaar.", (1, 2), done.act)  # fmt: skip
    assert (kept.others, kept.came) == ((1,), True)
    assert (gone.others, gone.came) == ((2,), False)
    assert sum(row.how == "merged" for row in history(waterrijk, 2)) == 1
    splits(waterrijk, 2, bus, "Toch niet.")
    old, new = history(waterrijk, 2)[0], history(waterrijk, 1)[0]
    assert (old.how, old.others, old.came, old.reason) == ("split", (1,), False, "Toch niet.")
    assert (new.how, new.others, new.came) == ("split", (2,), True)


def test_what_fell_out_of_a_split_is_told_by_itself(waterrijk: House, whole: list[UUID]):
    splits(waterrijk, 1, [whole[0], whole[2], whole[4]])
    assert waterrijk.bundles() == {1: frozenset({whole[0], whole[2], whole[4]})}
    rows = history(waterrijk, 1)
    left = [row for row in rows if row.kind == "left"]
    assert [(row.why, row.others) for row in left] == [("split", ())]
    assert sorted(number for row in left for number in row.signals) == [2, 4]


def test_both_leave_a_line_in_the_trail_without_a_word(waterrijk: House, whole: list[UUID], database: Any):
    done = splits(waterrijk, 1, whole[3:], "Talhoubi hoort hier niet.")
    actions.undo(by=waterrijk.focal, judgement=done.act)
    with database.as_superuser() as server:
        rows = server.execute("select kind, facts::text from audit_entry where kind in ('bundle.split', 'judgement.undone')").fetchall()  # fmt: skip
        sealed = server.execute(
            "select count(*) from bundling_judgement where reason::text like '%Talhoubi%'"
        ).fetchone()
    assert sorted(kind for kind, _facts in rows) == ["bundle.split", "judgement.undone"]
    assert "Talhoubi" not in str(rows)
    assert sealed == (0,)


# ---------------------------------------------------------------- for all of it


LABELS = [UUID(int=at) for at in range(1, 9)]
EDGES = st.lists(
    st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS), st.integers(0, 80)).filter(
        lambda one: one[0] != one[1]
    ),
    max_size=14,
)


def grouped(edges: list[tuple[UUID, UUID, int]], same: dict[tuple[UUID, UUID], bool]) -> set[frozenset[str]]:
    found = {ordered(a, b): bits / 8 for a, b, bits in edges}
    drawn = [Edge(str(a), str(b), "join" if bits >= 3 else "review", bits, -9.5, ()) for (a, b), bits in found.items()]
    order = {str(label): at for at, label in enumerate(LABELS)}
    told = [Judgement(str(a), str(b), together) for (a, b), together in same.items()]
    return {frozenset(members) for members in bundle(drawn, told, order)}


@settings(max_examples=200)
@given(EDGES)
def test_split_after_merge_is_identity_whatever_links_there_are(edges: list[tuple[UUID, UUID, int]]):
    before = grouped(edges, {})
    if len(before) < 2:
        return
    one, other = ([UUID(label) for label in sorted(members)] for members in sorted(before, key=sorted)[:2])
    merged: dict[tuple[UUID, UUID], bool] = dict.fromkeys(bridging(one, other), True)
    together = grouped(edges, merged)
    assert any({str(one[0]), str(other[0])} <= members for members in together)
    assert grouped(edges, merged | dict.fromkeys(across(other, one), False)) == before


@given(st.sets(st.sampled_from(LABELS), min_size=2), st.data())
def test_bridging_ties_everyone_and_says_nothing_within_a_side(members: set[UUID], data: st.DataObject):
    order = sorted(members)
    cut = data.draw(st.integers(1, len(order) - 1))
    one, other = order[:cut], order[cut:]
    pairs = bridging(one, other)
    assert len(pairs) == len(set(pairs)) == len(order) - 1
    assert set(pairs) <= set(across(one, other))
    assert {end for pair in pairs for end in pair} == members


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_judgements_bind_whatever_the_order_of_arrival(waterrijk: House, bus: list[UUID], door: list[UUID], turn: int):
    merges(waterrijk, 1, 2)
    late = waterrijk.takes_in(
        said("Busje.", *BUS, day="2026-09-08"), said("Deur.", *DOOR, day="2026-09-09"), said("Beide.", *BETWEEN, day="2026-09-10"),
        linking=False,
    )  # fmt: skip
    everyone = [*bus, *door, *late]
    link([*everyone[turn:], *everyone[:turn]], organisation=waterrijk.organisation)
    assert set(waterrijk.bundles().values()) == {frozenset(everyone)}
    with acting(waterrijk.focal):
        assert Link.objects.count() > 4
