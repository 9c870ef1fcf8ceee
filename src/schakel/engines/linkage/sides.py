"""Bundles in which every pair between two sides counts, also the pairs that nothing connects.

The best link goes first. Two sides go together when the pairs between them say so on average: a link says at most
`model.ceiling` bits, a pair without a link `model.absent`. Sums are kept per two sides, so that each link costs little.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from schakel.engines.linkage.edges import Edge
from schakel.engines.linkage.model import Model


class Said(Protocol):
    """What a person decided about two rows."""

    @property
    def a(self) -> str: ...
    @property
    def b(self) -> str: ...
    @property
    def together(self) -> bool: ...


class _Sides:
    """Groups under the label of one member, and what the links between each two groups say together."""

    def __init__(self, edges: Sequence[Edge], said: Sequence[Said], model: Model) -> None:
        self.of: dict[str, str] = {}
        self.members: dict[str, list[str]] = {}
        self.between: dict[str, dict[str, tuple[float, int]]] = {}
        self.apart: dict[str, set[str]] = {}
        for edge in edges:
            told = (max(model.absent, min(model.ceiling, edge.bits)), 1)
            self._meet(edge.a)[edge.b] = told
            self._meet(edge.b)[edge.a] = told
        for one in said:
            self._meet(one.a)
            self._meet(one.b)
            if not one.together and one.a != one.b:
                self.apart.setdefault(one.a, set()).add(one.b)
                self.apart.setdefault(one.b, set()).add(one.a)

    def _meet(self, label: str) -> dict[str, tuple[float, int]]:
        if label not in self.of:
            self.of[label] = label
            self.members[label] = [label]
        return self.between.setdefault(label, {})

    def average(self, left: str, right: str, absent: float) -> float:
        pairs = len(self.members[left]) * len(self.members[right])
        bits, links = self.between[left].get(right, (0.0, 0))
        return (bits + (pairs - links) * absent) / pairs

    def merge(self, left: str, right: str) -> None:
        """Small into large; what either said to a third is added up."""
        if len(self.between[left]) < len(self.between[right]):
            left, right = right, left
        for label in self.members[right]:
            self.of[label] = left
        self.members[left] += self.members.pop(right)
        mine = self.between[left]
        mine.pop(right, None)
        for third, (bits, links) in self.between.pop(right).items():
            theirs = self.between[third]
            theirs.pop(right, None)
            if third != left:
                known, many = mine.get(third, (0.0, 0))
                mine[third] = theirs[left] = (known + bits, many + links)
        for third in self.apart.pop(right, set()):
            self.apart[third].discard(right)
            self.apart[third].add(left)
            self.apart.setdefault(left, set()).add(third)


def weighed_sides(
    edges: Sequence[Edge], said: Sequence[Said], place: Mapping[str, int], model: Model
) -> list[tuple[str, ...]]:
    """Groups of two or more. What a person said goes first: "not together" is never overruled, "together" asks no bits."""
    sides = _Sides(edges, said, model)
    for one in sorted((one for one in said if one.together), key=lambda one: sorted((place[one.a], place[one.b]))):
        left, right = sides.of[one.a], sides.of[one.b]
        if left != right and right not in sides.apart.get(left, ()):
            sides.merge(left, right)
    for edge in sorted(edges, key=lambda edge: (-edge.bits, sorted((place[edge.a], place[edge.b])))):
        left, right = sides.of[edge.a], sides.of[edge.b]
        if left == right or right in sides.apart.get(left, ()):
            continue
        if len(sides.members[left]) + len(sides.members[right]) > model.most:
            continue
        if sides.average(left, right, model.absent) >= model.mean:
            sides.merge(left, right)
    groups = (tuple(sorted(members, key=place.__getitem__)) for members in sides.members.values() if len(members) > 1)
    return sorted(groups, key=lambda members: place[members[0]])
