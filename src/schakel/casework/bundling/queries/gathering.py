"""What the engine brings together around some signals, from their links and what people said of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from django.db import connection

from schakel.casework.bundling.models import Judgement, Link
from schakel.casework.bundling.queries.judgements import judged
from schakel.casework.bundling.queries.readings import readings
from schakel.casework.bundling.rules import Judged, in_force, together
from schakel.casework.bundling.rules.judging import Pair
from schakel.engines.linkage import MODEL, Edge, Observed, bundle, place
from schakel.engines.linkage import Judgement as EngineJudgement
from schakel.ground.database.actor import Actor

# Everything that could end up in one bundle with these: over links, judgements and the bundles as they are.
_AROUND = """
with recursive near (signal) as (
  select unnest(%s::uuid[])
  union
  select n.other from near cross join lateral (
    select l.b as other from bundling_link l where l.a = near.signal
    union all select l.a from bundling_link l where l.b = near.signal
    union all select j.b from bundling_judgement j where j.a = near.signal
    union all select j.a from bundling_judgement j where j.b = near.signal
    union all
    select o.signal from bundling_membership m
    join bundling_membership o on o.bundle_id = m.bundle_id and o.until is null
    where m.signal = near.signal and m.until is null
  ) n
)
select signal from near
"""

model = MODEL

Said = tuple[Pair, bool]
"""A pair, and whether somebody says it belongs together."""


def all_around(signals: Collection[UUID]) -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, [list(signals)])
        return {row[0] for row in cursor.fetchall()}


def brought_together(
    read: Mapping[str, Observed], links: Sequence[Link], said: Mapping[Pair, Judged], also: Iterable[Said] = ()
) -> list[tuple[UUID, ...]]:
    """Groups of two or more, in order of time. `also`: what would be said on top of what was said."""
    order = {one.id: at for at, one in enumerate(sorted(read.values(), key=place))}
    edges = [Edge(str(row.a), str(row.b), row.band, row.bits, row.prior, ()) for row in links]
    known = {pair: together(one.kind) for pair, one in said.items()} | dict(also)
    judgements = [
        EngineJudgement(str(one), str(other), decided)
        for (one, other), decided in known.items()
        if decided is not None and {str(one), str(other)} <= order.keys()
    ]
    return [tuple(UUID(label) for label in group) for group in bundle(edges, judgements, order, model)]


class Foreseen:
    """Which groups there would be around some signals if more were said; reads once, asks as often as wanted."""

    def __init__(self, signals: Collection[UUID], *, viewer: Actor) -> None:
        near = all_around(signals)
        self._read = readings(viewer=viewer, signals=near)
        self._links = list(Link.objects.filter(a__in=near, b__in=near))
        self._said = in_force(judged(Judgement.objects.filter(a__in=near, b__in=near)))

    def parts(self, signals: Sequence[UUID], also: Iterable[Said]) -> list[list[UUID]]:
        """How these signals would be divided, each part in the given order; a signal alone is a part."""
        of = {
            signal: at
            for at, group in enumerate(brought_together(self._read, self._links, self._said, also))
            for signal in group
        }
        found: dict[object, list[UUID]] = {}
        for signal in signals:
            found.setdefault(of.get(signal, signal), []).append(signal)
        return list(found.values())
