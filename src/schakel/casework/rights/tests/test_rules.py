"""Letters tell nothing they may not, requests wait until it is known who asks, and the ledger is believed line by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.casework.rights.rules import (
    CLEARED,
    GRANT,
    MOVES,
    REFUSE,
    RESTRICTED,
    STATES,
    UNRESTRICTED,
    Check,
    Item,
    LedgerTrouble,
    Line,
    Masked,
    cautions,
    leaks,
    missing,
    notice_fault,
    parsed,
    still_standing,
    told,
    written,
)

HIDDEN = st.builds(
    Item, decision=st.sampled_from([GRANT, REFUSE]), ground=st.just("crime"), hides=st.just(True), silent=st.just(True),
    say=st.text(max_size=9),
)  # fmt: skip
OPEN_ITEM = st.builds(
    Item,
    decision=st.sampled_from([GRANT, REFUSE]),
    ground=st.sampled_from(["identity", "excessive"]),
    say=st.text(max_size=9),
)


@settings(max_examples=60)
@given(st.lists(HIDDEN, max_size=4), st.lists(OPEN_ITEM, max_size=3), st.booleans())
def test_what_may_not_be_told_never_changes_the_letter(hidden: list[Item], shown: list[Item], identified: bool):
    """The same letter with it and without it: so also when there was nothing at all."""
    assert told([*hidden, *shown], identified=identified) == told(shown, identified=identified)


def test_nothing_and_cannot_say_are_one_letter_and_nobody_unknown_hears_anything():
    neutral = told([], identified=True)
    assert neutral.neutral and neutral == told([Item(REFUSE, "crime", hides=True)], identified=True)
    assert neutral == told([Item(GRANT, silent=True, say="Gewist.")], identified=True)
    assert told([Item(GRANT, say="Uw naam.")], identified=False) == told([], identified=False)
    assert told([Item(GRANT, say="Uw naam.")], identified=True).say == ("Uw naam.",)


@pytest.mark.parametrize(
    ("say", "wrong"),
    [
        ("Uw naam en uw telefoonnummer.", ()),
        ("Uw naam, Anwar Talhoubi.", ()),
        ("U en Sabri Mansouf.", ("names_other",)),
        ("U en Mansoef.", ("names_other",)),
        ("Joost de Balie zag u.", ("names_other",)),
        ("Er loopt een onderzoek.", ("tells_of_report",)),
        ("U bent gemeld door een ander.", ("tells_of_report",)),
    ],
)
def test_a_letter_names_nobody_else_and_no_report(say: str, wrong: tuple[str, ...]):
    assert leaks(say, others=["Sabri Mansouf", "Joost de Balie", "Talhoubi"], own=["Anwar Talhoubi"]) == wrong


def test_nothing_counts_until_it_is_known_and_who_asks_for_another_is_a_caution():
    whole = Check("self", "document_seen", "yes", "yes")
    assert missing(whole) == () and cautions(whole) == ()
    for wrong in ({"identity": ""}, {"apart": ""}, {"apart": "no"}, {"willing": "no"}):
        assert missing(replace(whole, **wrong)) == (next(iter(wrong)),)
    other = replace(whole, asked_by="representative")
    assert missing(other) == ("authority",) and missing(replace(other, authority="yes")) == ()
    assert cautions(replace(other, apart="no", willing="no")) == ("on_behalf", "not_apart", "pressed")


def test_every_state_can_end_and_nothing_is_decided_unseen():
    assert set(MOVES) == set(STATES)
    assert "decided" not in MOVES["checked"] and MOVES["answered"] == MOVES["withdrawn"] == ()


TODAY = date(2026, 11, 24)
SOON = TODAY + timedelta(days=20)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({}, ""),
        ({"on": TODAY + timedelta(days=1)}, "when"),
        ({"way": ""}, "when"),
        ({"role": "presumed_victim"}, "safe_contact"),
        ({"role": "presumed_victim", "safe_way": True}, ""),
        ({"state": "postponed"}, ""),
        ({"state": "postponed", "ground": ""}, "ground"),
        ({"state": "postponed", "review_on": TODAY}, "review"),
        ({"state": "postponed", "review_on": None}, "review"),
        ({"state": "postponed", "review_on": TODAY + timedelta(days=31)}, "review_late"),
        ({"state": "x"}, "ground"),
    ],
)
def test_a_notice_is_given_or_put_off_with_a_day(changed: dict[str, object], fault: str):
    whole = {
        "state": "given", "way": "letter", "safe_way": False, "role": "unknown", "on": TODAY, "ground": "danger",
        "review_on": SOON, "most": 30, "today": TODAY,
    }  # fmt: skip
    assert notice_fault(**(whole | changed)) == fault  # type: ignore[arg-type]


# ---------------------------------------------------------------- the ledger

HOUSE = uuid4()
LINES = st.builds(
    Line,
    id=st.uuids(),
    at=st.just(datetime(2026, 11, 24, tzinfo=UTC)),
    organisation=st.just(HOUSE),
    do=st.sampled_from([CLEARED, RESTRICTED, UNRESTRICTED, "destroyed"]),
    rule=st.just("data_request"),
    signal=st.none() | st.uuids(),
    request=st.none() | st.uuids(),
    positions=st.lists(st.integers(0, 9), max_size=3).map(tuple),
    masks=st.lists(
        st.builds(
            Masked, place=st.just("intake.signal.narrative"), row=st.uuids(),
            spans=st.lists(st.tuples(st.integers(0, 9), st.integers(10, 19)), max_size=2).map(tuple),
            was=st.integers(-(2**63), 2**63 - 1), now=st.integers(-(2**63), 2**63 - 1),
        ), max_size=2,
    ).map(tuple),
)  # fmt: skip


def key(organisation: UUID) -> bytes:
    return organisation.bytes


def book(lines: list[Line]) -> list[str]:
    made, before = [], ""
    for line in lines:
        before = written(line, before, key)
        made.append(before)
    return made


@settings(max_examples=40)
@given(st.lists(LINES, min_size=1, max_size=4, unique_by=lambda one: one.id), st.data())
def test_what_was_written_is_read_and_any_change_is_seen(lines: list[Line], data: st.DataObject):
    made = book(lines)
    assert parsed(made, key) == lines
    at = data.draw(st.integers(0, len(made) - 1))
    with pytest.raises(LedgerTrouble, match=f"Line {at + 1} "):
        parsed([*made[:at], made[at].replace('"rule": "data_request"', '"rule": "other"'), *made[at + 1 :]], key)
    with pytest.raises(LedgerTrouble):
        parsed(made, lambda organisation: b"another installation")
    if len(made) > 1:
        with pytest.raises(LedgerTrouble):
            parsed(made[1:], key)
        with pytest.raises(LedgerTrouble):
            parsed(made[::-1], key)


def test_a_restriction_that_was_lifted_is_not_done_again():
    signal, request = uuid4(), uuid4()
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    shut, lifted = (Line(uuid4(), moment, HOUSE, do, "r", signal, request) for do in (RESTRICTED, UNRESTRICTED))
    other = Line(uuid4(), moment, HOUSE, RESTRICTED, "r", signal, uuid4())
    assert still_standing([shut, other, lifted]) == [other, lifted]
