"""What working all links out again would change: told pair by pair, and as what each bundle would be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

NEW: Final = "new"
LOST: Final = "lost"
BAND: Final = "band"
BITS: Final = "bits"
REASONS: Final = "reasons"
CHANGES: Final = (NEW, LOST, BAND, BITS, REASONS)

Weight = tuple[str, float]
"""Band and bits."""


@dataclass(frozen=True, slots=True)
class Change:
    """One pair that would say something else. `judged`: what a person said of it, which stays."""

    a: UUID
    b: UUID
    before: Weight | None
    after: Weight | None
    judged: str = ""

    @property
    def kind(self) -> str:
        if self.before is None:
            return NEW
        if self.after is None:
            return LOST
        if self.before[0] != self.after[0]:
            return BAND
        return BITS if self.before[1] != self.after[1] else REASONS

    def as_kept(self) -> dict[str, Any]:
        return {"a": str(self.a), "b": str(self.b), "before": self.before, "after": self.after, "judged": self.judged}


def change_from(kept: Mapping[str, Any]) -> Change:
    before, after = (tuple(kept[side]) if kept[side] else None for side in ("before", "after"))
    return Change(UUID(kept["a"]), UUID(kept["b"]), before, after, kept["judged"])


@dataclass(frozen=True, slots=True)
class BundleChange:
    """A bundle as it is and as it would be; `number` None: it would be a new one. `after` is empty: it would end."""

    number: int | None
    before: frozenset[UUID]
    after: frozenset[UUID]

    def as_kept(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "signals": len(self.after),
            "joins": sorted(map(str, self.after - self.before)),
            "leaves": sorted(map(str, self.before - self.after)),
        }


def counted(changes: Iterable[Change]) -> dict[str, int]:
    found = Counter(change.kind for change in changes)
    return {kind: found[kind] for kind in CHANGES}
