"""Bundles in a list, what waits for a judgement, and the bundle of one signal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from schakel.casework.bundling.models import Bundle, Link, Membership, Reading
from schakel.casework.bundling.queries.around import around
from schakel.casework.bundling.queries.drawn import source_of
from schakel.casework.bundling.queries.edge import waiting_at_edges
from schakel.casework.bundling.queries.list_rows import BundleRef, ListedBundle, OpenQuestion
from schakel.casework.bundling.queries.whole import title_of_bundle
from schakel.casework.bundling.rules import counted, questions
from schakel.casework.intake import queries as intake
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor

PAGE = 50


def bundles(*, viewer: Actor, limit: int = PAGE, offset: int = 0) -> list[ListedBundle]:
    """Running bundles of the own municipality, last changed first. Titles name no person; no words are opened."""
    rows = list(_running(viewer).order_by("-changed_at", "-number")[offset : offset + limit])
    members = _members({row.id for row in rows})
    signals = [signal for held in members.values() for signal in held]
    facts = intake.facts_for_picture(viewer=viewer, ids=signals)
    known = around(signals)
    audit.record("bundles.listed", by=viewer, organisation=viewer.organisation, object_kind="bundle", object_id=None, facts={"bundles": len(rows)})  # fmt: skip
    found = []
    for row in rows:
        held = [facts[one] for one in members.get(row.id, ()) if one in facts]
        if not held:
            continue
        asked = questions(_in_time(members[row.id], facts), known.ties(members[row.id]))
        days = [one.observed_on for one in held]
        found.append(
            ListedBundle(
                id=row.id,
                number=row.number,
                title=title_of_bundle(row),
                signals=len(held),
                sources=_sources(held),
                first=min(days),
                last=max(days),
                changed_at=row.changed_at,
                waiting=sum(one.tie.asked for one in asked),
                postponed=sum(not one.tie.asked for one in asked),
            )
        )
    return found


def count(*, viewer: Actor) -> int:
    return _running(viewer).count()


def running_numbers(*, viewer: Actor) -> frozenset[int]:
    """Numbers of the bundles of the own municipality that have not ended."""
    return frozenset(_running(viewer).values_list("number", flat=True))


def open_questions(*, viewer: Actor) -> list[OpenQuestion]:
    """Bundles of the own municipality with links that nobody judged yet, the longest waiting first.

    Also those too large to grow by themselves, with something at their edge.
    """
    waiting = Link.objects.filter(controller=viewer.organisation, band="review").values_list("a", flat=True)
    having = Membership.objects.filter(signal__in=waiting, until__isnull=True).values("bundle")
    edges = waiting_at_edges(viewer=viewer)
    rows = {row.id: row for row in _running(viewer).filter(Q(id__in=having) | Q(id__in=edges))}
    since = {one.signal: one.since for one in Membership.objects.filter(bundle__in=rows, until__isnull=True)}
    members = _members(rows)
    known = around(list(since))
    facts = intake.facts_for_picture(viewer=viewer, ids=list(since))
    found = []
    for row in rows.values():
        order = _in_time(members[row.id], facts)
        asked = [one for one in questions(order, known.ties(order)) if one.tie.asked]
        if asked or row.id in edges:
            found.append(
                OpenQuestion(
                    number=row.number,
                    title=title_of_bundle(row),
                    signals=len(order),
                    sources=_sources(facts[one] for one in order),
                    questions=len(asked) + edges.get(row.id, 0),
                    since=min(
                        (timezone.localdate(max(since[end] for end in (one.tie.a, one.tie.b))) for one in asked),
                        default=timezone.localdate(row.changed_at),
                    ),
                )
            )
    return sorted(found, key=lambda one: (one.since, one.number))


def bundles_of(*, viewer: Actor) -> dict[UUID, int]:
    """Each signal of the own municipality that is in a running bundle, with the number of that bundle."""
    held = Membership.objects.filter(controller=viewer.organisation, until__isnull=True)
    return dict(held.values_list("signal", "bundle__number"))


def still_looking(*, viewer: Actor) -> int:
    """How many signals of the own municipality were not compared yet: what follows their arrival still waits."""
    return max(0, intake.count(viewer=viewer) - Reading.objects.filter(controller=viewer.organisation).count())


def bundle_of(*, viewer: Actor, signal: UUID) -> BundleRef | None:
    """The running bundle that a signal of the own municipality is in; None when it stands alone."""
    held = Membership.objects.filter(controller=viewer.organisation, signal=signal, until__isnull=True)
    row = held.select_related("bundle").first()
    if row is None:
        return None
    members = _members([row.bundle_id])[row.bundle_id]
    facts = intake.facts_for_picture(viewer=viewer, ids=members)
    counting = counted(_in_time(members, facts), around(members).ties(members))
    return BundleRef(row.bundle.number, title_of_bundle(row.bundle), len(members), signal in counting)


def _running(viewer: Actor) -> QuerySet[Bundle]:
    return Bundle.objects.filter(controller=viewer.organisation, ended_at__isnull=True)


def _members(bundles_wanted: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """In the order in which they came in."""
    rows = Membership.objects.filter(bundle__in=list(bundles_wanted), until__isnull=True).order_by("since", "signal")
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for bundle, signal in rows.values_list("bundle", "signal"):
        found[bundle].append(signal)
    return found


def _sources(held: Iterable[intake.PictureFacts]) -> int:
    return len({source_of(one.organisation_kind, one.organisation, one.function, one.person) for one in held})


def _in_time(members: Collection[UUID], facts: Mapping[UUID, intake.PictureFacts]) -> list[UUID]:
    """As on the page of a bundle: by day, then as they came in."""
    return sorted((one for one in members if one in facts), key=lambda one: (facts[one].observed_on, one))
