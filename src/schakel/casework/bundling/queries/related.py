"""Related signals in other municipalities: that they are there and whom to ask; for the chain director only how many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from schakel.casework.bundling.models import ACKNOWLEDGED, ASKED, WITHDRAWN, AskRequest, Hit, Membership
from schakel.casework.bundling.queries.list_rows import AskedRow, Person, RegionRow, RelatedRow, RequestRow
from schakel.casework.intake import queries as intake
from schakel.ground.accounts import queries as accounts
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor

_Pair = tuple[UUID, int]


def hits(*, viewer: Actor) -> list[RelatedRow]:
    """Of the viewer's own municipality, for its focal persons; what others ask of us first, then the newest."""
    ours, asked_of_us = _requests(viewer)
    rows = _one_of_each(Hit.objects.filter(controller=viewer.organisation).order_by("found_at", "id"), ours)
    theirs = _asked_beside(asked_of_us, viewer)
    signals = sorted({row.signal for row in rows})
    told = intake.headings(viewer=viewer, ids=signals)
    bundles = dict(
        Membership.objects.filter(signal__in=signals, until__isnull=True).values_list("signal", "bundle__number")
    )
    houses = {one.id: one for one in accounts.organisations()}
    people = _people(viewer)
    audit.record(
        "related.listed", by=viewer, organisation=viewer.organisation, object_kind="related", object_id=None, facts={"related": len(rows)}
    )  # fmt: skip
    found = [
        RelatedRow(
            id=row.id,
            signal=row.signal,
            number=told[row.signal].number,
            organisation_kind=told[row.signal].organisation_kind,
            function=told[row.signal].function,
            observed_on=told[row.signal].observed_on,
            bundle=bundles.get(row.signal),
            other=houses[row.other].name if row.other in houses else "",
            people=tuple(people[row.other]),
            found_at=row.found_at,
            request=ours.get((row.covenant, row.pair)),
            asked_of_us=theirs.get((row.signal, row.other)),
        )
        for row in rows
        if row.signal in told
    ]
    return sorted(found, key=lambda one: not (one.asked_of_us and one.asked_of_us.state == "asked"))


def _one_of_each(rows: Iterable[Hit], ours: Mapping[_Pair, RequestRow]) -> list[Hit]:
    """One for each own signal and other municipality, newest first: how many the other has is not for us to know.

    The one we asked about, else the first that was found, so that a second one over there changes nothing here.
    """
    found: dict[tuple[UUID, UUID], Hit] = {}
    for row in rows:
        place = row.signal, row.other
        if place not in found or (_open(ours, row) and not _open(ours, found[place])):
            found[place] = row
    return sorted(found.values(), key=lambda row: row.found_at, reverse=True)


def _open(ours: Mapping[_Pair, RequestRow], row: Hit) -> bool:
    request = ours.get((row.covenant, row.pair))
    return request is not None and request.state != WITHDRAWN


def _asked_beside(asked: Mapping[_Pair, RequestRow], viewer: Actor) -> dict[tuple[UUID, UUID], RequestRow]:
    """What others asked of us, by the own signal and who asks; of several the one that waits for an answer."""
    found: dict[tuple[UUID, UUID], RequestRow] = {}
    for row in Hit.objects.filter(controller=viewer.organisation):
        request = asked.get((row.covenant, row.pair))
        place = row.signal, row.other
        if request and (place not in found or found[place].state != ASKED):
            found[place] = request
    return found


def asked_of_us(*, viewer: Actor) -> list[AskedRow]:
    """Questions of other municipalities that nobody here has seen yet, the oldest first."""
    rows = AskRequest.objects.filter(asked=viewer.organisation, state=ASKED).order_by("at")
    houses = {one.id: one.name for one in accounts.organisations()}
    return [AskedRow(row.id, houses.get(row.controller, ""), timezone.localdate(row.at)) for row in rows]


def region_hits(*, viewer: Actor) -> list[RegionRow]:
    """How many signals are related between each two municipalities of the covenants, for their chain director."""
    if not viewer.holds("chain_director"):
        return []
    houses = {one.id: one.name for one in accounts.organisations()}
    pairs: dict[tuple[UUID, UUID], dict[_Pair, datetime]] = defaultdict(dict)
    for row in Hit.objects.filter(covenant__in=viewer.covenants):
        one, other = sorted((row.controller, row.other))
        pairs[one, other][row.covenant, row.pair] = row.found_at
    requests: dict[_Pair, str] = {
        (row.covenant, row.pair): row.state
        for row in AskRequest.objects.filter(covenant__in=viewer.covenants).exclude(state=WITHDRAWN)
    }
    audit.record("related.counted", by=viewer, organisation=viewer.organisation, object_kind="related", object_id=None, facts={"pairs": len(pairs)})  # fmt: skip
    return sorted(
        (_region(houses.get(one, ""), houses.get(other, ""), found, requests) for (one, other), found in pairs.items()),
        key=lambda row: (row.one, row.other),
    )


def _region(one: str, other: str, found: Mapping[_Pair, datetime], requests: Mapping[_Pair, str]) -> RegionRow:
    first, second = sorted((one, other))
    return RegionRow(
        one=first,
        other=second,
        related=len(found),
        asked=sum(pair in requests for pair in found),
        acknowledged=sum(requests.get(pair) == ACKNOWLEDGED for pair in found),
        since=min(found.values()),
    )


def _requests(viewer: Actor) -> tuple[dict[_Pair, RequestRow], dict[_Pair, RequestRow]]:
    """By pair: what we asked, and what was asked of us; of several the last."""
    rows: Iterable[AskRequest] = AskRequest.objects.order_by("at")
    ours: dict[_Pair, RequestRow] = {}
    theirs: dict[_Pair, RequestRow] = {}
    for row in rows:
        mine = row.controller == viewer.organisation
        if mine or row.asked == viewer.organisation:
            side = ours if mine else theirs
            side[row.covenant, row.pair] = RequestRow(row.id, mine, row.state, row.at, row.answered_at)
    return ours, theirs


def _people(viewer: Actor) -> dict[UUID, list[Person]]:
    found: dict[UUID, list[Person]] = defaultdict(list)
    for one in accounts.contacts(viewer):
        if one.role == "focal_person" and one.organisation != viewer.organisation:
            found[one.organisation].append(Person(one.name, one.organisation_name))
    return found
