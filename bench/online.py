"""One signal comes in: what does it cost to link it? `python bench/online.py [SIZES] [--profile] [--home=FOLDER]`

Loads an invented region of that many signals into one durable database, over three municipalities of which two share a
covenant, and lets signals come in one by one through `link_arrival`: the whole path, committed. By size the time on the
clock and of the processor, by part, bytes a signal, and the floor of the same machine beside it.
SIZES: 1000 and 10000 if not given. With 100000 and more the links among what is loaded are left out: see the page.
`--profile` prints where the time goes; `--home` keeps the server. The page is docs/reference/online.md.
"""

from __future__ import annotations

import cProfile
import pstats
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "bench")]

from region.told import PARTS, Timed, measured_on, tables  # noqa: E402

SIZES = (1_000, 10_000)
ARRIVALS, WARM, PROFILED = 200, 20, 10
HOUSES = ("waterrijk", "noorderwaard", "zuiderveen")
CLERKS = ("joost", "anouk", "elif_")
LINKED_UP_TO = 10_000


def measured(running: Any, size: int, arrivals: int) -> Timed:
    from region.made import signals
    from region.served import bytes_a_signal, database, floor

    found, name = Timed(size), f"online_{size}"
    with database(running, name):
        by = systems()
        told = list(signals(size + arrivals + WARM))
        random.Random(3).shuffle(told)
        stocked(running, name, by, told[:size])
        found.bytes = bytes_a_signal(running, name, size)
        _arrive(found, by[0], [registered(one) for one in told[size:]])
        found.floor = floor(running, name)
    return found


def systems() -> list[Any]:
    """The systems of three municipalities."""
    from schakel.ground.accounts.queries import system_actor
    from tests.cast import Cast

    return [system_actor(Cast().organisation(name)) for name in HOUSES]


def stocked(running: Any, name: str, by: list[Any], told: list[Any]) -> None:
    """The tables filled, each municipality with its share."""
    from region.served import settled
    from region.stock import stock

    for at, one in enumerate(by):
        stock(running, name, one, told[at :: len(by)], linked=len(told) <= LINKED_UP_TO)
    settled(running, name)


def registered(told: Any, house: int = 0) -> Any:
    """Sent in by a clerk of one of the municipalities; not linked yet."""
    from schakel.casework.bundling.tests.file import send
    from tests.cast import Cast

    row = {
        "observed_on": told.observed_on.isoformat(), "narrative": "", "function": "desk", "organisation_kind": "municipality",
        "observations": [{"indicator": code, "answer": "seen"} for code in told.codes],
        "mentions": [{"kind": kind, "value": value} for kind, value in told.mentions],
    }  # fmt: skip
    return send(row, by=getattr(Cast(), CLERKS[house]), municipality=f"GM990{house + 1}")


def _arrive(found: Timed, by: Any, waiting: list[Any]) -> None:
    """Every tenth is profiled and its queries are counted; the others are timed."""
    from django.db import connection

    from schakel.casework.bundling import actions

    asked: list[int] = []

    def count(execute: Callable[..., Any], *given: Any) -> Any:
        asked[-1] += 1
        return execute(*given)

    profile = cProfile.Profile()
    for at, signal in enumerate(waiting):
        if at < WARM:
            actions.link_arrival(by=by, signal=signal)
        elif at % PROFILED == 0:
            asked.append(0)
            with connection.execute_wrapper(count):
                profile.runcall(actions.link_arrival, by=by, signal=signal)
        else:
            began, spent = time.perf_counter(), time.process_time()
            actions.link_arrival(by=by, signal=signal)
            found.cpu.append((time.process_time() - spent) * 1e3)
            found.clock.append((time.perf_counter() - began) * 1e3)
    found.queries, found.parts = statistics.median(asked), _shares(profile)


def _shares(profile: cProfile.Profile) -> dict[str, float]:
    stats = pstats.Stats(profile)
    if "--profile" in sys.argv:
        stats.sort_stats("cumulative").print_stats(70)
        stats.sort_stats("tottime").print_stats(30)
    spent = [(name, file, row[3]) for (file, _line, name), row in stats.stats.items()]  # type: ignore[attr-defined]
    whole = next(took for name, _file, took in spent if name == "link_arrival")
    return {
        part: sum(took for name, file, took in spent if name == function and ("schakel" in file or name == "_commit"))
        / whole
        for part, function in PARTS.items()
    }


def main(arguments: list[str]) -> int:
    from region.served import server

    sizes = [int(word) for word in arguments if word.isdigit()] or list(SIZES)
    given = dict(word.removeprefix("--").split("=") for word in arguments if "=" in word)
    with server(given.get("home", "")) as running:
        found = [measured(running, size, int(given.get("arrivals", ARRIVALS))) for size in sizes]
    print(f"{measured_on(ROOT)}\n\n{tables(found)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
