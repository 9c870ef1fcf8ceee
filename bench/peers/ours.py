"""Our engine on one set: `python ours.py SET DATA WORK PEER`. Only the mapping of fields is of the set.

Trains without labels, takes the proposal, weighs every pair that shares a key, makes bundles at the shipped threshold, and
measures what one new row costs when all others are there. Writes ours.json, and rows.json and setting.json for Splink.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sets import SETS, DataSet, Rows, best_f1, bundle_f1, f1_at, read_set

from schakel.engines.linkage import Edge, Model, Observed, bundle
from schakel.engines.linkage.proposal import train_rows
from schakel.engines.linkage.records import Frequencies, Register, found_by, pairs, read_record, records_model
from schakel.engines.linkage.score import score

LOW = -8.0
"""Bits from which a pair counts for the curve; no best threshold lies below."""
NEW = 400
"""Rows that arrive last, one by one."""


@dataclass
class Weighed:
    model: Model
    records: dict[str, Observed]
    counts: Frequencies
    edges: list[Edge]
    figures: dict[str, float]


def weighed(one: DataSet, rows: Rows, model: Model | None = None) -> Weighed:
    """Every pair that shares a key, with this model or one trained on these rows."""
    base = records_model()
    at = [time.process_time()]
    records = {label: read_record(label, values, base) for label, values in rows.values.items()}
    across = (lambda a, b: rows.side[a] != rows.side[b]) if one.sides else None
    at.append(time.process_time())
    model = model or train_rows(records, base, version=f"{one.name}, proposal", across=across).model
    at.append(time.process_time())
    counts = Frequencies.of_rows(records.values())
    found = [pair for pair in pairs(records.values(), model) if across is None or across(*pair)]
    at.append(time.process_time())
    edges = []
    for a, b in found:
        edge = score(records[a], records[b], counts, model, least=LOW)
        if edge:
            edges.append(edge)
    at.append(time.process_time())
    names = ("read_cpu_s", "train_cpu_s", "find_cpu_s", "weigh_cpu_s")
    figures = {name: after - before for name, before, after in zip(names, at, at[1:], strict=False)}
    right = sum(rows.truth[a] == rows.truth[b] for a, b in found)
    figures |= {
        "pairs": len(found),
        "pair_recall": right / rows.true_pairs(),
        "us_a_pair": 1e6 * (at[4] - at[3]) / len(found),
    }
    return Weighed(model, records, counts, edges, figures)


def grouped(done: Weighed, rows: Rows) -> dict[str, float]:
    """Bundles at the shipped threshold."""
    order = {label: at for at, label in enumerate(sorted(done.records))}
    started = time.process_time()
    groups = bundle((edge for edge in done.edges if edge.band), order=order, model=done.model)
    took = time.process_time() - started
    f1, precision, recall, largest = bundle_f1([list(group) for group in groups], rows)
    return {
        "bundle_f1": f1,
        "bundle_precision": precision,
        "bundle_recall": recall,
        "largest": largest,
        "bundle_cpu_s": took,
    }


def arriving(done: Weighed, rows: Rows, seed: int = 5) -> dict[str, float]:
    """What one new row costs: read, found, weighed and kept, with all others there."""
    labels = sorted(done.records)
    random.Random(seed).shuffle(labels)
    register = Register(done.counts, done.model)
    for label in labels[:-NEW]:
        register.take(done.records[label])
    costs, links = [], 0
    for label in labels[-NEW:]:
        started = time.process_time_ns()
        links += len(register.arrive(read_record(label, rows.values[label], done.model)))
        costs.append((time.process_time_ns() - started) / 1e6)
    costs.sort()
    return {
        "new_cpu_ms": sum(costs) / NEW,
        "new_p50_ms": costs[NEW // 2],
        "new_p95_ms": costs[int(NEW * 0.95)],
        "new_links": links,
    }


def with_hubs(one: DataSet, rows: Rows, model: Model, people: int = 600, seed: int = 11) -> dict[str, float]:
    """The same people with and without meeting places: one row in eight moves to one of six shared postcodes."""
    chance = random.Random(seed)
    chosen = set(chance.sample(sorted(set(rows.truth.values())), people))
    labels = [label for label in rows.values if rows.truth[label] in chosen]
    part = Rows(
        {label: dict(rows.values[label]) for label in labels}, rows.side, {label: rows.truth[label] for label in labels}
    )
    plain = grouped(weighed(one, part, model), part)
    for label in labels:
        if chance.random() < 1 / 8:
            part.values[label]["postcode"] = f"zz{chance.randrange(6)} 9zz"
    planted = grouped(weighed(one, part, model), part)
    return {"plain_f1": plain["bundle_f1"], "hubs_f1": planted["bundle_f1"], "hubs_largest": planted["largest"]}


def for_peer(one: DataSet, done: Weighed, rows: Rows, work: Path) -> None:
    """The rows as Splink gets them, with the keys that find exactly our pairs."""
    keys = {label: found_by(record, done.model) for label, record in done.records.items()}
    held = Counter(key for each in keys.values() for key in each)
    number = {key: str(at) for at, key in enumerate(held)}
    kinds = list(one.fields.values())
    told = []
    for label, record in done.records.items():
        values = {kind: record.terms.get(kind) for kind in kinds}
        if day := values.get("birth_date"):
            values["birth_date"] = f"{day[:4]}-{day[4:6]}-{day[6:]}"
        shared = [number[key] for key in keys[label] if 1 < held[key] <= done.model.cap]
        told.append(values | {"unique_id": label, "side": rows.side[label], "keys": shared})
    (work / "rows.json").write_text(json.dumps(told), "utf-8")
    setting = {
        "fields": {kind: "GB" if kind == "postcode" and one.british else "" for kind in kinds},
        "sides": one.sides, "sure": one.sure, "recall": one.recall, "train": one.train, "published": one.published,
        "new": random.Random(3).sample(sorted(done.records), 24) if one.published else [],
        "frequencies": ["given_name", "family_name", "both_names", "birth_place", "occupation"],
    }  # fmt: skip
    (work / "setting.json").write_text(json.dumps(setting), "utf-8")


def main(name: str, data: Path, work: Path, peer: Path) -> None:
    one = SETS[name]
    rows = read_set(one, data, work, peer)
    done = weighed(one, rows)
    scored = [(edge.bits, rows.truth[edge.a] == rows.truth[edge.b]) for edge in done.edges]
    true = rows.true_pairs()
    f1, bits, precision, recall = best_f1(scored, true)
    figures = done.figures | {
        "rows": len(rows.values),
        "true_pairs": true,
        "largest_true": max(Counter(rows.truth.values()).values()),
    }
    figures |= {"f1": f1, "bits": bits, "precision": precision, "recall": recall}
    figures |= {"f1_shipped": f1_at(scored, true, done.model.review), "shipped_bits": done.model.review}
    figures |= grouped(done, rows)
    figures |= arriving(done, rows)
    figures["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for_peer(one, done, rows, work)
    if not one.sides:
        figures |= with_hubs(one, rows, done.model)
    (work / "ours.json").write_text(json.dumps(figures), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
