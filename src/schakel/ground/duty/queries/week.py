"""A week of duty at a glance: who has which part of which day, what nobody has, and who fell out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from schakel.ground.accounts import queries as accounts
from schakel.ground.accounts.queries import Contact
from schakel.ground.database.actor import Actor
from schakel.ground.duty import models, rules
from schakel.ground.duty.queries.reading import Roster, roster

Minutes = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SpanRow:
    """From and until in minutes from midnight. A name is "" when that person no longer has the role or the account."""

    start: int
    end: int
    name: str
    stand_in: str
    fell_out: bool
    away: bool


@dataclass(frozen=True, slots=True)
class DayRow:
    day: date
    differs: bool
    spans: tuple[SpanRow, ...]
    gaps: tuple[Minutes, ...]
    overlaps: tuple[Minutes, ...]


@dataclass(frozen=True, slots=True)
class NowRow:
    """Who is called now, in order; `everybody` when nobody has duty. Empty: there is no focal person at all."""

    people: tuple[Contact, ...]
    everybody: bool


@dataclass(frozen=True, slots=True)
class TurnRow:
    """As `rules.Turn`, with names; "" for who no longer has the role."""

    id: UUID
    weekday: int
    starts: time
    ends: time
    weeks: str
    since: date
    name: str
    stand_in: str
    has_stand_in: bool


@dataclass(frozen=True, slots=True)
class AwayRow:
    id: UUID
    account: UUID
    name: str
    first: date
    last: date


def now(*, viewer: Actor, at: datetime | None = None) -> NowRow:
    people, held = _people(viewer), roster(viewer.organisation)
    moment = timezone.localtime(at or timezone.now())
    called = rules.chain(moment, held.turns, held.others, held.away, list(people))
    if called:
        return NowRow(tuple(people[one] for one in called), False)
    return NowRow(tuple(people[one] for one in rules.present(moment.date(), held.away, list(people))), True)


def there(*, viewer: Actor, on: date | None = None) -> tuple[Contact, ...]:
    """The focal persons who are not away on a day; all of them when all are away."""
    people, held = _people(viewer), roster(viewer.organisation)
    return tuple(people[one] for one in rules.present(on or timezone.localdate(), held.away, list(people)))


def week(*, viewer: Actor, monday: date) -> tuple[DayRow, ...]:
    people, held = _people(viewer), roster(viewer.organisation)
    return tuple(_day(monday + timedelta(days=at), people, held) for at in range(7))


def turns(*, viewer: Actor) -> tuple[TurnRow, ...]:
    people = _people(viewer)
    return tuple(
        TurnRow(
            id=turn.id,
            weekday=turn.weekday,
            starts=turn.starts,
            ends=turn.ends,
            weeks=turn.weeks,
            since=turn.since,
            name=_name(people, turn.account),
            stand_in=_name(people, turn.stand_in),
            has_stand_in=turn.stand_in is not None,
        )
        for turn in roster(viewer.organisation).turns
    )


def away(*, viewer: Actor, on: date | None = None) -> tuple[AwayRow, ...]:
    """Who is away now or will be, by day."""
    people = _people(viewer)
    rows = models.Away.objects.filter(organisation=viewer.organisation, last__gte=on or timezone.localdate())
    return tuple(
        AwayRow(row.id, row.account, _name(people, row.account), row.first, row.last)
        for row in rows.order_by("first", "last", "id")
    )


def _day(day: date, people: dict[UUID, Contact], held: Roster) -> DayRow:
    found = rules.spans(day, held.turns, held.others)
    gone = {one.account for one in held.away if one.first <= day <= one.last}
    here = people.keys() - gone
    filled = [span for span in found if span.account in here or span.stand_in in here]
    return DayRow(
        day=day,
        differs=any(other.day == day for other in held.others),
        spans=tuple(
            SpanRow(
                start=span.start,
                end=span.end,
                name=_name(people, span.account),
                stand_in=_name(people, span.stand_in),
                fell_out=span.account is not None and span.account not in people,
                away=span.account in gone,
            )
            for span in found
            if span.account is not None
        ),
        gaps=rules.gaps(filled),
        overlaps=rules.overlaps(found),
    )


def _people(viewer: Actor) -> dict[UUID, Contact]:
    return {one.account: one for one in accounts.focal_persons(viewer, municipality=viewer.municipality or "")}


def _name(people: dict[UUID, Contact], account: UUID | None) -> str:
    return people[account].name if account in people else ""
