"""Two bundles side by side: what both of them name, so that somebody can say whether they tell one story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from schakel.casework.bundling.models import Bundle, Link, Membership
from schakel.casework.bundling.queries.around import around
from schakel.casework.bundling.queries.drawn import sources
from schakel.casework.bundling.queries.list_rows import Compared, ComparedBundle, InBoth
from schakel.casework.bundling.queries.protection import Shelters
from schakel.casework.bundling.queries.readings import readings
from schakel.casework.bundling.queries.whole import shown_reasons, title_of_bundle
from schakel.casework.bundling.rules.sharing import Shared, in_both
from schakel.casework.intake import queries as intake
from schakel.casework.intake.queries import SignalRow
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor


def near(*, viewer: Actor, number: int) -> dict[int, int]:
    """Running bundles of the own municipality that have a link with this one, and how many links."""
    held = Membership.objects.filter(
        controller=viewer.organisation, bundle__number=number, until__isnull=True
    ).values_list("signal", flat=True)
    mine = set(held)
    ends = [
        b if a in mine else a
        for a, b in Link.objects.filter(Q(a__in=mine) | Q(b__in=mine)).values_list("a", "b")
        if (a in mine) != (b in mine)
    ]
    there = dict(Membership.objects.filter(signal__in=ends, until__isnull=True).values_list("signal", "bundle__number"))
    found: dict[int, int] = {}
    for end in ends:
        if end in there:
            found[there[end]] = found.get(there[end], 0) + 1
    return found


def compared(*, viewer: Actor, one: int, other: int) -> Compared | None:
    """Two running bundles by number and what both name; None when one of them is not there, or they are the same."""
    rows = {row.number: row for row in Bundle.objects.filter(controller=viewer.organisation, number__in=(one, other), ended_at__isnull=True)}  # fmt: skip
    if len(rows) < 2:
        return None
    held: dict[UUID, list[UUID]] = {row.id: [] for row in rows.values()}
    for bundle, signal in Membership.objects.filter(bundle__in=held, until__isnull=True).values_list(
        "bundle", "signal"
    ):
        held[bundle].append(signal)
    everyone = [signal for members in held.values() for signal in members]
    told = intake.by_id(viewer=viewer, ids=everyone)
    audit.record(
        "bundles.compared", by=viewer, organisation=viewer.organisation, object_kind="bundle", object_id=rows[one].id,
        subjects=intake.subjects_of(viewer=viewer, ids=everyone), facts={"one": one, "other": other},
    )  # fmt: skip
    sides = (_in_time(held[rows[one].id], told), _in_time(held[rows[other].id], told))
    shelters = Shelters()
    read = {UUID(label): shelters.left_out(seen) for label, seen in readings(viewer=viewer, signals=told).items()}
    reasons = shown_reasons(around(list(told)), list(told), read)
    shared = in_both(sides[0], sides[1], reasons, read)
    return Compared(
        _row(rows[one], sides[0], told),
        _row(rows[other], sides[1], told),
        tuple(_in_both(row, sides, told) for row in shared),
    )


def _in_time(held: Sequence[UUID], told: Mapping[UUID, SignalRow]) -> list[UUID]:
    return sorted((one for one in held if one in told), key=lambda one: (told[one].listed.observed_on, one))


def _in_both(row: Shared, sides: tuple[Sequence[UUID], Sequence[UUID]], told: Mapping[UUID, SignalRow]) -> InBoth:
    signals = {signal for signal, _at in row.nodes}
    one, other = (tuple(told[signal].number for signal in side if signal in signals) for side in sides)
    return InBoth(row.name, row.kind, one, other)


def _row(row: Bundle, order: Sequence[UUID], told: Mapping[UUID, SignalRow]) -> ComparedBundle:
    return ComparedBundle(
        id=row.id,
        number=row.number,
        title=title_of_bundle(row),
        signals=len(order),
        sources=sources(told[one] for one in order),
        first=told[order[0]].listed.observed_on,
        last=told[order[-1]].listed.observed_on,
        changed_at=row.changed_at,
    )
