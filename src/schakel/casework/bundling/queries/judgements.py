"""What was said of pairs of signals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from schakel.casework.bundling.models import UNDONE, Judgement, Link
from schakel.casework.bundling.rules import SAME, Judged, together
from schakel.casework.bundling.rules.judging import Pair


def judged(rows: Iterable[Judgement]) -> list[Judged]:
    """Rows of whole pairs, each with whether it was undone."""
    known = list(rows)
    undone = {row.undoes for row in known if row.kind == UNDONE}
    return [
        Judged(row.id, row.act, (row.a, row.b), row.kind, row.at, row.id in undone)
        for row in known
        if row.kind != UNDONE
    ]


def holding(links: Iterable[Link], said: Mapping[Pair, Judged]) -> frozenset[Pair]:
    """Pairs that are sure: joined and not denied, or confirmed by somebody."""
    joined = {(row.a, row.b) for row in links if row.band == "join"}
    denied = {pair for pair, one in said.items() if together(one.kind) is False}
    return frozenset((joined - denied) | {pair for pair, one in said.items() if one.kind == SAME})
