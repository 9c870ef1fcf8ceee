"""`schakel handover`: gives the police an image that was shut, which nobody can open any more."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from schakel.cli import running


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "handover",
        help="give the police an image that was shut",
        description="Only when the police ask for it, with an officer beside you, onto the medium the officer brings. Do not "
        "look at it and keep no copy. It writes one file that nobody else on this machine may read, and a line in the trail "
        "of the municipality. It refuses a file that was not shut.",
        epilog="Example: schakel handover --municipality GM9901 --signal 12 --file 1 --to /media/police/image",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--municipality", required=True, metavar="GM0000", help="whose signal it is")
    command.add_argument("--signal", required=True, type=int, metavar="NUMBER", help="number of the signal")
    command.add_argument("--file", required=True, type=int, metavar="NUMBER", help="number of the file in the signal")
    command.add_argument("--to", required=True, type=Path, metavar="PATH", help="where to write it; must not exist yet")


def run(args: argparse.Namespace) -> int:
    """0 when it is written; 2, with one sentence, when there is no such file, it is not shut, or it cannot be written."""
    if not running.prepare():
        return 2
    from schakel.casework.intake import actions
    from schakel.ground.accounts import queries as accounts
    from schakel.ground.database.refusal import Refused
    from schakel.ground.database.scope import acting

    organisation = accounts.organisation_of_municipality(args.municipality)
    if organisation is None:
        print(f"No municipality {args.municipality} takes part here.", file=sys.stderr)
        return 2
    system = accounts.system_actor(organisation.id)
    try:
        with acting(system):  # what cannot be written was not handed over: the line in the trail goes with it
            _write(args.to, actions.hand_over(by=system, number=args.signal, position=args.file).content)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except OSError as trouble:
        print(f"{args.to} cannot be written: {trouble.strerror}.", file=sys.stderr)
        return 2
    print(f"Written to {args.to}. The trail of {args.municipality} says that it was handed over.")
    return 0


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
