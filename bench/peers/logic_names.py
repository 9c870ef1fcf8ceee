"""nomenklatura's logic-v2 on pairs of names, in its own venv: `python logic_names.py PAIRS OUT`. Scores and pairs a CPU second.

Warmed on the pairs that are not of persons, as ours is; first pass: names not met before; second: the same again.
"""

from __future__ import annotations

import csv
import json
import sys
import time

from followthemoney import model
from nomenklatura.matching import LogicV2


def main(pairs: str, out: str) -> None:
    with open(pairs, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    config = LogicV2.default_config()

    def named(label: str, schema: str, name: str):
        one = model.make_entity(model.get(schema))
        one.id = label
        one.add("name", name)
        return one

    persons = [row for row in rows if row["schema"] == "Person"]
    for row in rows:
        if row["schema"] != "Person":
            pair = [named(label, row["schema"], row[f"name{label}"]) for label in "12"]
            LogicV2.compare(*pair, config)
    LogicV2.compare(named("1", "Person", "Jan Jansen"), named("2", "Person", "Jan Janssen"), config)
    made = [[named(label, "Person", row[f"name{label}"]) for label in "12"] for row in persons]
    rates, scores = [], []
    for _ in range(8):
        started = time.process_time()
        scores = [LogicV2.compare(*pair, config).score for pair in made]
        rates.append(len(made) / (time.process_time() - started))
    with open(out, "w", encoding="utf-8") as file:
        json.dump({"scores": scores, "first": rates[0], "again": max(rates[1:])}, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
