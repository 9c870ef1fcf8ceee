"""Bundles around some signals, made anew from links and judgements; numbers stay with the largest part."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import F
from django.utils import timezone

from schakel.casework.bundling.models import Bundle, Judgement, Link, Membership
from schakel.casework.bundling.queries.gathering import all_around, brought_together
from schakel.casework.bundling.queries.judgements import holding, judged
from schakel.casework.bundling.queries.readings import bound, readings
from schakel.casework.bundling.queries.titles import title_of
from schakel.casework.bundling.rules import changes, in_force, succession
from schakel.casework.bundling.rules.membership import Members
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.vault.actions import seal, unseal

_NEXT = """
insert into bundling_last_number (controller, number) values (%s, 1)
on conflict (controller) do update set number = bundling_last_number.number + 1 returning number
"""


def regroup(signals: Collection[UUID], *, by: Actor, why: str, why_left: str, moment: datetime | None = None) -> int:
    """Makes the bundles around these signals anew; returns how many there are now.

    `why` and `why_left` are the codes that membership keeps for who comes and who leaves. `moment`: that of the
    judgement it follows from, so that the history can tell them as one.
    """
    if not signals:
        return 0
    around = all_around(signals)
    read = readings(viewer=by, signals=around)
    links = list(Link.objects.filter(a__in=around, b__in=around))
    said = in_force(judged(Judgement.objects.filter(a__in=around, b__in=around)))
    groups = brought_together(read, links, said)
    sure = holding(links, said)
    moment = moment or timezone.now()
    running, ended = _current(around), _ended(around)
    by_number = {row.number: row for row in (*running, *ended)}
    numbers = succession(
        {row.number: members for row, members in running.items()},
        {row.number: members for row, members in ended.items()},
        [frozenset(group) for group in groups],
    )
    after: list[tuple[Bundle, Members]] = []
    for group, number in zip(groups, numbers, strict=True):
        row = by_number[number] if number is not None else _new(by, moment)
        title = title_of(group, links, sure, read, viewer=by)
        after.append((_named(row, title, by), frozenset(group)))
    before = {row.id: (row, members) for row, members in running.items()}
    _move(before, after, moment, why, why_left, by)
    return len(groups)


def _current(around: set[UUID]) -> dict[Bundle, Members]:
    rows = Membership.objects.filter(signal__in=around, until__isnull=True).select_related("bundle")
    return _members_of(rows)


def _ended(around: set[UUID]) -> dict[Bundle, Members]:
    """Bundles that ended, with who was in them at the end."""
    rows = Membership.objects.filter(signal__in=around, until=F("bundle__ended_at")).select_related("bundle")
    return _members_of(rows)


def _members_of(rows: Collection[Membership]) -> dict[Bundle, Members]:
    found: dict[Bundle, set[UUID]] = {}
    for row in rows:
        found.setdefault(row.bundle, set()).add(row.signal)
    return {bundle_row: frozenset(members) for bundle_row, members in found.items()}


def _new(by: Actor, moment: datetime) -> Bundle:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [by.organisation])
        (number,) = cursor.fetchone()
    return Bundle(controller=by.organisation, number=number, made_at=moment, changed_at=moment, title=b"")


def _named(row: Bundle, title: str, by: Actor) -> Bundle:
    """Saved under its present title; a bundle that had ended runs again."""
    place = bound("bundle", row.id, "title")
    runs = bool(row.title) and row.ended_at is None
    if runs and unseal(bytes(row.title), organisation=by.organisation, bound_to=place) == title:
        return row
    row.title = seal(title, organisation=by.organisation, bound_to=place)
    row.ended_at = None
    if row._state.adding:
        row.save(force_insert=True)
    else:
        row.save(update_fields=["title", "ended_at"])
    return row


def _move(
    before: dict[UUID, tuple[Bundle, Members]],
    after: Sequence[tuple[Bundle, Members]],
    moment: datetime,
    why: str,
    why_left: str,
    by: Actor,
) -> None:
    """Who leaves goes first: a signal is in one bundle at a time."""
    goes_on = {row.id for row, _members in after}
    told = [(row, members) for row, members in after] + [
        (row, frozenset[UUID]()) for row, _members in before.values() if row.id not in goes_on
    ]
    moved = [(row, changes(before[row.id][1] if row.id in before else (), members)) for row, members in told]
    for row, change in moved:
        if change.left:
            Membership.objects.filter(bundle=row, signal__in=change.left, until__isnull=True).update(
                until=moment, why_left=why_left
            )
    Membership.objects.bulk_create(
        [
            Membership(id=new_id(), controller=by.organisation, bundle=row, signal=signal, since=moment, why=why)
            for row, change in moved
            for signal in sorted(change.joined)
        ]
    )
    changed = [row.id for row, change in moved if change.joined or change.left]
    if changed:
        Bundle.objects.filter(id__in=changed).update(changed_at=moment)
    if over := before.keys() - goes_on:
        Bundle.objects.filter(id__in=over).update(ended_at=moment)
