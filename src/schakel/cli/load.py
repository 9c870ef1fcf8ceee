"""`schakel load`: earlier signals from a file, through the same action as the desk and in somebody's name."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from schakel.cli import running
from schakel.cli.speaking import say, told

if TYPE_CHECKING:
    from schakel.casework.intake.actions import ImportRow
    from schakel.casework.intake.queries import Provenances, ReadFile, ReadRow
    from schakel.ground.database.actor import Actor

DESCRIPTION = """Reads JSON Lines, CSV or XLSX in the exchange format. When a line cannot go in, it says which, what and
why, and nothing is written. Running it again changes nothing.

Data of police, bank or healthcare comes in only as a recorded provision or on a stated basis: say so with --provision,
once for each kind of organisation in the file. The bases are in content/nl/legal_bases.yml."""
EXAMPLE = """Example: schakel load signals.jsonl --municipality GM9901 --as noor@waterrijk.example
         schakel load register.xlsx --municipality GM9901 --as noor@waterrijk.example --good-lines \\
             --bad-lines mend.xlsx --provision police G-police-municipality-19 PL-2026-0012 2026-11-20"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "load",
        help="read in earlier signals from a file",
        description=DESCRIPTION,
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("file", type=Path, metavar="FILE", help="signals.jsonl, .csv or .xlsx")
    command.add_argument("--municipality", required=True, metavar="GM0000", help="for whom the signals are")
    command.add_argument("--as", dest="login", required=True, metavar="LOGIN", help="who reads them in")
    command.add_argument("--good-lines", action="store_true", help="read in what can go in, and name the rest")
    command.add_argument(
        "--bad-lines", type=Path, metavar="FILE", help="write the lines that cannot go in here, with what is wrong"
    )
    command.add_argument(
        "--provision",
        nargs=4,
        action="append",
        default=[],
        metavar=("KIND", "BASIS", "REFERENCE", "DATE"),
        help="on what basis data of police, bank or healthcare was given",
    )


def run(args: argparse.Namespace) -> int:
    """0 when all is in; 2, with line, field and reason, when something is refused."""
    if not running.prepare():
        return 2
    from schakel.casework.intake.queries import FileRefused, judged, read_file
    from schakel.ground.database.refusal import Refused

    try:
        actor = _actor(args.login, args.municipality)
        provenances = _provenances(args.provision)
        read = read_file(args.file.name, args.file.read_bytes())
        rows = judged(read.rows, municipality=args.municipality, provenances=provenances)
    except FileRefused as refused:
        print(told([(refused.line, refused.fault)])[0], file=sys.stderr)
        return 2
    except (OSError, Refused) as trouble:
        print(trouble, file=sys.stderr)
        return 2
    for note in read.notes:
        print(say(note), file=sys.stderr)
    bad = [row for row in rows if row.faults]
    _tell(bad)
    if bad and not _given_back(args.bad_lines, read, bad):
        return 2
    if bad and not args.good_lines:
        print("Nothing was read in. Mend these lines, or use --good-lines.", file=sys.stderr)
        return 2
    good = [row for row in rows if not row.faults]
    return _take_in(actor, args.municipality, good, provenances) or (2 if bad else 0)


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


def _provenances(given: list[list[str]]) -> Provenances:
    """By kind of organisation. Refused for a day that is none; the rest is judged with the lines."""
    from schakel.casework.intake.actions import Provenance
    from schakel.ground.database.refusal import Refused

    found = {}
    for kind, basis, reference, day in given:
        try:
            found[kind] = Provenance(basis, reference, date.fromisoformat(day))
        except ValueError as trouble:
            raise Refused(
                "provenance.date", f"--provision {kind}: {day!r} is not a day, such as 2026-02-03."
            ) from trouble
    return found


def _given_back(place: Path | None, read: ReadFile, bad: list[ReadRow]) -> bool:
    """Whether the lines to mend were written, or were not asked for."""
    from schakel.casework.intake.queries import returned
    from schakel.cli.bundle import write_bytes

    if place is None:
        return True
    try:
        write_bytes(place, returned(read.kind, bad, headings=read.headings, comma=read.comma, say=say))
    except OSError as problem:
        print(f"{place}: {problem.strerror}", file=sys.stderr)
        return False
    return True


def _take_in(actor: Actor, municipality: str, rows: list[ReadRow], provenances: Provenances) -> int:
    from schakel.casework.intake.actions import import_signals
    from schakel.site import reactions

    result = import_signals(by=actor, municipality=municipality, rows=rows, provenances=provenances)
    while reactions.run_pending():
        pass
    print(f"New: {result.new}. Known already: {result.known}. Refused: {len(result.refused)}.")
    _tell(result.refused)
    return 2 if result.refused else 0


def _tell(bad: Sequence[ReadRow | ImportRow]) -> None:
    for sentence in told((row.line, fault) for row in bad for fault in row.faults):
        print(sentence, file=sys.stderr)
