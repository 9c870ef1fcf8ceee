"""What `schakel relink` found, in words and as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from schakel.casework.bundling.actions import Run
    from schakel.casework.bundling.queries import BundleChange, Change

MOST_SHOWN = 20
WORDS = {
    "new": "New links",
    "lost": "Lost links",
    "band": "Other band",
    "bits": "Other bits",
    "reasons": "Same weight, told anew",
}


def text(run: Run, bundles: Sequence[BundleChange], numbers: dict[UUID, int]) -> list[str]:
    """What a person reads: how many of each, and the first of them."""
    lines = [f"Model {run.model}: {run.signals:,} signals, {run.pairs:,} pairs weighed."]
    for kind, words in WORDS.items():
        these = [one for one in run.changes if one.kind == kind]
        lines.append(f"{words}: {len(these):,}")
        lines += [f"  {_told(one, numbers)}" for one in these[:MOST_SHOWN] if kind != "reasons"]
        if kind != "reasons" and len(these) > MOST_SHOWN:
            lines.append(f"  and {len(these) - MOST_SHOWN:,} more")
    lines.append(f"Bundles that would be others: {len(bundles):,}")
    lines += [f"  {_told_bundle(one)}" for one in bundles[:MOST_SHOWN]]
    judged = sum(bool(one.judged) for one in run.changes)
    lines.append(f"Pairs among these that people judged: {judged:,}. Their judgement stays.")
    return lines


def _told(one: Change, numbers: dict[UUID, int]) -> str:
    before, after = (f"{side[0]} {side[1]:+.3f} bits" if side else "no link" for side in (one.before, one.after))
    ends = " and ".join(f"signal {numbers[end]}" if end in numbers else str(end) for end in (one.a, one.b))
    return f"{ends}: {before} -> {after}" + (f" (judged: {one.judged})" if one.judged else "")


def _told_bundle(one: BundleChange) -> str:
    name = f"bundle {one.number}" if one.number else "a new bundle"
    return f"{name}: {len(one.before)} signals -> {len(one.after)}"


def whole(run: Run, bundles: Sequence[BundleChange]) -> dict[str, Any]:
    from schakel.casework.bundling.queries import counted

    return {
        "model": run.model,
        "organisation": str(run.organisation),
        "signals": run.signals,
        "pairs": run.pairs,
        "counts": counted(run.changes),
        "changes": [{"kind": one.kind, **one.as_kept()} for one in run.changes],
        "bundles": [one.as_kept() for one in bundles],
    }
