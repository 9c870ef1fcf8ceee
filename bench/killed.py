"""Is anything lost when things die? `python bench/killed.py [ROUNDS [MINUTES]]`: a storm on an installation of its own, counted.

Each round signals come in and the web server, one of its workers, the database or an import is killed with SIGKILL at a
random moment. It is started again, and everything that was sent is sent again. Writes nothing outside a temporary place.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.installation import installation  # noqa: E402
from tests.storm import KINDS, Storm  # noqa: E402

ROUNDS, SEED = 200, 2026
LONGEST = 40  # minutes; no round begins after that


def main(rounds: int, minutes: int) -> int:
    began = time.monotonic()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that stopping it also clears away what it started
    with installation() as house:
        storm = Storm(house, SEED)
        storm.rages(rounds, until=began + minutes * 60, say=lambda line: print(line, file=sys.stderr, flush=True))
    print(table(storm, time.monotonic() - began))
    return 1 if storm.faults else 0


def table(storm: Storm, took: float) -> str:
    counted = storm.counted
    lines = [
        ("commit", commit()),
        ("seed", storm.seed),
        ("rounds", counted["rounds"]),
        *((f"  killed: {kind}", counted[f"killed: {kind}"]) for kind in dict.fromkeys(KINDS)),
        ("signals sent", len(storm.sent)),
        ("  first answer lost in the kill", counted["answers lost"]),
        ("  of those already in", counted["in without an answer"]),
        ("  of those not in yet", counted["not in yet"]),
        ("reactions left waiting by a kill", counted["left waiting"]),
        ("starts of the database that came too soon", storm.refusals.total()),
        ("longest recovery, seconds", f"{storm.slowest:.1f}"),
        ("seconds in all", f"{took:.0f}"),
        ("faults (lost, twice, not linked, trail)", len(storm.faults)),
    ]
    width = max(len(name) for name, _ in lines)
    return "\n".join(
        [
            *(f"{name:<{width}}  {value}" for name, value in lines),
            *(f"{many} times: {said}" for said, many in storm.refusals.items()),
            *storm.faults,
        ]
    )


def commit() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    sys.exit(main(*numbers, *(ROUNDS, LONGEST)[len(numbers) :]))
