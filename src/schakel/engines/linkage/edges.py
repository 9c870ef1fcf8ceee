"""What comes out of weighing: a link, its reasons and its band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schakel.engines.linkage.model import Model

JOIN, REVIEW = "join", "review"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing two signals share. `a` and `b` as typed; m and u as weighed; `share` is what dampening left of the bits."""

    kind: str
    level: str
    text: str
    a: str
    b: str
    at_a: int
    at_b: int
    m: float
    u: float
    seen_in: int
    stories: int
    share: float
    bits: float


@dataclass(frozen=True, slots=True)
class Edge:
    """Two signals that may belong together. `prior` plus the bits of `because` is exactly `bits`."""

    a: str
    b: str
    band: str | None
    bits: float
    prior: float
    because: tuple[Reason, ...]


def band_of(bits: float, because: Sequence[Reason], model: Model) -> str | None:
    """Join, review or neither. Names alone never join; one loose name alone asks nothing of anybody."""
    shared = [reason for reason in because if reason.bits > 0 and reason.level in model.levels]
    evidence = {_evidence(reason, model) for reason in shared}
    if bits < model.review or not shared:
        return None
    if len(shared) == 1 and shared[0].level == "name" and not _circumstances(because):
        return None
    kinds = {reason.kind for reason in shared} - {"named_after"}
    joins = "hard" in evidence or ("soft" in evidence and len(kinds) > 1)
    return JOIN if joins and bits >= model.join else REVIEW


def _evidence(reason: Reason, model: Model) -> str:
    """What joins several stories about different people can join nothing by itself."""
    evidence = model.levels[reason.level].evidence
    return "soft" if evidence == "hard" and reason.stories >= model.apart_stories else evidence


def _circumstances(because: Sequence[Reason]) -> bool:
    """Whether time speaks for the pair, and so does what was seen or the town."""
    told = {reason.kind for reason in because if reason.bits > 0}
    return "time" in told and bool(told & {"form", "place"})
