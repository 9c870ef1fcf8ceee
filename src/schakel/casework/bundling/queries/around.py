"""What holds among some signals: links, what was said of them, and the ties that follow."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from schakel.casework.bundling.models import Judgement, Link
from schakel.casework.bundling.queries.judgements import holding, judged
from schakel.casework.bundling.rules import NOT_YET_KNOWN, Judged, Tie, in_force, together
from schakel.casework.bundling.rules.judging import Pair


@dataclass(frozen=True, slots=True)
class Around:
    """Links and judgements among signals of one controller. `rows`: the judgements as they are kept, for their reasons."""

    links: Mapping[Pair, Link]
    said: Mapping[Pair, Judged]
    sure: frozenset[Pair]
    rows: Mapping[UUID, Judgement]

    def among(self, members: Collection[UUID]) -> list[Link]:
        """Links between members that nobody denied."""
        return [row for pair, row in self.links.items() if set(pair) <= set(members) and not self.denied(pair)]

    def denied(self, pair: Pair) -> bool:
        return pair in self.said and together(self.said[pair].kind) is False

    def ties(self, members: Collection[UUID]) -> list[Tie]:
        known = set(members)
        pairs = {pair for pair in (*self.links, *self.sure) if set(pair) <= known and not self.denied(pair)}
        return [self._tie(pair) for pair in sorted(pairs)]

    def _tie(self, pair: Pair) -> Tie:
        row, one = self.links.get(pair), self.said.get(pair)
        asked = one is None or one.kind != NOT_YET_KNOWN
        return Tie(pair[0], pair[1], row.bits if row else 0.0, pair in self.sure, asked)


def around(signals: Sequence[UUID]) -> Around:
    """Two queries, however many signals."""
    links = {(row.a, row.b): row for row in Link.objects.filter(a__in=signals, b__in=signals).order_by("a", "b")}
    rows = list(Judgement.objects.filter(a__in=signals, b__in=signals))
    said = in_force(judged(rows))
    return Around(links, said, holding(links.values(), said), {row.id: row for row in rows})
