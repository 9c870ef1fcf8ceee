"""Third-party sets with truth, as rows of our kinds. A set is a mapping of its fields, and how its peers are set up."""

from __future__ import annotations

import csv
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

_PARQUET = "import sys, pandas as pd; pd.read_parquet(sys.argv[1]).to_csv(sys.argv[2], index=False)"


@dataclass(frozen=True)
class DataSet:
    """`fields`: theirs to our kinds. `sure`, `train`, `published`: what Splink's own documentation sets for this set."""

    name: str
    files: tuple[str, ...]
    fields: dict[str, str]
    sure: list[list[str]]
    recall: float
    train: list[list[str]]
    published: list[list[str]] = field(default_factory=list)
    british: bool = False

    @property
    def sides(self) -> bool:
        """Whether it links two files, each without doubles."""
        return len(self.files) > 1


FEBRL = DataSet(
    "febrl4",
    ("febrl_dataset4a.csv", "febrl_dataset4b.csv"),
    {
        "given_name": "given_name", "surname": "family_name", "date_of_birth": "birth_date", "suburb": "place",
        "postcode": "postcode", "state": "region", "street_number": "house_number", "address_1": "street",
        "soc_sec_id": "register_number",
    },
    [["register_number"], ["given_name", "family_name", "birth_date"]],
    0.9,
    [["birth_date"], ["given_name", "family_name"], ["postcode"]],
)  # fmt: skip
HISTORICAL = DataSet(
    "historical_50k",
    ("historical_figures_with_errors_50k.parquet",),
    {
        "first_name": "given_name", "surname": "family_name", "dob": "birth_date", "birth_place": "birth_place",
        "postcode_fake": "postcode", "occupation": "occupation",
    },
    [
        ["given_name", "family_name", "birth_date"],
        ["substr(given_name,1,2)", "family_name", "substr(postcode,1,2)"],
        ["birth_date", "postcode"],
    ],
    0.6,
    [["given_name", "family_name"], ["birth_date"]],
    [
        ["substr(given_name,1,3)", "substr(family_name,1,4)"], ["family_name", "birth_date"], ["given_name", "birth_date"],
        ["postcode", "given_name"], ["postcode", "family_name"], ["birth_date", "birth_place"],
        ["substr(postcode,1,3)", "birth_date"], ["substr(postcode,1,3)", "given_name"],
        ["substr(postcode,1,3)", "family_name"],
        ["substr(given_name,1,2)", "substr(family_name,1,2)", "substr(birth_date,1,4)"],
    ],
    british=True,
)  # fmt: skip
SETS = {one.name: one for one in (FEBRL, HISTORICAL)}


@dataclass
class Rows:
    """Values by label, which side a row is of, and who it really is."""

    values: dict[str, dict[str, str]]
    side: dict[str, int]
    truth: dict[str, str]

    def true_pairs(self) -> int:
        return sum(count * (count - 1) // 2 for count in Counter(self.truth.values()).values())


def read_set(one: DataSet, data: Path, work: Path, peer: Path) -> Rows:
    """The rows of a set. Parquet is turned into CSV by the peer's Python; the product does not read it."""
    rows = Rows({}, {}, {})
    for side, name in enumerate(one.files):
        path = data / name
        if path.suffix == ".parquet":
            path = work / f"{path.stem}.csv"
            if not path.is_file():
                subprocess.run([peer, "-c", _PARQUET, data / name, path], check=True)
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file, skipinitialspace=True):
                label = line.get("unique_id") or line["rec_id"].strip()
                told = {ours: line[theirs].strip() for theirs, ours in one.fields.items() if line[theirs].strip()}
                rows.values[label] = told
                rows.side[label] = side
                rows.truth[label] = line["cluster"] if "cluster" in line else label.split("-")[1]
    return rows


def bundle_f1(groups: list[list[str]], rows: Rows) -> tuple[float, float, float, int]:
    """F1, precision and recall over pairs that are in one group, and the largest group."""
    found = sum(len(group) * (len(group) - 1) // 2 for group in groups)
    counts = chain.from_iterable(Counter(rows.truth[label] for label in group).values() for group in groups)
    right = sum(count * (count - 1) // 2 for count in counts)
    return (*_f1(right, found, rows.true_pairs()), max(map(len, groups), default=0))


def best_f1(scored: list[tuple[float, bool]], true: int) -> tuple[float, float, float, float]:
    """F1 at the best threshold, that threshold, precision and recall there."""
    ordered = sorted(scored, reverse=True)
    best, right = (0.0, 0.0, 0.0, 0.0), 0
    for at, (bits, same) in enumerate(ordered, 1):
        right += same
        if at == len(ordered) or ordered[at][0] != bits:
            f1, precision, recall = _f1(right, at, true)
            best = max(best, (f1, bits, precision, recall))
    return best


def f1_at(scored: list[tuple[float, bool]], true: int, least: float) -> float:
    kept = [same for bits, same in scored if bits >= least]
    return _f1(sum(kept), len(kept), true)[0]


def _f1(right: int, found: int, true: int) -> tuple[float, float, float]:
    return 2 * right / max(1, found + true), right / max(1, found), right / max(1, true)
