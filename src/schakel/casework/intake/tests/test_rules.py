"""States, masking, noticing, terms and shape: plain Python."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.casework.intake.rules import (
    MOVES,
    OUTCOMES,
    STATES,
    Incoming,
    IncomingMention,
    IncomingObservation,
    allowed,
    due_at,
    faults,
    feedback_for,
    holds_citizen_number,
    kept_until,
    mask_citizen_numbers,
    urgent,
)
from schakel.casework.intake.rules.masking import MASK, passes_eleven_test
from schakel.casework.intake.rules.noticing import noticed
from schakel.engines.exchange import read_object, write_object

HERE = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=HERE)
FRIDAY = datetime(2026, 11, 27, 16, 0, tzinfo=HERE)


def check(signal, kinds=("person", "phone"), known=("GEN-03",)):
    return [
        (fault.field, fault.code)
        for fault in faults(signal, today=date(2026, 11, 24), kinds=kinds, indicator=lambda code: code in known)
    ]


# ---------------------------------------------------------------- states


@pytest.mark.parametrize(
    ("state", "to"),
    [("received", "qualified"), ("qualified", "weighed"), ("care", "police_or_riec"), ("plan", "closed"),
     ("closed", "weighed"), *(("weighed", outcome) for outcome in OUTCOMES)],
)  # fmt: skip
def test_a_signal_goes_on_by_the_table(state, to):
    assert allowed(state, to)


@pytest.mark.parametrize(
    ("state", "to"),
    [("received", "weighed"), ("received", "closed"), ("received", "no_action"), ("qualified", "care"),
     ("weighed", "closed"), ("no_action", "plan"), ("closed", "received"), ("nowhere", "closed")],
)  # fmt: skip
def test_a_signal_skips_nothing(state, to):
    assert not allowed(state, to)


def test_every_state_is_reached_and_none_is_a_dead_end():
    assert set(MOVES) == set(STATES)
    assert all(MOVES.values())
    assert {to for moves in MOVES.values() for to in moves} == set(STATES) - {"received"}


def test_looking_at_sources_and_doing_nothing_say_nothing_to_the_reporter():
    assert feedback_for("source_research") is None
    assert feedback_for("no_action") is None
    assert feedback_for("police_or_riec") == feedback_for("care") == "passed_on"


# ---------------------------------------------------------------- terms


def test_danger_is_now_a_minor_is_an_hour_and_the_rest_waits_a_working_day():
    assert due_at("received", since=MONDAY, minor="no", danger=True) == MONDAY
    assert due_at("received", since=MONDAY, minor="yes", danger=False) == MONDAY.replace(hour=11)
    assert due_at("received", since=MONDAY, minor="unknown", danger=False) == datetime(2026, 11, 24, 17, tzinfo=HERE)
    assert due_at("received", since=FRIDAY, minor="no", danger=False) == datetime(2026, 11, 30, 17, tzinfo=HERE)
    assert due_at("closed", since=MONDAY, minor="yes", danger=True) is None
    assert urgent(minor="yes", danger=False)
    assert urgent(minor="no", danger=True)
    assert not urgent(minor="unknown", danger=False)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 20), st.integers(0, 24))
def test_a_term_ends_on_a_day_that_exists_and_grows_with_its_length(since, years, months):
    assert kept_until(since, years=years, months=months) >= since
    assert kept_until(since, years=years, months=months + 1) > kept_until(since, years=years, months=months)


# ---------------------------------------------------------------- citizen service numbers

# 111222333 passes the eleven-test and is the number that forms print as an example.


@pytest.mark.parametrize(
    "text",
    ["111222333", "111 222 333", "1112.22.333", "111-222-333", "BSN:111222333.", "BSN111222333",
     "nummer 111222333 2 kinderen", "op 24-11-2026: 111222333"],
)  # fmt: skip
def test_a_citizen_number_is_seen_however_it_is_typed(text):
    assert holds_citizen_number(text)
    assert MASK in mask_citizen_numbers(text)
    assert "222" not in mask_citizen_numbers(text)


@pytest.mark.parametrize(
    "text",
    ["06-00001174", "06 00 00 11 74", "+31 6 0000 1174", "0031 612345678", "KvK 0013 9900", "00052318", "KvK 0004 1207 2 mannen",
     "QC-041-Q", "NL91 ABNA 0417 1643 00", "123456789", "1112223334", "000000000", "geboren 12-03-1985, belt 06-12345678"],
)  # fmt: skip
def test_phones_companies_plates_and_accounts_stay_as_typed(text):
    assert not holds_citizen_number(text)
    assert mask_citizen_numbers(text) == text


@given(st.text(alphabet="0123456789 .-+abc\n", max_size=60))
def test_no_run_of_nine_digits_that_passes_is_left(text):
    masked = mask_citizen_numbers(text)
    assert mask_citizen_numbers(masked) == masked
    for word in masked.split():
        if word.isdigit():
            abroad = "+" in text or "00" in text
            assert not passes_eleven_test(word) or abroad


# ---------------------------------------------------------------- what is worth a line of its own


def test_numbers_in_a_text_are_noticed_once_and_in_order():
    text = "Hij gaf 06-00001174 op, later weer 0600001174. Busje QC-041-Q. Mail naar wol@voorbeeld.nl, KvK 0004 1207."
    assert [kind for kind, _ in noticed(text)] == ["phone", "licence_plate", "email", "organisation_number"]
    assert noticed(text, given=["+31", "06 00 00 11 74", "qc041q", "wol@voorbeeld.nl"]) == [
        ("organisation_number", "0004 1207")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bel (010) 123 45 67, +31 6 1234 5678 of 0031612345678.", ["phone", "phone", "phone"]),
        ("Zijn nummer: 06 - 12 34 56 78, of 06-12-34-56-78", ["phone"]),
        ("Uit het buitenland: +40 721 234 567", ["phone"]),
        ("Busje qc-041-q, auto 12-ABC-3, bestelbus TX 123.", ["licence_plate", "licence_plate"]),
        ("Betalen op NL91 ABNA 0417 1643 00 of nl91abna0417164300", ["bank_account"]),
        ("Betalen op NL92ABNA0417164300", []),
        ("KvK-nummer: 0004 1207, kvk nr. 00041208", ["organisation_number", "organisation_number"]),
        ("Advertentie op https://www.voorbeeld.nl/ad?id=1. en voorbeeld.com/x", ["online", "online"]),
        ("Zij heet @mooi_meisje en snap: roos.99, instagram-account: ad_x", ["online", "online", "online"]),
        ("Hij zei: snap: niet doen. Mail wol@voorbeeld.nl", ["email"]),
        ("Gezien op 24-11-2026 14.30 en 3/2/2026 om 12:05", []),
    ],
)
def test_every_kind_of_number_is_noticed_as_people_type_it(text, found):
    assert [kind for kind, _ in noticed(text)] == found


@given(st.text(alphabet="0123456789 .-", min_size=5, max_size=40))
def test_what_is_proposed_never_holds_a_citizen_number(text):
    assert not any(holds_citizen_number(value) for _, value in noticed(text))


def test_a_citizen_number_is_masked_and_never_proposed():
    assert noticed("BSN 111222333, ook 111.222.333 of tel 111222333") == []
    assert noticed("BSN 111222333, bel 06-00001174") == [("phone", "06-00001174")]


def test_a_date_an_amount_and_a_house_number_are_no_numbers_to_keep():
    assert noticed("Op 24-11-2026 om 14.30 stonden er 12 mensen op nummer 48, voor 1.250 euro.") == []


# ---------------------------------------------------------------- shape


def test_one_sentence_one_answer_or_one_name_is_enough():
    day = date(2026, 11, 23)
    assert check(Incoming(day, narrative="Iets klopt niet.")) == []
    assert check(Incoming(day, observations=(IncomingObservation("GEN-03", "seen"),))) == []
    assert check(Incoming(day, mentions=(IncomingMention("person", "de neef"),))) == []
    assert check(Incoming(day, narrative="  ")) == [("narrative", "empty")]


@pytest.mark.parametrize(
    ("signal", "found"),
    [
        (Incoming(date(2026, 12, 1), narrative="x"), ("observed_on", "future")),
        (Incoming(date(2026, 1, 1), narrative="x" * 15_001), ("narrative", "too_long")),
        (Incoming(date(2026, 1, 1), narrative="x", minor="perhaps"), ("minor_possibly_involved", "unknown")),
        (Incoming(date(2026, 1, 1), narrative="x", organisation_kind="club"), ("organisation_kind", "unknown")),
        (Incoming(date(2026, 1, 1), observations=(IncomingObservation("XX-1", "seen"),)), ("observations[0].indicator", "unknown")),
        (Incoming(date(2026, 1, 1), observations=(IncomingObservation("GEN-03", "yes"),)), ("observations[0].answer", "unknown")),
        (Incoming(date(2026, 1, 1), mentions=(IncomingMention("bsn", "x"),)), ("mentions[0].kind", "unknown")),
        (Incoming(date(2026, 1, 1), mentions=(IncomingMention("person", " "),)), ("mentions[0].value", "empty")),
        (Incoming(date(2026, 1, 1), mentions=(IncomingMention("phone", "111222333"),)), ("mentions[0].value", "citizen_number")),
        (Incoming(date(2026, 1, 1), mentions=(IncomingMention("person", "A", birth_date="111222333"),)), ("mentions[0].birth_date", "citizen_number")),
        (Incoming(date(2026, 1, 1), mentions=(IncomingMention("person", "A", age_from=30, age_to=20),)), ("mentions[0].age_from", "age")),
        (Incoming(date(2026, 1, 1), narrative="x", mentions=(IncomingMention("person", "A"),) * 61), ("mentions", "too_many")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(signal, found):
    assert found in check(signal)


def test_the_exchange_format_reads_back_what_it_wrote_and_refuses_what_it_does_not_know():
    signal = Incoming(
        date(2026, 1, 1), "Tekst.", (IncomingObservation("GEN-03", "seen", "told", "noot"),),
        (IncomingMention("person", "A", "contact", "1990", 20, 30),), "yes", True, "desk", "school",
    )  # fmt: skip
    read, wrong = read_object(write_object("a1", signal, MONDAY))
    assert wrong == []
    assert (read.sender_id, read.signal, read.reported_at) == ("a1", signal, MONDAY)
    read, wrong = read_object({"id": 3, "observed_on": "gisteren", "immediate_danger": "ja", "extra": 1})
    assert read is None
    assert {fault.field for fault in wrong} == {"id", "observed_on", "immediate_danger", "extra"}


def test_the_mark_of_a_form_never_looks_like_a_citizen_number():
    from schakel.casework.intake.pages.desk_typed import new_once

    marks = {new_once() for _ in range(200)}
    assert len(marks) == 200
    assert all(mark.isalpha() and mark.isascii() and len(mark) == 32 for mark in marks)
