"""Do the right signals come together? `python bench/cases.py [FOLDER]`: retold cases and meeting places, side by side.

The signals were written afterwards by someone who knew the outcome; the figures are an upper bound, good for comparing
rules and finding failures, never a claim about practice. Nothing is fitted per case: leaving half of the cases out
changes no figure of the model, so the halves below only show how much the outcome leans on which cases are there.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from schakel.engines.linkage import JOIN, Mention, Result, Signal, relate

FOLDER = Path(__file__).parents[2] / "shared" / "cases"
SAME_STORY = ("ECLI:NL:HR:2018:1940", "ECLI:NL:HR:2018:1945")
"""Two judgments on one kitchen."""


@dataclass(frozen=True, slots=True)
class Figures:
    f1: float
    precision: float
    recall: float
    strangers: int
    whole: int

    def __str__(self) -> str:
        return f"F1 {self.f1:.3f}  precision {self.precision:.3f}  recall {self.recall:.3f}  strangers joined {self.strangers}  stories whole {self.whole}"


def main(folder: Path) -> int:
    if not (folder / "truth.json").is_file():
        print(f"Left out: {folder} has no cases. Give the folder that holds signals.jsonl and truth.json.")
        return 0
    signals = {signal.id: signal for signal in map(_signal, (folder / "signals.jsonl").read_text("utf-8").splitlines())}
    cases = list(json.loads((folder / "truth.json").read_text("utf-8"))["bundles"].values())
    started = time.perf_counter()
    result = relate(signals.values())
    took = time.perf_counter() - started
    figures = measured(result.bundles, cases)
    real = sum(case["kind"] != "hub" for case in cases)
    print(f"{len(signals)} signals, {real} stories, {took:.2f} s")
    print(f"bundles:          {figures} of {real}")
    print(f"joined only:      {measured(_joined(result), cases)} of {real}")
    print(f"links:            {len(result.links)}, of which {sum(edge.band == JOIN for edge in result.links)} join")
    print(f"meeting places:   {len(result.hubs)} of {sum(case['kind'] == 'hub' for case in cases)}")
    halves = [_half(signals, cases, seed) for seed in range(20)]
    print(
        f"20 random halves: F1 {min(each.f1 for each in halves):.3f} to {max(each.f1 for each in halves):.3f}, ", end=""
    )
    print(
        f"precision at least {min(each.precision for each in halves):.3f}, strangers joined {max(each.strangers for each in halves)}"
    )
    return 0 if figures.f1 >= 0.87 and figures.precision >= 0.95 and not figures.strangers else 1


def _signal(line: str) -> Signal:
    row = json.loads(line)
    return Signal(
        id=row["id"],
        observed_on=date.fromisoformat(row["observed_on"]),
        narrative=row.get("narrative", ""),
        mentions=tuple(Mention(**mention) for mention in row.get("mentions", ())),
        seen=frozenset(one["indicator"] for one in row.get("observations", ()) if one["answer"] == "seen"),
    )


def measured(groups: tuple[tuple[str, ...], ...] | list[tuple[str, ...]], cases: list[dict]) -> Figures:
    """Pairs that should be and are together. Signals of a hub file are strangers to each other."""
    stories: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        if case["kind"] != "hub":
            stories["kitchen" if case["case"] in SAME_STORY else case["case"]] += case["signals"]
    wanted, found = _pairs(stories.values()), _pairs(groups)
    strangers = _pairs(case["signals"] for case in cases if case["kind"] == "hub")
    right = len(wanted & found)
    precision = right / len(found) if found else 1.0
    recall = right / len(wanted) if wanted else 1.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    whole = sum(any(set(case["signals"]) <= set(group) for group in groups) for case in cases if case["kind"] != "hub")
    return Figures(f1, precision, recall, len(found & strangers), whole)


def _pairs(groups: object) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}  # type: ignore[attr-defined]


def _joined(result: Result) -> list[tuple[str, ...]]:
    """Groups by links of the join band alone, without any guard."""
    group: dict[str, set[str]] = {}
    for edge in result.links:
        if edge.band == JOIN:
            both = group.get(edge.a, {edge.a}) | group.get(edge.b, {edge.b})
            group.update(dict.fromkeys(both, both))
    return [tuple(members) for members in {id(each): each for each in group.values()}.values()]


def _half(signals: dict[str, Signal], cases: list[dict], seed: int) -> Figures:
    kept = random.Random(seed).sample(cases, len(cases) // 2)
    return measured(relate(signals[label] for case in kept for label in case["signals"]).bundles, kept)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
