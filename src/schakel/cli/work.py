"""`schakel work`: does what follows and was not done at once, sends mail, and calls the next on duty in time."""

from __future__ import annotations

import argparse
import sys
import time

from schakel.cli import restored, running

PAUSE_SECONDS = 2.0
TIDY_EVERY_SECONDS = 24 * 3600
CHECK_EVERY_SECONDS = 60


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "work",
        help="do what is still waiting, and throw away what is over",
        description="Takes what was left after a failure or a restart, sends mail, calls the next on duty, asks the virus scanner "
        "again about files it did not answer on, and once a day throws away what is over, verifies every trail and anchors it, "
        "until it is stopped.",
        epilog="Example: schakel work --once",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--once", action="store_true", help="do what is waiting now, and stop")


def run(args: argparse.Namespace) -> int:
    if not running.prepare() or restored.catch_up():
        return 2
    from schakel.site import anchoring, housekeeping, lists, reactions, rounds

    tidied = checked = 0.0
    while True:
        if time.monotonic() - tidied > TIDY_EVERY_SECONDS or not tidied:
            housekeeping.tidy()
            housekeeping.go_on_with_keys()
            anchoring.watch()
            tidied = time.monotonic()
        housekeeping.call_on()
        if time.monotonic() - checked > CHECK_EVERY_SECONDS or not checked:
            housekeeping.check_files()
            rounds.hold_round()
            checked = time.monotonic()
        done = reactions.run_pending(slow=True) + lists.go_on()
        if args.once:
            print(f"{done} done.", file=sys.stderr)
            return 0
        if not done:
            time.sleep(PAUSE_SECONDS)
