"""`schakel load`: earlier signals from a file, through the same action as the desk and in somebody's name."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from schakel.cli import running

if TYPE_CHECKING:
    from schakel.casework.intake.queries import ReadRow
    from schakel.ground.database.actor import Actor

MOST_TOLD = 100


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "load",
        help="read in earlier signals from a file",
        description="Reads JSON Lines, CSV or XLSX in the exchange format. When a line cannot go in, it says which, "
        "what and why, and nothing is written. Running it again changes nothing.",
        epilog="Example: schakel load signals.jsonl --municipality GM9901 --as noor@waterrijk.example",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("file", type=Path, metavar="FILE", help="signals.jsonl, .csv or .xlsx")
    command.add_argument("--municipality", required=True, metavar="GM0000", help="for whom the signals are")
    command.add_argument("--as", dest="login", required=True, metavar="LOGIN", help="who reads them in")
    command.add_argument("--good-lines", action="store_true", help="read in what can go in, and name the rest")


def run(args: argparse.Namespace) -> int:
    """0 when all is in; 2, with line, field and reason, when something is refused."""
    if not running.prepare():
        return 2
    from schakel.casework.intake.queries import FileRefused, judged, read_file
    from schakel.ground.database.refusal import Refused

    try:
        actor = _actor(args.login, args.municipality)
        rows = judged(read_file(args.file.name, args.file.read_bytes()), municipality=args.municipality)
    except (OSError, FileRefused, Refused) as trouble:
        print(f"{args.file}: {trouble}" if isinstance(trouble, FileRefused) else trouble, file=sys.stderr)
        return 2
    bad = [row for row in rows if row.faults]
    _tell(bad)
    if bad and not args.good_lines:
        print("Nothing was read in. Mend these lines, or use --good-lines.", file=sys.stderr)
        return 2
    return _take_in(actor, args.municipality, [row for row in rows if not row.faults]) or (2 if bad else 0)


def _actor(login_name: str, municipality: str) -> Actor:
    """Who reads in. Refused for somebody who may not, or not for this municipality."""
    from dataclasses import replace

    from schakel.ground.accounts.access import actor_named, demand
    from schakel.ground.database.refusal import Refused
    from schakel.ground.database.scope import acting

    found = actor_named(login_name)
    if found is None:
        raise Refused("account.unknown", f"Nobody here logs in as {login_name}.")
    actor = replace(found, origin="command line")
    with acting(actor):
        demand(actor, "import.signals")
    if actor.municipality != municipality:
        raise Refused("municipality.other", f"{login_name} reads in for {actor.municipality}, not for {municipality}.")
    return actor


def _take_in(actor: Actor, municipality: str, rows: list[ReadRow]) -> int:
    from schakel.casework.intake.actions import import_signals
    from schakel.site import reactions

    result = import_signals(by=actor, municipality=municipality, rows=rows)
    while reactions.run_pending():
        pass
    print(f"New: {result.new}. Known already: {result.known}. Refused: {len(result.refused)}.")
    for row in result.refused:
        for fault in row.faults:
            print(f"line {row.line}: {fault.field}: {fault.text}", file=sys.stderr)
    return 2 if result.refused else 0


def _tell(bad: list[ReadRow]) -> None:
    told = [(row.line, fault) for row in bad for fault in row.faults]
    for line, fault in told[:MOST_TOLD]:
        print(f"line {line}: {fault.field or 'line'}: {fault.text}", file=sys.stderr)
    if len(told) > MOST_TOLD:
        print(f"... and {len(told) - MOST_TOLD} more.", file=sys.stderr)
