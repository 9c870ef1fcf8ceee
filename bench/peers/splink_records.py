"""Splink 5 on one data set, in its own venv: `python splink_records.py FOLDER`. Reads rows.json and setting.json there.

Its own comparisons for these fields as its documentation has them (names with Jaro-Winkler and term frequencies, days,
postcodes), trained as its documentation says, on exactly the pairs that we weigh: every row carries the keys that find it.
Writes scores.csv, clusters.json and figures.json.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
import time
from pathlib import Path

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

THRESHOLDS = (-5, -2, 0, 2, 5, 8, 10, 12, 15, 18, 20, 24, 28)


def comparisons(fields: dict[str, str]) -> list:
    """The comparison for each field, by what it holds."""
    found = []
    if "given_name" in fields and "family_name" in fields:
        both = cl.ForenameSurnameComparison("given_name", "family_name", forename_surname_concat_col_name="both_names")
        found.append(both)
    for kind in fields:
        if kind == "birth_date":
            form = "%Y-%m-%d"
            found.append(cl.DateOfBirthComparison(kind, input_is_string=True, datetime_format=form))
        elif kind == "postcode":
            whole = fields[kind] == "GB"
            found.append(
                cl.PostcodeComparison(kind)
                if whole
                else cl.DamerauLevenshteinAtThresholds(kind, [1, 2]).configure(term_frequency_adjustments=True)
            )
        elif kind == "register_number":
            found.append(cl.DamerauLevenshteinAtThresholds(kind, [1, 2]))
        elif kind in ("birth_place", "occupation", "house_number", "region"):
            found.append(cl.ExactMatch(kind).configure(term_frequency_adjustments=True))
        elif kind in ("place", "street"):
            found.append(cl.JaroWinklerAtThresholds(kind, [0.9, 0.7]).configure(term_frequency_adjustments=True))
    return found


def main(folder: Path) -> None:
    logging.disable(logging.WARNING)
    setting = json.loads((folder / "setting.json").read_text("utf-8"))
    rows = pd.DataFrame(json.loads((folder / "rows.json").read_text("utf-8")))
    rows["both_names"] = rows["given_name"] + " " + rows["family_name"]
    fields = setting["fields"]
    db = DuckDBAPI()
    sides = [db.register(part.reset_index(drop=True)) for _, part in rows.groupby("side")] if setting["sides"] else None
    kind = "link_only" if sides else "dedupe_only"
    settings = SettingsCreator(
        link_type=kind,
        comparisons=comparisons(fields),
        blocking_rules_to_generate_predictions=[block_on("keys", arrays_to_explode=["keys"])],
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )
    figures: dict[str, object] = {}
    started = time.process_time()
    linker = Linker(sides or db.register(rows), settings)
    linker.training.estimate_probability_two_random_records_match(
        [block_on(*rule) for rule in setting["sure"]], recall=setting["recall"]
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=7)
    for rule in setting["train"]:
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(*rule), estimate_without_term_frequencies=True
        )
    figures["train_cpu_s"] = time.process_time() - started
    started = time.process_time()
    predicted = linker.inference.predict(threshold_match_weight=-12)
    figures["predict_cpu_s"] = time.process_time() - started
    table = predicted.as_pandas_dataframe()
    table[["unique_id_l", "unique_id_r", "match_weight"]].to_csv(folder / "scores.csv", index=False)
    clusters = {}
    if not sides:
        for bits in THRESHOLDS:
            made = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold_match_weight=bits)
            clusters[bits] = made.as_pandas_dataframe().groupby("cluster_id")["unique_id"].apply(list).tolist()
    (folder / "clusters.json").write_text(json.dumps(clusters), "utf-8")
    figures["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if setting["new"]:
        figures |= between(linker, db, rows, setting)
    (folder / "figures.json").write_text(json.dumps(figures), "utf-8")


def between(linker: Linker, db: DuckDBAPI, rows: pd.DataFrame, setting: dict) -> dict[str, float]:
    """CPU and time of `predict_between` for one new row at a time, with the blocking rules of its documentation."""
    for column in setting["frequencies"]:
        linker.table_management.compute_tf_table(column)
    new = rows[rows["unique_id"].isin(setting["new"])]
    old = db.register(rows[~rows["unique_id"].isin(setting["new"])].reset_index(drop=True))
    cpu, wall = [], []
    for at in range(len(new)):
        one = db.register(new.iloc[at : at + 1].reset_index(drop=True))
        cpu_at, at_wall = time.process_time(), time.perf_counter()
        linker.inference.predict_between(
            old,
            one,
            blocking_rules_to_generate_predictions=[block_on(*rule) for rule in setting["published"]],
            threshold_match_weight=-12,
        ).as_pandas_dataframe()
        cpu.append(time.process_time() - cpu_at)
        wall.append(time.perf_counter() - at_wall)
    half = len(new) // 2
    return {
        "between_cpu_ms": 1000 * sum(cpu[3:]) / len(cpu[3:]),
        "between_p50_ms": 1000 * sorted(wall)[half],
        "between_p95_ms": 1000 * sorted(wall)[int(len(wall) * 0.95)],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
