"""Why two signals are linked, as it is kept: codes, bits and places of things in the two signals; nothing that was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from schakel.engines.linkage import Edge, Observed

NOWHERE: Final = -1
CIRCUMSTANCES: Final = ("time", "form", "place")
"""Reasons that stand in no mention: the days between two signals, the kind of signs that were seen, the same town."""


@dataclass(frozen=True, slots=True)
class Part:
    """One reason. `a` and `b`: places among the observations of the two signals as read, or NOWHERE.

    `m` and `u` are the chances that were weighed, `share` what was left of it where things say partly the same.
    """

    kind: str
    level: str
    a: int
    b: int
    bits: float
    seen_in: int
    stories: int
    share: float
    m: float
    u: float

    @property
    def in_mentions(self) -> bool:
        return self.a != NOWHERE

    def turned(self) -> Part:
        return replace(self, a=self.b, b=self.a)


def parts_of(edge: Edge, read: Mapping[str, Observed]) -> list[Part]:
    """The reasons of an edge, for the pair written with the lower label first."""
    one, other = read[edge.a], read[edge.b]
    parts = [
        Part(
            kind=reason.kind,
            level=reason.level,
            a=_at(one, reason.kind, reason.at_a, reason.a),
            b=_at(other, reason.kind, reason.at_b, reason.b),
            bits=reason.bits,
            seen_in=reason.seen_in,
            stories=reason.stories,
            share=reason.share,
            m=reason.m,
            u=reason.u,
        )
        for reason in edge.because
    ]
    return parts if edge.a < edge.b else [part.turned() for part in parts]


def kept(parts: Iterable[Part]) -> list[dict[str, Any]]:
    return [asdict(part) for part in parts]


def read_parts(because: Iterable[Mapping[str, Any]]) -> tuple[Part, ...]:
    return tuple(Part(**part) for part in because)


def _at(observed: Observed, kind: str, at: int, raw: str) -> int:
    """The place of an observation; two things found in one text bear the same `at`, so what was typed decides."""
    if kind in CIRCUMSTANCES:
        return NOWHERE
    return next((place for place, one in enumerate(observed.observations) if one.at == at and one.raw == raw), NOWHERE)
