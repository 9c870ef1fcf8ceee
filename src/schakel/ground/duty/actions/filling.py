"""Fills in the roster. Only somebody with the role is put on duty, and only of the own municipality."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.ground.accounts import access
from schakel.ground.accounts import queries as accounts
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.duty.models import Away, OtherDay, Turn

MAY = "duty.manage"


def add_turn(
    *, by: Actor, weekdays: list[int], starts: time, ends: time, account: UUID, stand_in: UUID | None = None,
    weeks: str = "every", since: date | None = None,
) -> list[UUID]:  # fmt: skip
    """One turn for each weekday (0 is Monday). Until a time not later than `starts` means: of the next day."""
    with acting(by):
        _demand(by, account, stand_in)
        first = since or timezone.localdate()
        made = [
            Turn(
                organisation=by.organisation, weekday=day, starts=starts, ends=ends, weeks=weeks, account=account,
                stand_in=stand_in, since=first,
            )
            for day in sorted(set(weekdays))
        ]  # fmt: skip
        Turn.objects.bulk_create(made)
        _record("duty.turn_added", by, account, turns=len(made))
    return [one.id for one in made]


def remove_turn(*, by: Actor, turn: UUID) -> None:
    with acting(by):
        access.demand(by, MAY)
        _gone(Turn.objects.filter(id=turn, organisation=by.organisation).delete()[0])
        _record("duty.turn_removed", by, turn)


def set_day(*, by: Actor, day: date, account: UUID | None, stand_in: UUID | None = None) -> None:
    """On this day the week does not hold: one person has it, or nobody in particular. Replaces what was set before."""
    with acting(by):
        _demand(by, account, stand_in if account else None)
        OtherDay.objects.filter(organisation=by.organisation, day=day).delete()
        row = OtherDay(organisation=by.organisation, day=day, account=account, stand_in=stand_in if account else None)
        row.save(force_insert=True)
        _record("duty.day_set", by, row.id)


def restore_day(*, by: Actor, day: date) -> None:
    with acting(by):
        access.demand(by, MAY)
        _gone(OtherDay.objects.filter(organisation=by.organisation, day=day).delete()[0])
        _record("duty.day_restored", by, by.organisation)


def go_away(*, by: Actor, account: UUID, first: date, last: date) -> UUID:
    """Somebody is not there, first and last day included. ValueError when the last lies before the first."""
    if last < first:
        raise ValueError("the last day lies before the first")
    with acting(by):
        _demand(by, account, None)
        row = Away(organisation=by.organisation, account=account, first=first, last=last)
        row.save(force_insert=True)
        _record("duty.away", by, account)
    return row.id


def come_back(*, by: Actor, away: UUID) -> None:
    with acting(by):
        access.demand(by, MAY)
        _gone(Away.objects.filter(id=away, organisation=by.organisation).delete()[0])
        _record("duty.back", by, away)


def _demand(by: Actor, account: UUID | None, stand_in: UUID | None) -> None:
    access.demand(by, MAY)
    people = {one.account for one in accounts.focal_persons(by, municipality=by.municipality or "")}
    if {one for one in (account, stand_in) if one is not None} - people:
        raise Refused("duty.role", _("Alleen een aandachtsfunctionaris van uw gemeente kan dienst hebben."))
    if account is not None and account == stand_in:
        raise Refused("duty.stand_in", _("Kies als vervanger een ander dan wie dienst heeft."))


def _gone(rows: int) -> None:
    if not rows:
        raise Refused("duty.gone", _("Dit staat niet meer in het rooster."), as_not_found=True)


def _record(kind: str, by: Actor, about: UUID, **facts: int) -> None:
    audit.record(kind, by=by, organisation=by.organisation, object_kind="duty", object_id=about, facts=facts)
