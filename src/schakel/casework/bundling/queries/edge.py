"""What stands at the edge of a bundle that is too large to grow by itself: it links, and a person decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from schakel.casework.bundling.models import Bundle, Judgement, Link, Membership
from schakel.casework.bundling.queries import gathering
from schakel.casework.bundling.queries.judgements import judged
from schakel.casework.bundling.rules import NOT_YET_KNOWN, Judged, in_force, together
from schakel.casework.bundling.rules.judging import Pair
from schakel.casework.bundling.rules.reasons import read_parts
from schakel.casework.intake import queries as intake
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """The strongest link between a large bundle and what would make it larger. `number`: of the signal outside.

    `bundle`: the bundle that the signal outside is in. `levels`: why, as codes. `asked` False: answered "not known yet".
    """

    link: UUID
    signal: UUID
    number: int
    organisation_kind: str
    function: str
    observed_on: date
    words: str
    bundle: int | None
    levels: tuple[str, ...]
    asked: bool


def is_large(signals: int) -> bool:
    """Whether a bundle of so many signals can have something at its edge."""
    return 2 * signals > gathering.model.most


def is_closed(*, viewer: Actor, number: int) -> bool:
    """Whether this running bundle of the own municipality is so large that nothing comes to it by itself."""
    held = Membership.objects.filter(
        bundle__controller=viewer.organisation, bundle__number=number, bundle__ended_at__isnull=True, until__isnull=True
    )
    return is_large(held.count())


def at_the_edge(*, viewer: Actor, number: int) -> list[EdgeRow] | None:
    """What waits at the edge of this running bundle of the own municipality, strongest first; None when it has none."""
    row = Bundle.objects.filter(controller=viewer.organisation, number=number, ended_at__isnull=True).first()
    if row is None:
        return None
    members = set(Membership.objects.filter(bundle=row, until__isnull=True).values_list("signal", flat=True))
    found, said, there = _held_back(members)
    outside = {_outside(link, members) for link in found}
    told = intake.by_id(viewer=viewer, ids=list(outside))
    audit.record(
        "bundle.edge_read", by=viewer, organisation=viewer.organisation, object_kind="bundle", object_id=row.id,
        subjects=intake.subjects_of(viewer=viewer, ids=list(outside)), facts={"bundle": number, "links": len(found)},
    )  # fmt: skip
    return [_row(link, told[one], there.get(one), said) for link in found if (one := _outside(link, members)) in told]


def waiting_at_edges(*, viewer: Actor) -> dict[UUID, int]:
    """Large running bundles with something at their edge that nobody answered, and how many."""
    running = Bundle.objects.filter(controller=viewer.organisation, ended_at__isnull=True)
    sizes = running.annotate(held=Count("memberships", filter=Q(memberships__until__isnull=True))).values_list(
        "id", "held"
    )
    waiting = {}
    for bundle, held in sizes:
        if is_large(held):
            members = set(Membership.objects.filter(bundle=bundle, until__isnull=True).values_list("signal", flat=True))
            found, said, _there = _held_back(members)
            asked = sum(_asked(link, said) for link in found)
            if asked:
                waiting[bundle] = asked
    return waiting


def _held_back(members: Collection[UUID]) -> tuple[list[Link], Mapping[Pair, Judged], dict[UUID, int]]:
    """The strongest link to each signal or bundle outside that would make it too large.

    Who said of one of them that it does not belong to one in here, has said so of all: such a one is not asked again.
    """
    inside = set(members)
    links = Link.objects.filter(Q(a__in=inside) | Q(b__in=inside)).order_by("-bits", "a", "b")
    crossing = [link for link in links if (link.a in inside) != (link.b in inside)]
    said = in_force(judged(Judgement.objects.filter(Q(a__in=inside) | Q(b__in=inside))))
    apart = {end for pair, one in said.items() if together(one.kind) is False for end in pair} - inside
    ends = {_outside(link, inside) for link in crossing} | apart
    there = dict(Membership.objects.filter(signal__in=ends, until__isnull=True).values_list("signal", "bundle__number"))
    sizes = Counter(
        Membership.objects.filter(bundle__number__in=set(there.values()), until__isnull=True).values_list("bundle__number", flat=True)
    )  # fmt: skip
    settled = {there.get(end, end) for end in apart}
    best: dict[object, Link] = {}
    for link in crossing:
        end = _outside(link, inside)
        number = there.get(end)
        if (number or end) not in settled and len(inside) + (sizes[number] if number else 1) > gathering.model.most:
            best.setdefault(number or end, link)
    return list(best.values()), said, there


def _outside(link: Link, members: Collection[UUID]) -> UUID:
    return link.b if link.a in members else link.a


def _asked(link: Link, said: Mapping[Pair, Judged]) -> bool:
    one = said.get((link.a, link.b))
    return one is None or one.kind != NOT_YET_KNOWN


def _row(link: Link, told: intake.SignalRow, bundle: int | None, said: Mapping[Pair, Judged]) -> EdgeRow:
    parts = sorted((part for part in read_parts(link.because) if part.in_mentions), key=lambda part: -part.bits)
    return EdgeRow(
        link=link.id,
        signal=told.id,
        number=told.number,
        organisation_kind=told.listed.organisation_kind,
        function=told.listed.function,
        observed_on=told.listed.observed_on,
        words=told.narrative,
        bundle=bundle,
        levels=tuple(dict.fromkeys(part.level for part in parts)),
        asked=_asked(link, said),
    )
