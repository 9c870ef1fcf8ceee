"""Names of persons: the product's `likeness` beside logic-v2 on the same pairs; also with figures found on other pairs."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import time
from pathlib import Path

from sets import best_f1, f1_at

from schakel.engines.linkage.levels import Likeness
from schakel.engines.linkage.likeness import WEIGHING, likeness

HERE = Path(__file__).parent
Pairs = list[tuple[str, str, bool]]


def measured(pairs: Path, work: Path, peer: Path) -> dict[str, float]:
    """F1 at the shipped and the best threshold, cross-fitted F1, and pairs a CPU second, ours and theirs."""
    with pairs.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    persons = [(row["name1"], row["name2"], row["is_match"] == "true") for row in rows if row["schema"] == "Person"]
    for row in rows:
        if row["schema"] != "Person":
            likeness(row["name1"], row["name2"])
    rates, scores = [], []
    for _ in range(8):
        started = time.process_time()
        scores = [likeness(one, other) for one, other, _ in persons]
        rates.append(len(persons) / (time.process_time() - started))
    subprocess.run([peer, HERE / "logic_names.py", pairs, work / "names.json"], check=True)
    theirs = json.loads((work / "names.json").read_text("utf-8"))
    true = sum(same for _, _, same in persons)
    mine = [(like, same) for like, (_, _, same) in zip(scores, persons, strict=True)]
    other = [(like, same) for like, (_, _, same) in zip(theirs["scores"], persons, strict=True)]
    return {
        "pairs": len(persons), "f1_shipped": f1_at(mine, true, WEIGHING.same), "f1": best_f1(mine, true)[0],
        "f1_crossed": crossed(persons), "f1_theirs": best_f1(other, true)[0], "f1_theirs_shipped": f1_at(other, true, 0.7),
        "first": rates[0], "again": max(rates[1:]), "first_theirs": theirs["first"], "again_theirs": theirs["again"],
    }  # fmt: skip


def crossed(persons: Pairs, tries: int = 80, seed: int = 1) -> float:
    """F1 when each fifth is judged by figures and a threshold found on the other four."""
    chance = random.Random(seed)
    drawn = [
        Likeness(chance.choice((0.5, 0.55, 0.6)), chance.choice((0.6, 0.8, 1.0, 1.2)), chance.choice((0.4, 0.6, 0.8, 1.0)),
                 chance.choice((0.05, 0.1, 0.2)), chance.choice((2.0, 3.0, 5.0)))
        for _ in range(tries)
    ]  # fmt: skip
    scored = [[(likeness(one, other, each), same) for one, other, same in persons] for each in drawn]
    order = list(range(len(persons)))
    chance.shuffle(order)
    judged: list[tuple[float, bool]] = []
    for fold in range(5):
        kept = [at for place, at in enumerate(order) if place % 5 != fold]
        true = sum(persons[at][2] for at in kept)
        best = max((best_f1([each[at] for at in kept], true)[:2], number) for number, each in enumerate(scored))
        (_, least), number = best
        judged += [(float(scored[number][at][0] >= least), persons[at][2]) for at in order[fold::5]]
    return f1_at(judged, sum(same for _, _, same in persons), 0.5)
