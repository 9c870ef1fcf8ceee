"""Who is on duty at a moment: weekly turns, days that differ, people who are away. Local wall-clock time, no clock here.

A turn belongs to the week of the day it starts on. Odd and even are the numbers of the week (ISO), so after a week 53
comes a week 1 and two odd weeks follow each other; a day that differs mends that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

DAY: Final = 24 * 60
WEEKS: Final = ("every", "odd", "even")
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """`weekday` 0 is Monday. Until a time that is not later than `starts` means: of the next day."""

    id: UUID
    weekday: int
    starts: time
    ends: time
    weeks: str
    account: UUID
    stand_in: UUID | None
    since: date

    def starts_on(self, day: date) -> bool:
        if day < self.since or day.weekday() != self.weekday:
            return False
        return self.weeks == "every" or (self.weeks == "odd") == bool(day.isocalendar().week % 2)


@dataclass(frozen=True, slots=True)
class OtherDay:
    """One day on which the weekly turns do not hold. No account: on purpose nobody in particular, so all are called."""

    day: date
    account: UUID | None
    stand_in: UUID | None


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody is not there from the first day through the last; why is nobody's business here."""

    account: UUID
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Span:
    """Part of one day, in minutes from midnight, `end` not included."""

    start: int
    end: int
    account: UUID | None
    stand_in: UUID | None
    turn: UUID | None = None


def spans(day: date, turns: Iterable[Turn], others: Iterable[OtherDay] = ()) -> tuple[Span, ...]:
    """The parts of a day with the person on each, by time; what ran on from the evening before included."""
    for other in others:
        if other.day == day:
            return (Span(0, DAY, other.account, other.stand_in),)
    found: list[Span] = []
    for turn in turns:
        begin, end = _minutes(turn.starts), _minutes(turn.ends)
        overnight = end <= begin
        if turn.starts_on(day):
            found.append(Span(begin, DAY if overnight else end, turn.account, turn.stand_in, turn.id))
        if overnight and end and turn.starts_on(day - ONE_DAY):
            found.append(Span(0, end, turn.account, turn.stand_in, turn.id))
    return tuple(sorted(found, key=lambda span: (span.start, span.end, str(span.turn))))


def gaps(day: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    """The parts of a day that nobody has, by time."""
    found, until = [], 0
    for span in day:
        if span.account is None:
            continue
        if span.start > until:
            found.append((until, span.start))
        until = max(until, span.end)
    return (*found, (until, DAY)) if until < DAY else tuple(found)


def overlaps(day: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    """The parts of a day that two turns have, by time."""
    found, until = [], 0
    for span in day:
        if span.start < until:
            found.append((span.start, min(span.end, until)))
        until = max(until, span.end)
    return tuple(found)


def chain(
    moment: datetime,
    turns: Iterable[Turn],
    others: Iterable[OtherDay],
    away: Iterable[Away],
    able: Collection[UUID],
) -> tuple[UUID, ...]:
    """Whom to call at a moment, in order: who is on duty, then the stand-in. Empty when nobody has duty.

    `able`: who holds the role now. Who is not, or is away, is passed over.
    """
    here = present(moment.date(), away, able)
    at = moment.hour * 60 + moment.minute
    now = [span for span in spans(moment.date(), turns, others) if span.start <= at < span.end]
    wanted = [span.account for span in now] + [span.stand_in for span in now]
    return tuple(dict.fromkeys(one for one in wanted if one is not None and one in here))


def present(day: date, away: Iterable[Away], able: Collection[UUID]) -> tuple[UUID, ...]:
    """Who is able and not away, in the order of `able`; everybody when all are away, so that somebody is called."""
    gone = {one.account for one in away if one.first <= day <= one.last}
    return tuple(one for one in able if one not in gone) or tuple(able)


def next_calls(chain: Sequence[UUID], everyone: Sequence[UUID], called: Collection[UUID]) -> tuple[UUID, ...]:
    """Who is called now: the first of the chain who was not, else everybody who was not. Empty: all were called."""
    for one in chain:
        if one not in called:
            return (one,)
    return tuple(one for one in everyone if one not in called)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
