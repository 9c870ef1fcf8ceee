"""What may stand in the trail, and what each break in a chain is called."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.audit.rules.anchors import AnchorTrouble, parsed, written
from schakel.ground.audit.rules.chain import Anchor, ChainRow, faults, first_previous, hash_of
from schakel.ground.audit.rules.facts import NotForTheTrail, checked, code, error_name, object_name

HERE = UUID(int=9901)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "facts", [{}, {"n": 3, "yes": True, "state": "signal.received", "to": "GM9901", "seen": "GEN-27"}, {"n": -(2**53)}]
)
def test_numbers_and_codes_are_taken(facts):
    assert checked(facts) == facts


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "Anna de Vries"}, {"name": "Anna"}, {"phone": "+31612345678"}, {"n": 1.5}, {"n": None}, {"n": ["a"]}, {"n": {}},
        {"n": 2**60}, {"": 1}, {"Een naam": 1}, {"n": "a" * 41}, {"n": ""}, {"n": "code\n"}, {str(n): n for n in range(21)},
    ],
)  # fmt: skip
def test_anything_that_could_be_about_a_person_is_refused(facts):
    with pytest.raises(NotForTheTrail):
        checked(facts)


@given(st.text(min_size=1, max_size=60).filter(lambda text: " " in text or text != text.lower()))
def test_a_sentence_or_a_name_never_passes_nor_shows_in_the_refusal(text):
    if len(text) > 6 and not text.isdigit() and not (text[:2].isupper() and text[-1].isdigit()):
        with pytest.raises(NotForTheTrail) as refusal:
            checked({"fact": text})
        assert text not in str(refusal.value)


def test_an_object_is_an_identifier_or_a_code():
    assert object_name(None) is None
    assert object_name(HERE) == str(HERE)
    assert object_name("GM9901") == "GM9901"
    with pytest.raises(NotForTheTrail):
        object_name("Keizersgracht 1")


def test_a_code_may_be_empty_only_where_that_was_agreed():
    assert code("basis", "", empty=True) == ""
    with pytest.raises(NotForTheTrail):
        code("kind", "")


def test_the_text_of_a_failure_is_never_kept():
    assert error_name("psycopg.OperationalError") == "psycopg.OperationalError"
    assert error_name("could not find Anna") == "error"


def chain(length: int) -> list[ChainRow]:
    rows, previous = [], first_previous(HERE)
    for number in range(1, length + 1):
        row = ChainRow(
            id=uuid4(), organisation=HERE, number=number, at=NOW, kind="signal.read", object_kind="signal", object_id=None,
            result="done", basis="", origin="web", actor=uuid4(), actor_organisation=HERE, roles="focal_person", facts="{}",
            lines="", previous=previous, hash=None,
        )  # fmt: skip
        rows.append(replace(row, hash=hash_of(row)))
        previous = rows[-1].hash
    return rows


def found(rows: list[ChainRow], anchors=()) -> set[tuple[str, int]]:
    return {(fault.code, fault.number) for fault in faults(HERE, rows, anchors)}


@given(st.integers(0, 12))
def test_a_whole_chain_has_no_faults(length):
    rows = chain(length)
    anchors = [Anchor(NOW, HERE, row.number, row.hash) for row in rows]
    assert found(rows, anchors) == set()


TEXT_FIELDS = ("kind", "object_kind", "object_id", "result", "basis", "origin", "roles", "facts", "lines")


@given(st.integers(1, 6), st.sampled_from(TEXT_FIELDS), st.text(min_size=1, max_size=5))
def test_a_change_of_any_text_is_found_at_its_place(place, field, value):
    rows = chain(6)
    if getattr(rows[place - 1], field) != value:
        rows[place - 1] = replace(rows[place - 1], **{field: value})
        assert found(rows) == {("changed", place)}


@given(st.integers(1, 6))
def test_a_change_of_who_or_when_is_found_at_its_place(place):
    for change in ({"actor": None}, {"actor_organisation": uuid4()}, {"at": NOW.replace(second=1)}, {"id": uuid4()}):
        rows = chain(6)
        rows[place - 1] = replace(rows[place - 1], **change)
        assert found(rows) == {("changed", place)}


@given(st.integers(1, 5))
def test_a_row_taken_out_is_missing(place):
    rows = chain(6)
    del rows[place - 1]
    assert found(rows) == {("missing", place)}


def test_a_row_taken_out_with_the_rest_numbered_anew_is_changed_and_broken():
    rows = chain(4)
    del rows[1]
    rows = [replace(row, number=number) for number, row in enumerate(rows, start=1)]
    assert found(rows) == {("broken", 2), ("changed", 2), ("changed", 3)}


def test_two_rows_in_another_order_are_found():
    rows = chain(4)
    rows[1], rows[2] = replace(rows[2], number=2), replace(rows[1], number=3)
    assert {place for _, place in found(rows)} == {2, 3, 4}


def test_a_row_put_in_is_found():
    rows, other = chain(4), chain(3)
    assert ("unchained", 3) in found([*rows[:3], other[2], rows[3]])
    assert ("unchained", 0) in found([*rows, replace(other[0], number=None)])


def test_a_tail_cut_off_is_found_by_an_anchor_only():
    rows = chain(5)
    anchors = [Anchor(NOW, HERE, 5, rows[-1].hash), Anchor(NOW, uuid4(), 9, bytes(32))]
    assert found(rows[:3]) == set()
    assert found(rows[:3], anchors) == {("cut_off", 5)}


def test_a_chain_computed_anew_is_found_by_an_anchor_only():
    rows = chain(5)
    assert found(chain(5)) == set()
    assert found(chain(5), [Anchor(NOW, HERE, 2, rows[1].hash)]) == {("rewritten", 2)}


@given(st.lists(st.tuples(st.uuids(), st.integers(1, 2**60), st.binary(min_size=32, max_size=32)), max_size=5))
def test_anchors_come_back_from_their_file(values):
    anchors = [Anchor(NOW, organisation, number, digest) for organisation, number, digest in values]
    assert parsed("# kept in the safe\n\n" + written(anchors)) == anchors


@pytest.mark.parametrize(
    "line", ["niets", "2026-11-24T09:00:00+00:00 x 1 00", f"2026-11-24T09:00:00+00:00 {HERE} 0 {'00' * 32}"]
)
def test_a_line_that_is_no_anchor_is_named_by_its_number(line):
    with pytest.raises(AnchorTrouble, match="Line 2 is not an anchor"):
        parsed("\n" + line)
