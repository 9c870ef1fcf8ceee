"""Training: better figures for a model from the signals or rows themselves. The outcome is a proposal, never applied by itself.

Without labels: expectation-maximisation (Fellegi-Sunter). u comes from counts and from random pairs and stays; m and the
prior are worked out from pairs that share a key, starting at the shipped figures, which also hold them back (`weight`
imagined pairs). With confirmed and rejected links, those pairs are known and count for what they are.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from schakel.engines.linkage.levels import Level, eighths
from schakel.engines.linkage.model import Model

Pattern = tuple[tuple[str, ...], float, bool | None]
"""Codes of the levels of a pair, the bits of their chance to agree by accident (-log2 u, summed), and what a person said."""
Told = Callable[[str, str], Sequence[tuple[str, float]]]
"""Told two labels, gives each level code with the u that it has for this pair."""

ENOUGH = 50
"""Confirmed links, and as many rejected ones, from which judgements move figures."""


@dataclass(frozen=True, slots=True)
class Trained:
    """`steps`: rounds until nothing moved; `matched`: expected links among the pairs; `judged`: judgements that counted."""

    model: Model
    steps: int
    matched: float
    judged: int


def patterns_of(
    pairs: Iterable[tuple[str, str]], told: Told, judged: Mapping[tuple[str, str], bool] | None = None
) -> Counter[Pattern]:
    """Pairs (sorted labels) that look the same to the model, counted together."""
    known = judged if judged and _enough(judged) else {}
    found: Counter[Pattern] = Counter()
    for a, b in pairs:
        levels = told(a, b)
        chance = -sum(math.log2(u) for _, u in levels)
        found[tuple(code for code, _ in levels), eighths(chance), known.get((a, b))] += 1
    return found


def _enough(judged: Mapping[tuple[str, str], bool]) -> bool:
    yes = sum(judged.values())
    return yes >= ENOUGH and len(judged) - yes >= ENOUGH


def trained(
    model: Model,
    patterns: Mapping[Pattern, int],
    *,
    version: str,
    all_pairs: float,
    sampled: float = 1.0,
    weight: float = 100.0,
    most: int = 50,
) -> Trained:
    """A proposal. `all_pairs`: how many pairs there are at all; `sampled`: which share of the found pairs is in `patterns`."""
    start = {code: level.m for code, level in model.levels.items()}
    m, prior, matched, steps = dict(start), model.prior, 0.0, 0
    still = False
    while not still and steps < most:
        steps += 1
        chances, matched = _expected(patterns, m, prior)
        moved = _maximised(model, start, chances, weight)
        share = min(0.5, max(1e-12, (matched / sampled) / all_pairs))
        new_prior = math.log2(share / (1 - share))
        still = abs(new_prior - prior) < 0.01 and all(abs(moved[code] - m[code]) < 0.001 for code in m)
        m, prior = moved, new_prior
    levels = {code: replace(level, m=round(m[code], 5)) for code, level in model.levels.items()}
    judged = sum(count for (_, _, said), count in patterns.items() if said is not None)
    return Trained(
        replace(model, version=version, prior=eighths(prior), levels=levels), steps, matched / sampled, judged
    )


def _expected(patterns: Mapping[Pattern, int], m: Mapping[str, float], prior: float) -> tuple[dict[str, float], float]:
    """How many linked pairs agree at each level, and how many there are, when these figures hold."""
    logs = {code: math.log2(chance) for code, chance in m.items()}
    at_level: dict[str, float] = defaultdict(float)
    matched = 0.0
    for (codes, chance, said), count in patterns.items():
        if said is None:
            bits = prior + chance + sum(logs[code] for code in codes)
            share = count / (1 + 2.0**-bits) if bits > -60 else 0.0
        else:
            share = float(count if said else 0)
        matched += share
        for code in codes:
            at_level[code] += share
    return at_level, matched


def _maximised(
    model: Model, start: Mapping[str, float], at_level: Mapping[str, float], weight: float
) -> dict[str, float]:
    """m per level: what was expected, held back by the figures at the start. The levels of one kind keep their sum."""
    of_kind: dict[str, list[str]] = defaultdict(list)
    for code, level in model.levels.items():
        of_kind[level.kind].append(code)
    found = {}
    for codes in of_kind.values():
        seen = sum(at_level.get(code, 0.0) for code in codes)
        whole = sum(start[code] for code in codes)
        for code in codes:
            share = (at_level.get(code, 0.0) + weight * start[code] / whole) / (seen + weight)
            exclusive = model.levels[code].kind in model.against
            found[code] = min(1.0, max(1e-5, share)) if exclusive else start[code]
    return found


def random_pairs(labels: Sequence[str], many: int, seed: int) -> list[tuple[str, str]]:
    """Pairs drawn by chance, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 drawn to count, nothing hangs on guessing it
    ordered = sorted(labels)
    drawn = ((chance.choice(ordered), chance.choice(ordered)) for _ in range(many))
    return [(a, b) if a < b else (b, a) for a, b in drawn if a != b]


def with_accidents(model: Model, seen: Mapping[str, int], filled: Mapping[str, int], rows: Mapping[str, int]) -> Model:
    """u from random pairs: `seen` at each level, of `filled` pairs that both name the kind; counted levels from `rows`."""
    levels: dict[str, Level] = {}
    for code, level in model.levels.items():
        if level.counted and level.kind in rows:
            levels[code] = replace(level, values=round(math.log2(max(2, rows[level.kind])), 4))
        elif filled.get(level.kind):
            chance = (seen.get(code, 0) + 0.5) / (filled[level.kind] + 1)
            levels[code] = replace(level, values=round(-math.log2(chance), 4))
        else:
            levels[code] = level
    return replace(model, levels=levels)
