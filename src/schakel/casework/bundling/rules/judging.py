"""What a person can say of two signals, and what holds when several people said several things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

SAME: Final = "same"
NOT_SAME: Final = "not_same"
NOT_YET_KNOWN: Final = "not_yet_known"
ANSWERS: Final = (SAME, NOT_SAME, NOT_YET_KNOWN)

LINK: Final = "link"
TAKEN_OUT: Final = "taken_out"
SPLIT: Final = "split"
MERGED: Final = "merged"
HOWS: Final = (LINK, TAKEN_OUT, SPLIT, MERGED)
"""What was done in one act: one link judged, a signal taken out of a bundle, a bundle split, two bundles merged."""

Pair = tuple[UUID, UUID]

MOVES: Final[dict[str | None, tuple[str, ...]]] = {
    None: ANSWERS,
    NOT_YET_KNOWN: ANSWERS,  # asked, and still not known: with a new reason
    SAME: (NOT_SAME,),
    NOT_SAME: (SAME,),
}
"""From what holds now (None: nobody judged) to what may be said next. Any judgement can be undone."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One thing somebody said of a pair. Rows of one `act` were said at once and are undone at once."""

    id: UUID
    act: UUID
    pair: Pair
    kind: str
    at: datetime
    undone: bool = False


def ordered(one: UUID, other: UUID) -> Pair:
    """A pair is written in one way only, so that nothing is judged or linked twice. ValueError for one signal."""
    if one == other:
        raise ValueError("a signal is not linked to itself")
    return (one, other) if one < other else (other, one)


def in_force(said: Iterable[Judged]) -> dict[Pair, Judged]:
    """What holds for each pair: the last thing said that was not undone."""
    holds: dict[Pair, Judged] = {}
    for judged in sorted(said, key=lambda one: (one.at, one.id)):
        if not judged.undone:
            holds[judged.pair] = judged
    return holds


def allowed(now: str | None, answer: str) -> bool:
    """Whether `answer` may follow on what holds now."""
    return answer in MOVES.get(now, ())


def together(kind: str | None) -> bool | None:
    """What a judgement tells the engine: True they belong together, False they do not, None nothing."""
    return {SAME: True, NOT_SAME: False}.get(kind or "")
