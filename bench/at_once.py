"""How many signals a second, durable, from several processes at once? `python bench/at_once.py [SIZE] [--home=FOLDER] [arrivals=N]`

Loads SIZE signals (10,000 if not given) over three municipalities, registers N more (240) and lets two, then four processes
link them, each on connections of its own, the municipalities mixed. Afterwards what was found is compared with what working
everything out again gives: the lists of changes must be empty. Ends with 1 when they are not.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "bench")]

from online import HOUSES, registered, stocked, systems  # noqa: E402
from region.told import measured_on  # noqa: E402


def measured(running: Any, size: int, arrivals: int, home: str) -> tuple[list[tuple[int, float]], int]:
    """(processes, signals a second) each, and in how many pairs the outcome differs from all at once."""
    from region.made import signals
    from region.served import database

    with database(running, "at_once"):
        by = systems()
        told = list(signals(size + 2 * arrivals))
        random.Random(3).shuffle(told)
        stocked(running, "at_once", by, told[:size])
        waiting = [(at % len(by), registered(one, at % len(by))) for at, one in enumerate(told[size:])]
        rates = [
            (count, arrivals / _linked(running, waiting[at : at + arrivals], count, home))
            for count, at in ((2, 0), (4, arrivals))
        ]
        return rates, sum(_differs(one) for one in by)


def _linked(running: Any, waiting: list[tuple[int, Any]], count: int, home: str) -> float:
    """Seconds from the word to begin until the last one is done."""
    workers = [
        subprocess.Popen(
            [sys.executable, __file__, "worker", str(running.socket), home, *(f"{house}:{signal}" for house, signal in waiting[at::count])],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for at in range(count)
    ]  # fmt: skip
    for worker in workers:
        worker.stdout.readline()  # type: ignore[union-attr]
    began = time.perf_counter()
    for worker in workers:
        worker.stdin.write("go\n")  # type: ignore[union-attr]
        worker.stdin.flush()  # type: ignore[union-attr]
    for worker in workers:
        if worker.wait() != 0:
            raise SystemExit("a worker failed")
    return time.perf_counter() - began


def work(words: list[str]) -> int:
    """What one process does: ready, then everything it was given, one transaction each."""
    import os
    from types import SimpleNamespace
    from uuid import UUID

    import conftest

    conftest.pytest_configure(SimpleNamespace())  # type: ignore[arg-type]
    os.environ["SCHAKEL_KEY_FILE"] = str(Path(words[1]) / "key" / "schakel.key")
    from schakel.casework.bundling import actions
    from tests import clones

    clones.point(clones.Clone("at_once", SimpleNamespace(socket=words[0])))  # type: ignore[arg-type]
    by = systems()
    print("ready", flush=True)
    sys.stdin.readline()
    for word in words[2:]:
        house, signal = word.split(":")
        actions.link_arrival(by=by[int(house)], signal=UUID(signal))
    return 0


def _differs(by: Any) -> int:
    from schakel.casework.bundling import actions
    from schakel.engines.linkage import MODEL

    with tempfile.TemporaryDirectory() as folder:
        run = actions.begun(Path(folder) / "run", organisation=by.organisation, model=MODEL.version)
        actions.compare_links(by=by, run=run)
        return len(run.changes)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["worker"]:
        return work(arguments[1:])
    from region.served import server

    given = dict(word.removeprefix("--").split("=") for word in arguments if "=" in word)
    size = next((int(word) for word in arguments if word.isdigit()), 10_000)
    with tempfile.TemporaryDirectory(prefix="schakel-at-once-") as folder:
        home = given.get("home", folder)
        with server(home) as running:
            rates, differs = measured(running, size, int(given.get("arrivals", 240)), home)
    print(f"{measured_on(ROOT)}; {size:,} signals over {len(HOUSES)} municipalities")
    for count, rate in rates:
        print(f"{count} processes: {rate:.1f} durable signals a second")
    print(f"pairs in which the outcome differs from all at once: {differs}")
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
