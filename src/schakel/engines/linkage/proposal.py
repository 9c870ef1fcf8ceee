"""A change of figures is a proposal: a new model file, and the pairs whose band it would change. A person accepts it."""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schakel.engines.linkage.edges import Edge
from schakel.engines.linkage.model import Model, from_figures
from schakel.engines.linkage.observe import Observed
from schakel.engines.linkage.records import Frequencies, pairs
from schakel.engines.linkage.rows import levels_of
from schakel.engines.linkage.training import Trained, patterns_of, random_pairs, trained, with_accidents

Weigh = Callable[[str, str, Model], Edge | None]


@dataclass(frozen=True, slots=True)
class Moved:
    """A pair whose band would change. Bands: "join", "review" or None."""

    a: str
    b: str
    before: str | None
    after: str | None
    bits_before: float
    bits_after: float


def moved(pairs: Iterable[tuple[str, str]], weigh: Weigh, before: Model, after: Model) -> list[Moved]:
    """The pairs whose band changes, those that change most first."""
    found = []
    for a, b in pairs:
        old, new = weigh(a, b, before), weigh(a, b, after)
        bands = (old.band if old else None, new.band if new else None)
        if bands[0] != bands[1]:
            found.append(Moved(a, b, *bands, old.bits if old else before.prior, new.bits if new else after.prior))
    return sorted(found, key=lambda one: (-abs(one.bits_after - one.bits_before), one.a, one.b))


def figures(base: Path, model: Model, whence: str) -> dict[str, Any]:
    """What a model file of this model holds: the file it came from with the trained figures, and where those come from."""
    told: dict[str, Any] = copy.deepcopy(json.loads(base.read_text("utf-8")))
    told["version"] = model.version
    told["prior"] = {"bits": model.prior, "from": whence}
    for code, level in model.levels.items():
        told["levels"][code] |= {"m": level.m, "values": level.values}
    told["levels_from"] = whence
    from_figures(told)
    return told


def train_rows(
    records: Mapping[str, Observed],
    model: Model,
    *,
    version: str,
    judged: Mapping[tuple[str, str], bool] | None = None,
    drawn: int = 100_000,
    seed: int = 7,
    across: Callable[[str, str], bool] | None = None,
) -> Trained:
    """A proposal for these rows. `judged`: confirmed and rejected pairs (sorted labels); `across`: which pairs may be."""
    counts = Frequencies.of_rows(records.values())
    seen, filled = Counter[str](), Counter[str]()
    for a, b in random_pairs(list(records), drawn, seed):
        for kind, code, *_ in levels_of(records[a], records[b], counts, model):
            seen[code] += 1
            filled[kind] += 1
    rows = Counter(kind for record in records.values() for kind in record.terms)
    start = with_accidents(model, seen, filled, rows)

    def told(a: str, b: str) -> list[tuple[str, float]]:
        weighed = levels_of(records[a], records[b], counts, start)
        return [(code, level.u(held)) for _, code, level, held, _ in weighed]

    found = sorted(pair for pair in pairs(records.values(), model) if across is None or across(*pair))
    chosen = found[:: max(1, len(found) // drawn)]
    many = len(records)
    return trained(
        start,
        patterns_of(chosen, told, judged),
        version=version,
        all_pairs=many * (many - 1) / 2 if across is None else many * many / 4,
        sampled=len(chosen) / max(1, len(found)),
    )
