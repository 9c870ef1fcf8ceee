from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.ui.parts import words

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 10, 8, 11, 30, tzinfo=AMSTERDAM)  # a Thursday


@pytest.fixture(autouse=True)
def dutch_and_a_thursday_in_october(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW.astimezone(UTC))
    with translation.override("nl"):
        yield


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (words.day(date(2026, 2, 3)), "3 februari 2026"),
        (words.day_short(date(2026, 5, 14)), "14 mei"),
        (words.day_short(date(2025, 5, 14)), "14 mei 2025"),
        (words.weekday(date(2026, 10, 8)), "donderdag 8 oktober"),
        (words.clock(datetime(2026, 10, 8, 9, 5, tzinfo=UTC)), "11.05 uur"),
        (words.moment(datetime(2026, 2, 3, 10, 20, tzinfo=UTC)), "3 februari 2026 om 11.20 uur"),
        (words.period(date(2026, 5, 14), date(2026, 10, 6)), "14 mei tot 6 oktober 2026"),
        (words.period(date(2025, 12, 30), date(2026, 1, 2)), "30 december 2025 tot 2 januari 2026"),
        (words.period(date(2026, 5, 14), date(2026, 5, 14)), "14 mei 2026"),
        (words.number(1192), "1.192"),
        (words.number(12.1, 1), "12,1"),
        (words.signed(12.1), "+12,1"),
        (words.signed(-11.6), "−11,6"),
        (words.signed(0.04), "0,0"),
    ],
)
def test_dates_and_numbers_as_people_say_them(said: str, expected: str):
    assert said == expected


def test_how_long_ago():
    assert words.since(NOW - timedelta(minutes=10)) == "om 11.20 uur"
    assert words.since(NOW.date()) == "vandaag"
    assert words.since(NOW - timedelta(days=1)) == "gisteren"
    assert words.since(NOW - timedelta(days=2)) == "6 oktober"


@pytest.mark.parametrize(
    ("asked", "text", "pressing"),
    [
        (NOW + timedelta(minutes=50), "Vandaag vóór 12.20 uur", True),
        (NOW.date(), "Vandaag", True),
        (NOW.date() + timedelta(days=1), "Morgen", False),
        (NOW + timedelta(days=4), "Maandag 12 oktober vóór 11.30 uur", False),
        (date(2026, 10, 9) + timedelta(days=1), "Zaterdag 10 oktober", False),
        (date(2026, 10, 1), "Over tijd sinds 1 oktober", True),
        (NOW - timedelta(hours=1), "Over tijd sinds vandaag", True),
    ],
)
def test_by_when_something_is_asked(asked: date | datetime, text: str, pressing: bool):
    assert words.due(asked) == words.Due(text, pressing)


def test_a_moment_in_the_small_hours_belongs_to_the_dutch_day_not_to_the_utc_one():
    assert words.day(datetime(2026, 2, 2, 23, 30, tzinfo=UTC)) == "3 februari 2026"


def test_english_when_english_is_on():
    with translation.override("en"):
        assert words.day(date(2026, 2, 3)) == "3 February 2026"
        assert words.number(1192) == "1,192"


@given(st.floats(min_value=-1e6, max_value=1e6))
def test_a_sign_never_hides_a_direction(value: float):
    said = words.signed(value)
    assert said.startswith("+") == (round(value, 1) > 0)
    assert said.startswith("−") == (round(value, 1) < 0)
