"""What bundles would be with other links than there are: for a list that a person reads before anything is changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from schakel.casework.bundling.models import Judgement, Link, Membership
from schakel.casework.bundling.queries.gathering import all_around, brought_together
from schakel.casework.bundling.queries.judgements import judged
from schakel.casework.bundling.queries.readings import readings
from schakel.casework.bundling.rules import in_force, succession
from schakel.casework.bundling.rules.judging import Pair
from schakel.casework.bundling.rules.relinking import REASONS, BundleChange, Change
from schakel.ground.database.actor import Actor


def bundle_changes(*, viewer: Actor, changes: Sequence[Change]) -> list[BundleChange]:
    """Bundles of the own controller that these changes would make otherwise, by number; new ones last."""
    weighing = {(one.a, one.b): one for one in changes if one.kind != REASONS}
    beside: dict[UUID, set[UUID]] = defaultdict(set)
    for a, b in weighing:
        beside[a].add(b)
        beside[b].add(a)
    waiting, found = set(beside), []
    while waiting:
        around = _around(next(iter(waiting)), beside)
        waiting -= around
        found += _within(around, weighing, viewer)
    return sorted(found, key=lambda one: (one.number is None, one.number or 0, sorted(one.after)))


def _around(signal: UUID, beside: dict[UUID, set[UUID]]) -> set[UUID]:
    """Everything that hangs together with it, by what there is and by what there would be."""
    around: set[UUID] = set()
    more = {signal}
    while more:
        around |= all_around(more)
        more = {other for one in around for other in beside.get(one, ())} - around
    return around


def _within(around: set[UUID], weighing: dict[Pair, Change], viewer: Actor) -> list[BundleChange]:
    read = readings(viewer=viewer, signals=around)
    said = in_force(judged(Judgement.objects.filter(a__in=around, b__in=around)))
    links = {(row.a, row.b): row for row in Link.objects.filter(a__in=around, b__in=around)}
    for pair, one in weighing.items():
        if pair[0] not in around:
            continue
        links.pop(pair, None)
        if one.after:
            links[pair] = Link(a=pair[0], b=pair[1], band=one.after[0], bits=one.after[1], prior=0.0)
    groups = [frozenset(group) for group in brought_together(read, list(links.values()), said)]
    members: dict[int, set[UUID]] = defaultdict(set)
    standing = Membership.objects.filter(signal__in=around, until__isnull=True)
    for number, signal in standing.values_list("bundle__number", "signal"):
        members[number].add(signal)
    running = {number: frozenset(held) for number, held in members.items()}
    numbers = succession(running, {}, groups)
    told = [
        BundleChange(number, running.get(number, frozenset()) if number else frozenset(), group)
        for number, group in zip(numbers, groups, strict=True)
    ]
    told += [BundleChange(number, held, frozenset()) for number, held in running.items() if number not in numbers]
    return [one for one in told if one.before != one.after]
