"""Judgements, numbers of bundles, what counts, what is asked, and what a bundle is called."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.casework.bundling.rules import (
    ANSWERS,
    NOT_SAME,
    NOT_YET_KNOWN,
    SAME,
    Judged,
    Named,
    Tie,
    allowed,
    changes,
    counted,
    groups,
    in_force,
    ordered,
    questions,
    status,
    succession,
    title,
    together,
)
from schakel.engines.linkage.streets import surely_street

S = [UUID(int=at) for at in range(1, 13)]
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def said(kind: str, minutes: int, *, undone: bool = False) -> Judged:
    return Judged(
        UUID(int=100 + minutes), UUID(int=200 + minutes), (S[0], S[1]), kind, NOON + timedelta(minutes=minutes), undone
    )


def tie(one: int, other: int, bits: float = 1.0, *, sure: bool = False, asked: bool = True) -> Tie:
    a, b = ordered(S[one], S[other])
    return Tie(a, b, bits, sure, asked)


# ---------------------------------------------------------------- judging


def test_a_pair_is_written_in_one_way():
    assert ordered(S[3], S[1]) == ordered(S[1], S[3]) == (S[1], S[3])
    with pytest.raises(ValueError, match="itself"):
        ordered(S[1], S[1])


def test_the_last_thing_said_holds_and_undoing_brings_back_the_one_before():
    assert in_force([said(SAME, 1), said(NOT_SAME, 2)])[S[0], S[1]].kind == NOT_SAME
    assert in_force([said(SAME, 1), said(NOT_SAME, 2, undone=True)])[S[0], S[1]].kind == SAME
    assert in_force([said(SAME, 1, undone=True)]) == {}


def test_what_may_be_said_next():
    assert all(allowed(None, answer) and allowed(NOT_YET_KNOWN, answer) for answer in ANSWERS)
    assert allowed(SAME, NOT_SAME)
    assert allowed(NOT_SAME, SAME)
    assert not allowed(SAME, SAME)
    assert not allowed(NOT_SAME, NOT_SAME)
    assert not allowed(SAME, NOT_YET_KNOWN)
    assert not allowed(None, "maybe")
    assert [together(kind) for kind in (SAME, NOT_SAME, NOT_YET_KNOWN, None)] == [True, False, None, None]


# ---------------------------------------------------------------- numbers


def test_the_largest_surviving_part_keeps_the_number():
    running = {7: frozenset(S[:5])}
    assert succession(running, {}, [frozenset(S[:2]), frozenset(S[2:5])]) == [None, 7]
    assert succession({7: frozenset(S[:2]), 3: frozenset(S[2:5])}, {}, [frozenset(S[:5])]) == [3]
    assert succession({7: frozenset(S[:2]), 3: frozenset(S[2:4])}, {}, [frozenset(S[:4])]) == [3]
    assert succession({}, {}, [frozenset(S[:2])]) == [None]


def test_an_ended_bundle_gets_its_number_back_when_nobody_else_has_a_claim():
    assert succession({}, {4: frozenset(S[:2])}, [frozenset(S[:2])]) == [4]
    assert succession({9: frozenset(S[:2])}, {4: frozenset(S[:2])}, [frozenset(S[:2])]) == [9]


def _parted(places: list[int]) -> list[frozenset[UUID]]:
    found: dict[int, set[UUID]] = {}
    for signal, place in zip(S, places, strict=True):
        if place:
            found.setdefault(place, set()).add(signal)
    return [frozenset(members) for members in found.values()]


_PLACES = st.lists(st.integers(0, 5), min_size=len(S), max_size=len(S))


@given(_PLACES, _PLACES, _PLACES)
def test_no_number_is_given_twice_and_none_that_was_not_there(before: list[int], old: list[int], after: list[int]):
    running = {10 + at: members for at, members in enumerate(_parted(before))}
    ended = {30 + at: members for at, members in enumerate(_parted(old))}
    numbers = succession(running, ended, _parted(after))
    given_out = [number for number in numbers if number is not None]
    assert len(given_out) == len(set(given_out))
    assert set(given_out) <= set(running) | set(ended)
    for number, group in zip(numbers, _parted(after), strict=True):
        if number is not None:
            assert group & (running | ended)[number]
    unchanged = [number for number, members in running.items() if members in _parted(after)]
    assert set(unchanged) <= set(given_out)


def test_who_came_and_who_left():
    change = changes(S[:3], S[1:4])
    assert (change.joined, change.left) == (frozenset({S[3]}), frozenset({S[0]}))


# ---------------------------------------------------------------- what counts and what is asked


def test_only_what_hangs_together_for_sure_counts():
    ties = [tie(0, 1, sure=True), tie(1, 2, sure=True), tie(2, 3)]
    assert counted(S[:4], ties) == frozenset(S[:3])
    assert groups(S[:4], ties) == [tuple(S[:3]), (S[3],)]
    assert counted(S[:2], [tie(0, 1)]) == frozenset({S[0]})
    assert counted([], []) == frozenset()


def test_one_question_for_each_part_that_does_not_count_the_strongest_tie_to_the_story_first():
    ties = [
        tie(0, 1, sure=True),
        tie(1, 2, 3.0),
        tie(0, 2, 5.0),
        tie(2, 3, 2.0, sure=True),
        tie(3, 4, 9.0),
        tie(0, 4, 1.0),
    ]
    asked = questions(S[:5], ties)
    assert [(one.asked, one.known, one.with_it) for one in asked] == [
        (S[2], S[0], (S[2], S[3])),
        (S[4], S[0], (S[4],)),
    ]
    assert questions(S[:2], [tie(0, 1, sure=True)]) == []


def test_what_was_left_open_is_asked_last():
    ties = [tie(0, 1, sure=True), tie(0, 2, 9.0, asked=False), tie(0, 3, 1.0)]
    assert [one.asked for one in questions(S[:4], ties)] == [S[3], S[2]]


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans(), st.integers(0, 9)).filter(
            lambda t: t[0] != t[1]
        ),
        max_size=15,
    )
)
def test_every_part_that_hangs_on_is_asked_after_once(drawn: list[tuple[int, int, bool, int]]):
    ties = list({ordered(S[a], S[b]): tie(a, b, bits, sure=sure) for a, b, sure, bits in drawn}.values())
    found = groups(S[:6], ties)
    asked = questions(S[:6], ties)
    assert len({one.with_it for one in asked}) == len(asked)
    assert all(one.with_it in found[1:] and one.asked in one.with_it and one.known not in one.with_it for one in asked)
    assert all(not one.tie.sure for one in asked)


def test_the_status_follows_the_signals():
    assert status(["received", "care"]) == "weighing"
    assert status(["care", "closed"]) == "decided"
    assert status(["closed", "closed"]) == "closed"
    assert status([]) == "weighing"


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (
            Named(["Wasserij Schuimkraag B.V.", "wasserij"], ["Nergenshavenkade (Zaandam), nummer onbekend", "nergenshavenkade 48 Zaandam"]),
            "Wasserij aan de Nergenshavenkade",
        ),
        (Named(["aardbeienbedrijf bessinga"], ["Proefbeziënweg 9, Steenwijkerwold"]), "Aardbeienbedrijf aan de Proefbeziënweg"),
        (Named(["Restaurant Jasmijnhof"], ["Fictieplein 3"]), "Restaurant aan het Fictieplein"),
        (Named([], ["Loosgangsterlaan 210, groningen"], place="Waterrijk", towns={"Groningen"}), "Loosgangsterlaan in Groningen"),
        (Named([], ["Loosgangsterlaan 210, Groningen"], place="Waterrijk"), "Loosgangsterlaan"),
        (Named([], ["Loosgangsterlaan 210"], place="Waterrijk"), "Loosgangsterlaan in Waterrijk"),
        (Named([], ["Laan van Meerdervoort 3, s-Gravenhage"], towns={"'s-Gravenhage"}), "Laan van Meerdervoort in 's-Gravenhage"),
        (Named([], ["Loospadstr. 4"], place="Waterrijk"), "Loospadstraat in Waterrijk"),
        (Named(["Nails by Lotte"], [], place="Waterrijk"), "Nails in Waterrijk"),
        (Named(place="Waterrijk", form="Uitbuiting in werk"), "Signalen over uitbuiting in werk in Waterrijk"),
        (Named(place="Waterrijk"), "Signalen in Waterrijk"),
        (Named(), "Signalen"),
    ],
)  # fmt: skip
def test_a_bundle_is_called_after_a_trade_and_a_street(named: Named, expected: str):
    assert title(named) == expected


@pytest.mark.parametrize("firm", ["Bessinga B.V.", "Bakker", "Garage Garage", "Henk Bessinga Holding"])
def test_a_bundle_is_never_called_after_a_person(firm: str):
    words = title(Named([firm], [], persons=("Henk Bessinga", "P. Garage"), place="Waterrijk")).lower()
    assert not {"bessinga", "henk", "bakker", "garage"} & set(words.split())


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("Fatima Proefkadir Dorpsweg 9, Ede", "Dorpsweg"),
        ("woning van Fatima, Dorpsweg 9", "Dorpsweg in Waterrijk"),
        ("Kerkstraat 5 bij mevrouw Proefkadir", "Kerkstraat in Waterrijk"),
        ("Dorpsweg 9, Proefkadir", "Dorpsweg in Waterrijk"),
    ],
)
def test_a_person_typed_beside_a_street_is_not_read_out(address: str, expected: str):
    assert title(Named([], [address], persons=("Proefkadir, Fatima",), place="Waterrijk")) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("Jan Janssen Dorpsstraat 12", "Dorpsstraat in Waterrijk"),
        ("Jan de Groot Dorpsstraat 12", "Dorpsstraat in Waterrijk"),
        ("Dorpsstraat 12 Janssen", "Dorpsstraat"),
        ("Kadir van der Laan 12", "Signalen in Waterrijk"),
        ("Van der Hoek 12, Ede", "Signalen in Waterrijk"),
        ("Wolkenstok 12", "Signalen in Waterrijk"),
        ("Wolkenstok", "Signalen in Waterrijk"),
        ("Mirza Abeln 3", "Signalen in Waterrijk"),
    ],
)
def test_somebody_who_is_named_nowhere_else_is_not_read_out(address: str, expected: str):
    assert title(Named([], [address], place="Waterrijk")) == expected


NAMES = (
    st.text(alphabet="abcdeghijklmnoprstuvwz", min_size=3, max_size=9)
    .filter(lambda word: not surely_street(word))
    .map(str.capitalize)
)
SOMEBODY = st.lists(st.one_of(NAMES, st.sampled_from(["van", "de", "van der", "el", "-"])), min_size=1, max_size=4)


@given(
    st.lists(
        st.tuples(SOMEBODY, st.sampled_from(["Kerkstraat", "Nergensweg", "Loosplein", "Nepkade", "Schijnstr."]), SOMEBODY),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from(["{before} {street} 12 {behind}", "{before} {street}, {behind}", "{before} {street}", "{before} 12", "{behind}, {before} {street} 12"]),
)  # fmt: skip
def test_whoever_is_typed_around_a_street_is_in_no_title(typed: list[tuple[list[str], str, list[str]]], how: str):
    named = [
        how.format(before=" ".join(before), street=street, behind=" ".join(behind)) for before, street, behind in typed
    ]
    words = set(re.findall(r"\w+", title(Named([], named, place="Waterrijk", form="Uitbuiting in werk")).lower()))
    allowed = {"signalen", "over", "uitbuiting", "in", "werk", "waterrijk"}
    assert words - allowed <= {"kerkstraat", "nergensweg", "loosplein", "nepkade", "schijnstraat"}


@given(st.lists(st.text(max_size=40), max_size=3), st.lists(st.text(max_size=40), max_size=3))
def test_a_bundle_always_has_a_name(organisations: list[str], addresses: list[str]):
    assert title(Named(organisations, addresses, place="Waterrijk")).strip()
