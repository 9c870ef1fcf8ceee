"""`schakel restored`: after a copy of the database was put back, does again what was taken out or destroyed since."""

from __future__ import annotations

import argparse
import sys

from schakel.cli import running


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    commands.add_parser(
        "restored",
        help="after a backup was put back: take out again what was taken out since",
        description="A backup still holds who was taken out, and what was destroyed, after it was made. This reads the clearing "
        "ledger (SCHAKEL_LEDGER_FILE, else beside the key file), does all of it again, and carries out the terms that are over. "
        "Done twice it changes nothing. `schakel serve` does the same before anybody can log in, and refuses to start when it "
        "cannot be done.",
        epilog="Example: schakel restored",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def run(args: argparse.Namespace) -> int:
    """0 when the database is as it has to be; 2, with a sentence, when a person has to look."""
    if not running.prepare():
        return 2
    return catch_up(say_so=True)


def catch_up(*, say_so: bool = False) -> int:
    """Does what is missing, if anything is. 0, or 2 after a sentence for each thing that could not be done."""
    from schakel.casework.rights.queries import LedgerTrouble
    from schakel.site import restoring

    try:
        if not restoring.behind():
            if say_so:
                print("This database is not older than the clearing ledger: nothing to do.")
            return 0
        made = restoring.restored()
    except LedgerTrouble as trouble:
        print(trouble, file=sys.stderr)
        return 2
    print(
        f"A copy was put back: {made.cleared} clearings, {made.destroyed} signals and {made.restricted} restrictions done again, "
        f"{made.withdrawn} consents ended again; "
        f"{made.unsent} drafts and saved lists of before went; {made.terms['signals']} signals past their term went."
    )
    for line in made.stuck:
        print(
            f"Line {line} of the clearing ledger could not be done again: somebody has to look before anybody logs in.",
            file=sys.stderr,
        )
    return 2 if made.stuck else 0
