"""Who is on duty when, as the rules say it; whatever the roster, everybody is called in the end and nobody twice."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.duty import rules

NOOR, SAMIRA, THIRD = (UUID(int=number) for number in (1, 2, 3))
MONDAY = date(2026, 11, 23)  # week 48


def turn(weekday: int = 0, starts: int = 9, ends: int = 17, weeks: str = "every", **other: object) -> rules.Turn:
    values = {"id": UUID(int=99), "account": NOOR, "stand_in": SAMIRA, "since": date(2026, 1, 1), **other}
    return rules.Turn(weekday=weekday, starts=time(starts), ends=time(ends), weeks=weeks, **values)  # type: ignore[arg-type]


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute)


def called(moment: datetime, *turns: rules.Turn, others=(), away=(), able=(NOOR, SAMIRA, THIRD)) -> tuple[UUID, ...]:
    return rules.chain(moment, turns, others, away, able)


def test_from_the_first_minute_until_the_last_not_included() -> None:
    assert called(at(9), turn()) == called(at(16, 59), turn()) == (NOOR, SAMIRA)
    assert called(at(8, 59), turn()) == called(at(17), turn()) == ()


def test_a_night_runs_into_the_next_day() -> None:
    night = turn(starts=17, ends=9)
    assert called(at(23), night) == called(at(8, 59, MONDAY + timedelta(days=1)), night) == (NOOR, SAMIRA)
    assert called(at(8), night) == () == called(at(9, 0, MONDAY + timedelta(days=1)), night)
    whole = turn(starts=9, ends=9)
    assert called(at(9), whole) == called(at(8, 59, MONDAY + timedelta(days=1)), whole) == (NOOR, SAMIRA)


def test_odd_and_even_weeks_and_not_before_it_began() -> None:
    assert called(at(10), turn(weeks="even")) == (NOOR, SAMIRA)
    assert called(at(10), turn(weeks="odd")) == () == called(at(10), turn(since=MONDAY + timedelta(days=1)))
    assert called(at(10, 0, MONDAY + timedelta(days=7)), turn(weeks="odd")) == (NOOR, SAMIRA)


def test_a_day_that_differs_takes_the_place_of_the_week() -> None:
    other = rules.OtherDay(MONDAY, THIRD, NOOR)
    assert called(at(10), turn(), others=[other]) == called(at(3), turn(), others=[other]) == (THIRD, NOOR)
    assert called(at(10), turn(), others=[rules.OtherDay(MONDAY, None, None)]) == ()
    assert called(at(10, 0, MONDAY + timedelta(days=7)), turn(), others=[other]) == (NOOR, SAMIRA)


def test_who_is_away_or_lost_the_role_is_passed_over() -> None:
    away = rules.Away(NOOR, MONDAY, MONDAY)
    assert called(at(10), turn(), away=[away]) == (SAMIRA,)
    assert called(at(10, 0, MONDAY + timedelta(days=7)), turn(), away=[away]) == (NOOR, SAMIRA)
    assert called(at(10), turn(), able=(SAMIRA, THIRD)) == (SAMIRA,)
    everyone_away = [rules.Away(one, MONDAY, MONDAY) for one in (NOOR, SAMIRA, THIRD)]
    assert rules.present(MONDAY, everyone_away, (NOOR, SAMIRA, THIRD)) == (NOOR, SAMIRA, THIRD)


def test_gaps_and_overlaps_are_seen() -> None:
    day = rules.spans(MONDAY, [turn(), turn(starts=16, ends=20, id=UUID(int=98))])
    assert rules.gaps(day) == ((0, 540), (1200, 1440))
    assert rules.overlaps(day) == ((960, 1020),)
    assert rules.gaps(()) == ((0, 1440),)
    assert rules.gaps(rules.spans(MONDAY, [], [rules.OtherDay(MONDAY, NOOR, None)])) == ()


people = st.sampled_from([UUID(int=number) for number in range(1, 6)])


@given(able=st.lists(people, unique=True), chain=st.lists(people, unique=True, max_size=2))
def test_everybody_is_called_in_the_end_and_nobody_twice(able: list[UUID], chain: list[UUID]) -> None:
    chain = [one for one in chain if one in able]
    order: list[UUID] = []
    for _ in range(len(able) + 1):
        order += rules.next_calls(chain, able, order)
    assert sorted(order) == sorted(able)
    assert order[: len(chain)] == chain
    assert rules.next_calls(chain, able, order) == ()


@given(
    turns=st.lists(
        st.builds(turn, st.integers(0, 6), st.integers(0, 23), st.integers(0, 23), st.sampled_from(rules.WEEKS))
    ),
    day=st.dates(date(2026, 1, 2), date(2030, 1, 1)),
)
def test_a_minute_is_in_a_gap_or_somebody_has_it(turns: list[rules.Turn], day: date) -> None:
    found = rules.spans(day, turns)
    for minute in range(0, 1440, 60):
        has = bool(called(at(minute // 60, 0, day), *turns))
        assert has != any(start <= minute < end for start, end in rules.gaps(found))
