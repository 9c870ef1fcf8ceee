"""Bundles from links: guarded agglomeration.

The best link goes first. A link must carry what it brings together: the more signals stand on its two sides, the more
pairs there are that nothing connects, and the more bits are asked of the links between them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from schakel.engines.linkage.edges import Edge
from schakel.engines.linkage.model import MODEL, Model
from schakel.engines.linkage.sides import weighed_sides


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about two signals: they belong `together`, or they do not."""

    a: str
    b: str
    together: bool


class _Groups:
    """Signals in groups, with the pairs that must stay apart, and of how many pieces each group came about by itself."""

    def __init__(self, apart: Collection[frozenset[str]]) -> None:
        self.members: dict[str, set[str]] = {}
        self.pieces: dict[str, int] = {}
        self._apart: dict[str, set[str]] = {}
        for pair in apart:
            one, other = sorted(pair)
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def of(self, label: str) -> set[str]:
        return self.members.setdefault(label, {label})

    def forbidden(self, left: set[str], right: set[str]) -> bool:
        return any(self._apart.get(label, set()) & right for label in left)

    def together(self, a: str, b: str) -> int:
        """How many pieces a merge of the groups of these two would have."""
        return self.pieces.get(a, 1) + self.pieces.get(b, 1)

    def merge(self, left: set[str], right: set[str], pieces: int) -> None:
        left |= right
        for label in left:
            self.pieces[label] = pieces
        for label in right:
            self.members[label] = left


def bundle(
    edges: Iterable[Edge],
    judgements: Sequence[Judgement] = (),
    order: Mapping[str, int] | None = None,
    model: Model = MODEL,
) -> list[tuple[str, ...]]:
    """Groups of two or more signals. `order` gives the place of each signal by content; without it labels decide.

    Links without a band are left out. Judgements go first: "not together" is never overruled, "together" asks no bits.
    Beyond `model.most` pieces nothing joins by itself.
    """
    banded = [edge for edge in edges if edge.band]
    labels = sorted(
        {label for edge in banded for label in (edge.a, edge.b)}
        | {label for one in judgements for label in (one.a, one.b)}
    )
    place = order if order is not None else {label: at for at, label in enumerate(labels)}
    if model.absent < 0:
        return weighed_sides(banded, judgements, place, model)
    groups = _Groups([frozenset({one.a, one.b}) for one in judgements if not one.together and one.a != one.b])
    for one in sorted(
        (one for one in judgements if one.together), key=lambda one: sorted((place[one.a], place[one.b]))
    ):
        _merge_if(groups, one.a, one.b, 1, lambda left, right: True)
    between = {frozenset((edge.a, edge.b)): edge.bits for edge in banded}
    for edge in sorted(banded, key=lambda edge: (-edge.bits, sorted((place[edge.a], place[edge.b])))):
        pieces = groups.together(edge.a, edge.b)
        if pieces <= model.most:
            _merge_if(groups, edge.a, edge.b, pieces, lambda left, right: _carried(left, right, between, model))
    found = {id(members): tuple(sorted(members, key=place.__getitem__)) for members in groups.members.values()}
    return sorted((members for members in found.values() if len(members) > 1), key=lambda members: place[members[0]])


def _merge_if(groups: _Groups, a: str, b: str, pieces: int, allowed: Callable[[set[str], set[str]], bool]) -> None:
    left, right = groups.of(a), groups.of(b)
    if left is right or groups.forbidden(left, right) or not allowed(left, right):
        return
    groups.merge(left, right, pieces)


def _carried(left: set[str], right: set[str], between: Mapping[frozenset[str], float], model: Model) -> bool:
    """Whether the links between two sides carry what they would bring together: the best in full, the others for half."""
    found = sorted(
        (bits for one in left for other in right if (bits := between.get(frozenset((one, other)))) is not None),
        reverse=True,
    )
    return found[0] + sum(found[1:]) / 2 >= model.crowd * math.log2(len(left) * len(right))
