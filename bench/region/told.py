"""What was measured, as a page."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

PARTS = {
    "signal read from intake": "signals_for_bundling",
    "reading and keys written": "keep",
    "what is near": "near",
    "pairs chosen": "pairs_touched",
    "unsealing": "readings",
    "weighing": "_edges",
    "links compared and written, with unsealing and weighing": "weigh",
    "bundles": "regroup",
    "covenant": "tell",
    "trail": "record",
    "commit": "_commit",
}
"""By what a reader knows it as: the function of the product, with all it calls."""


@dataclass
class Timed:
    """Milliseconds of single arrivals among `size` signals; `parts`: share of the whole."""

    size: int
    clock: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    parts: dict[str, float] = field(default_factory=dict)
    bytes: dict[str, float] = field(default_factory=dict)
    floor: dict[str, float] = field(default_factory=dict)
    queries: float = 0.0
    undone: list[float] = field(default_factory=list)


def percentile(values: Sequence[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def tables(found: Sequence[Timed]) -> str:
    return "\n\n".join([_times(found), _shares(found), _sizes(found), _floors(found)])


def _times(found: Sequence[Timed]) -> str:
    rows = [
        [
            f"{one.size:,}",
            *(f"{percentile(one.clock, part):.1f}" for part in (50, 95, 99)),
            *(f"{percentile(one.cpu, part):.1f}" for part in (50, 95)),
            f"{one.queries:.0f}",
        ]
        for one in found
    ]
    heads = ["signals", "clock p50 ms", "p95", "p99", "processor p50 ms", "p95", "queries p50"]
    return _table(heads, rows)


def _shares(found: Sequence[Timed]) -> str:
    rows = [[part, *(f"{one.parts[part]:.0%}" for one in found)] for part in PARTS]
    return _table(["part of an arrival", *(f"{one.size:,}" for one in found)], rows)


def _sizes(found: Sequence[Timed]) -> str:
    rows = [[f"`{name}`", *(f"{one.bytes[name]:,.0f}" for one in found)] for name in found[0].bytes]
    rows.append(["all", *(f"{sum(one.bytes.values()):,.0f}" for one in found)])
    return _table(["bytes a signal", *(f"{one.size:,}" for one in found)], rows)


def _floors(found: Sequence[Timed]) -> str:
    rows = [[name, *(f"{one.floor[name]:.3f}" for one in found)] for name in found[0].floor]
    return _table(["floor, p50 ms", *(f"{one.size:,}" for one in found)], rows)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def commit(root: Path) -> str:
    asked = ["git", "rev-parse", "--short", "HEAD"]
    done = subprocess.run(asked, cwd=root, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def measured_on(root: Path) -> str:
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, commit {commit(root)}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores "
        f"shared with other work (load {load})"
    )
