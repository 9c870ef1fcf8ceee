"""Where mentions stand in somebody's words, and how a reason is kept without what was typed."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.casework.bundling.rules.reasons import kept, parts_of, read_parts
from schakel.casework.bundling.rules.sharing import Reasons, shared
from schakel.casework.bundling.rules.spans import COVER, Mark, covered, marks, places
from schakel.engines.linkage import Census, InMemory, Mention, Signal, observe, score

WORDS = "Een man, Mansouf, S., wees op nergenshavenkade 48 Zaandam. Die wasserij is altijd open."


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("Mansouf, S.", ["Mansouf, S."]),
        ("Nergenshavenkade 48 Zaandam", ["nergenshavenkade 48 Zaandam"]),
        ("Nergenshavenkade 48, Zaandam", ["nergenshavenkade 48 Zaandam"]),
        ("Nergenshavenkade (Zaandam), nummer onbekend", ["nergenshavenkade"]),
        ("Wasserij Schuimkraag", ["wasserij"]),
        ("Iemand anders", []),
        ("48", ["48"]),
        ("", []),
    ],
)
def test_a_mention_is_found_as_typed_or_by_the_words_that_tell_something(raw: str, found: list[str]):
    assert [WORDS[start:end] for start, end in places(WORDS, raw)] == found


def test_of_marks_that_overlap_the_longer_stays_and_what_waits_yields():
    found = marks(WORDS, [("nergenshavenkade", True), ("nergenshavenkade 48 Zaandam", False), ("wasserij", True)])
    assert [(WORDS[one.start : one.end], one.ask) for one in found] == [
        ("nergenshavenkade 48 Zaandam", False),
        ("wasserij", True),
    ]
    assert marks("hier", [("hier", True), ("hier", False)]) == (Mark(0, 4, False),)


@given(st.text(max_size=120), st.lists(st.tuples(st.text(max_size=30), st.booleans()), max_size=5))
def test_marks_never_overlap_and_never_leave_the_text(text: str, named: list[tuple[str, bool]]):
    found = marks(text, named)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_what_is_protected_gives_way():
    assert covered("Zij slaapt op Schuilpad 7 in Ede.", ["Schuilpad 7"]) == f"Zij slaapt op {COVER} in Ede."
    assert covered("Niets te zien.", ["Schuilpad 7"]) == "Niets te zien."


def _two() -> tuple[Signal, Signal]:
    def sent(label: str, day: int, *named: tuple[str, str]) -> Signal:
        mentions = tuple(Mention(kind, value) for kind, value in named)
        return Signal(label, date(2026, 10, day), mentions=mentions, seen=frozenset({"LAB-01"}))

    one = sent(str(UUID(int=9)), 1, ("person", "Anwar Talhoubi"), ("address", "Nergenshavenkade 48 Zaandam"))
    other = sent(str(UUID(int=5)), 20, ("address", "Nergenshvenkade 48 te Zaandam"), ("person", "Anouar Talhubi"))
    return one, other


def test_reasons_are_kept_as_codes_and_places_and_turned_to_the_pair():
    read = {one.id: one for one in map(observe, _two())}
    edge = score(*read.values(), Census(InMemory(read.values())))
    assert edge is not None
    parts = parts_of(edge, read)
    assert read_parts(kept(parts)) == tuple(parts)
    assert edge.prior + sum(part.bits for part in parts) == edge.bits
    assert "Talh" not in str(kept(parts))
    low, high = sorted(read)
    for part in parts:
        if part.in_mentions:
            assert read[low].observations[part.a].kind == read[high].observations[part.b].kind == part.kind
    assert {part.kind for part in parts if not part.in_mentions} == {"time", "form"}


def test_what_is_shared_says_where_it_stands_for_sure_and_where_it_waits():
    one, other = map(observe, _two())
    a, b = sorted((UUID(one.id), UUID(other.id)))
    read = {UUID(one.id): one, UUID(other.id): other}
    edge = score(one, other, Census(InMemory([one, other])))
    assert edge is not None
    parts = tuple(parts_of(edge, {one.id: one, other.id: other}))
    order = [UUID(one.id), UUID(other.id)]
    waiting = shared(order, [Reasons(a, b, False, parts)], read)
    assert [(row.name, row.at, row.maybe, row.waits) for row in waiting] == [
        ("Anwar Talhoubi", (order[0],), (order[1],), True),
        ("Nergenshavenkade 48", (order[0],), (order[1],), True),
    ]
    sure = shared(order, [Reasons(a, b, True, parts)], read)
    assert all(row.at == tuple(order) and not row.maybe and not row.waits for row in sure)
    assert shared(order, [], read) == []
