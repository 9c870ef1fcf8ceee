"""Bringing together beside what an expert would otherwise install. `python bench/linking.py [DATA] [--keep]`

Rows of registers beside Splink 5, with exactly the same pairs; names of persons beside nomenklatura's logic-v2; retold
cases with and without their meeting places. Our side is the product's own engine; of a set only the mapping of fields
differs (bench/peers/sets.py). DATA holds the third-party sets. The peers need a Python of their own each, named by
SCHAKEL_PEER_RECORDS and SCHAKEL_PEER_NAMES: `pip install splink==5.0.0 pandas pyarrow` and `pip install nomenklatura==4.17.4`.
`--keep` writes docs/reference/linking.md and, raw, linking.json. `--from=FOLDER` prints what an earlier run left there.
"""

from __future__ import annotations

import csv
import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench"), str(ROOT / "bench" / "peers")]

import cases  # noqa: E402
import names  # noqa: E402
from sets import SETS, Rows, best_f1, bundle_f1, read_set  # noqa: E402

from schakel.engines.linkage import relate  # noqa: E402

KEPT = ROOT / "docs" / "reference"
PEERS = ROOT / "bench" / "peers"
Figures = dict[str, float]


def main(words: list[str]) -> int:
    told = dict(word.lstrip("-").partition("=")[::2] for word in words if word.startswith("--"))
    data = Path(
        next((word for word in words if not word.startswith("--")), ROOT.parent / "shared" / "data" / "linkage")
    )
    peers = [os.environ.get(f"SCHAKEL_PEER_{name}", "") for name in ("RECORDS", "NAMES")]
    if not (data / "name_pairs.csv").is_file() or not all(peers):
        print(
            "Left out: give the folder with the sets, and SCHAKEL_PEER_RECORDS and SCHAKEL_PEER_NAMES (see the top of this file)."
        )
        return 0
    with tempfile.TemporaryDirectory() as folder:
        work = Path(told.get("from") or folder)
        found = {name: side_by_side(name, data, work / name, Path(peers[0]), "from" in told) for name in SETS}
        found["names"] = names.measured(data / "name_pairs.csv", work, Path(peers[1]))
        found["cases"] = with_and_without_hubs(data.parents[1] / "cases")
    page = table(found, " The sides ran minutes apart, under other load (`--from`)." if "from" in told else "")
    print(page)
    if "keep" in told:
        raw = {"commit": commit(), "on": f"{datetime.now(UTC):%Y-%m-%d}", "figures": found}
        (KEPT / "linking.json").write_text(json.dumps(raw, indent=1) + "\n", "utf-8")
        (KEPT / "linking.md").write_text(page, "utf-8")
    return 0


def side_by_side(name: str, data: Path, work: Path, peer: Path, done: bool) -> Figures:
    """Our engine in one process, Splink in another, on the same rows and pairs; one after the other."""
    work.mkdir(parents=True, exist_ok=True)
    if not done:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(PEERS)))}
        subprocess.run([sys.executable, PEERS / "ours.py", name, data, work, peer], check=True, env=environment)
        subprocess.run([peer, PEERS / "splink_records.py", work], check=True)
    ours = json.loads((work / "ours.json").read_text("utf-8"))
    theirs = json.loads((work / "figures.json").read_text("utf-8"))
    rows = read_set(SETS[name], data, work, peer)
    return ours | {f"splink_{key}": value for key, value in (theirs | judged(work, rows)).items()}


def judged(work: Path, rows: Rows) -> Figures:
    """Splink's pairs at their best threshold, and its connected components at theirs."""
    with (work / "scores.csv").open(encoding="utf-8", newline="") as file:
        scored = [
            (float(row["match_weight"]), rows.truth[row["unique_id_l"]] == rows.truth[row["unique_id_r"]])
            for row in csv.DictReader(file)
        ]
    f1, bits, *_ = best_f1(scored, rows.true_pairs())
    found = {"f1": f1, "bits": bits}
    made = json.loads((work / "clusters.json").read_text("utf-8"))
    best = max(((*bundle_f1(groups, rows), float(at)) for at, groups in made.items()), default=None)
    if best:
        found |= {"bundle_f1": best[0], "largest": best[3], "bundle_bits": best[4]}
    return found


def with_and_without_hubs(folder: Path) -> Figures:
    """Bundle F1 on the retold cases, with the signals of meeting places among them and without."""
    if not (folder / "truth.json").is_file():
        return {}
    signals = [cases._signal(line) for line in (folder / "signals.jsonl").read_text("utf-8").splitlines()]
    told = list(json.loads((folder / "truth.json").read_text("utf-8"))["bundles"].values())
    hubs = {label for case in told if case["kind"] == "hub" for label in case["signals"]}
    among = cases.measured(relate(signals).bundles, told)
    plain = cases.measured(relate(one for one in signals if one.id not in hubs).bundles, told)
    return {"f1": among.f1, "precision": among.precision, "plain_f1": plain.f1}


def commit() -> str:
    told = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return told.stdout.strip() or "unknown"


def table(found: dict[str, Figures], apart: str = "") -> str:
    febrl, hist, like, story = (found[name] for name in ("febrl4", "historical_50k", "names", "cases"))
    lines = [
        _line("pair F1, febrl4, best thresholds", febrl["f1"], febrl["splink_f1"], 1.0),
        _line("pair F1, historical_50k, best thresholds", hist["f1"], hist["splink_f1"], 1.0),
        _line(
            "bundle F1, historical_50k, ours as shipped, theirs at its best",
            hist["bundle_f1"],
            hist["splink_bundle_f1"],
            1.03,
        ),
        _line(
            "largest bundle, beside the largest true one",
            hist["largest"],
            hist["largest_true"],
            2.0,
            most=True,
            digits=0,
        ),
        _line("CPU of one new row at 50k, ms", hist["new_cpu_ms"], hist["splink_between_cpu_ms"], 1 / 200, most=True),
        _line("F1, names of persons, best thresholds", like["f1"], like["f1_theirs"], 1.05),
        _line("pairs of names a CPU second, names met before", like["again"], like["again_theirs"], 4.0, digits=0),
        _line("pairs of names a CPU second, new names", like["first"], like["first_theirs"], 4.0, digits=0),
        _line("bundle F1 with meeting places, beside without, rows", hist["hubs_f1"], hist["plain_f1"], 0.95),
    ]
    if story:
        lines.append(
            _line("bundle F1 with meeting places, beside without, retold cases", story["f1"], story["plain_f1"], 0.95)
        )
    return PAGE.format(
        on=f"{datetime.now(UTC):%Y-%m-%d}", system=f"{platform.system()} {platform.machine()}", cores=os.cpu_count(),
        commit=commit(), apart=apart, lines="\n".join(lines), febrl=febrl, hist=hist, like=like, story=story or {"f1": 0, "precision": 0},
    )  # fmt: skip


def _line(what: str, ours: float, beside: float, goal: float, *, most: bool = False, digits: int = 4) -> str:
    ratio = ours / beside
    held = ratio <= goal if most else ratio >= goal
    asked = f"1/{1 / goal:.0f}" if goal < 0.5 else f"{goal:g}"
    seen = f"1/{1 / ratio:.0f}" if ratio < 0.1 else f"{ratio:.3f}"
    return f"| {what} | {ours:.{digits}f} | {beside:.{digits}f} | {seen} | {'at most' if most else 'at least'} {asked} | {'yes' if held else '**no**'} |"


PAGE = (PEERS / "linking.md.in").read_text("utf-8")

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
