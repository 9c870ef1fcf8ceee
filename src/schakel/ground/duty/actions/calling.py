"""Calls who is on duty, then the stand-in, then everybody, until one of them takes it up."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from schakel.ground.accounts import queries as accounts
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.scope import acting
from schakel.ground.duty.models import Alert, Call
from schakel.ground.duty.queries.reading import roster
from schakel.ground.duty.rules import chain, next_calls, present


def raise_alert(*, by: Actor, subject: UUID, number: int, reason: str) -> bool:
    """Calls who is on duty now, or everybody when nobody is; `reason` is a code of the pack's alerts.

    One alert a subject: False when there was one already, and nobody is called again.
    """
    wait(reason)
    with acting(by):
        made = Alert(
            id=new_id(), organisation=by.organisation, subject=subject, number=number, reason=reason, made_at=timezone.now()
        )  # fmt: skip
        Alert.objects.bulk_create([made], ignore_conflicts=True)
        if not Alert.objects.select_for_update().filter(id=made.id).exists():
            return False
        audit.record(
            "alert.raised", by=by, organisation=by.organisation, object_kind="alert", object_id=made.id,
            facts={"number": number, "reason": reason},
        )  # fmt: skip
        _call(by, made, made.made_at)
    return True


def escalate(*, by: Actor, alert: UUID, now: datetime | None = None) -> int:
    """Calls the next when the time of the one before is over and nobody took it up; how many were called."""
    moment = now or timezone.now()
    with acting(by):
        row = Alert.objects.select_for_update().filter(id=alert, taken_at__isnull=True, next_at__lte=moment).first()
        return _call(by, row, moment) if row else 0


def overdue(now: datetime | None = None) -> list[tuple[UUID, UUID]]:
    """Alerts whose next call is due, with their organisation; outside a scope, identifiers only."""
    with connection.cursor() as cursor:
        cursor.execute("select alert, organisation from duty_overdue(%s)", [now or timezone.now()])
        return list(cursor.fetchall())


def wait(reason: str) -> timedelta:
    """How long one person has before the next is called. KeyError: the pack has no such alert."""
    return timedelta(minutes=pack().alerts[reason].minutes)


def _call(by: Actor, alert: Alert, now: datetime) -> int:
    people = [one.account for one in accounts.focal_persons(by, municipality=by.municipality or "")]
    called = set(Call.objects.filter(alert=alert).values_list("account", flat=True))
    held = roster(by.organisation)
    local = timezone.localtime(now)
    everyone = present(local.date(), held.away, people)
    now_called = next_calls(chain(local, held.turns, held.others, held.away, people), everyone, called)
    for account in now_called:
        call = Call(id=new_id(), alert=alert, organisation=alert.organisation, account=account, at=now)
        call.save(force_insert=True)
        audit.record(
            "alert.called", by=by, organisation=alert.organisation, object_kind="call", object_id=call.id,
            facts={"number": alert.number, "called": len(called) + 1},
        )  # fmt: skip
    left = set(everyone) - called - set(now_called)
    Alert.objects.filter(id=alert.id).update(next_at=now + wait(alert.reason) if left else None)
    return len(now_called)
