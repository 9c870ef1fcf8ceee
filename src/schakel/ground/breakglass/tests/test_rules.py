"""How long, until when, and what is late."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.ground.breakglass import rules

NOON = datetime(2026, 3, 2, 12)
HOURS = st.integers(1, 24)


@pytest.mark.parametrize("hours", [0, -1, 25, 1000])
def test_a_box_that_no_pack_may_have_is_refused(hours):
    with pytest.raises(ValueError, match="hours"):
        rules.ends(NOON, hours)


@given(HOURS, st.integers(0, 60 * 48))
@settings(max_examples=60)
def test_it_is_open_exactly_inside_its_box(hours, minutes):
    until = rules.ends(NOON, hours)
    now = NOON + timedelta(minutes=minutes)
    assert rules.is_open(now, ends_at=until, ended_at=None) == (minutes < hours * 60)
    assert not rules.is_open(now, ends_at=until, ended_at=NOON)


@pytest.mark.parametrize(
    ("hours_later", "ended", "reviewed", "said"),
    [
        (1, None, None, "running"),
        (1, NOON, None, "ended"),
        (4, None, None, "ended"),
        (7 * 24, None, None, "late"),
        (900, None, NOON, "reviewed"),
        (1, None, NOON, "reviewed"),
    ],
)
def test_what_was_not_reviewed_in_time_stays_late_until_it_is(hours_later, ended, reviewed, said):
    state = rules.state(
        NOON + timedelta(hours=hours_later), ends_at=rules.ends(NOON, 4), ended_at=ended,
        due=rules.review_due(NOON, 7), reviewed_at=reviewed,
    )  # fmt: skip
    assert state == said
