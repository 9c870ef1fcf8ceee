"""`schakel relink`: works out all links of a municipality again, shows what would change, and changes it when a person says so."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schakel.cli import running
from schakel.cli.relink_words import text, whole

if TYPE_CHECKING:
    from schakel.casework.bundling.actions import Run
    from schakel.ground.database.actor import Actor

DESCRIPTION = """Weighs every pair of signals of one municipality again with the model of now, and shows what would change: new and
lost links, other bands and bits, and the bundles that would be others. Nothing is changed until a focal person says so with
--apply. What people judged holds in any case.

Stop it whenever you like (Ctrl-C): given again, it goes on where it was."""
EXAMPLE = """Example: schakel relink --municipality GM9901
         schakel relink --municipality GM9901 --json changes.json
         schakel relink --municipality GM9901 --apply --as noor@waterrijk.example"""
WIDE = 40


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "relink",
        help="work out all links again and show what would change",
        description=DESCRIPTION,
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--municipality", required=True, metavar="GM0000", help="whose signals")
    command.add_argument("--json", type=Path, metavar="FILE", help="also write everything that would change here")
    command.add_argument(
        "--state", type=Path, metavar="FILE", help="where the run is kept (default: schakel-relink-GM0000.jsonl)"
    )
    command.add_argument("--anew", action="store_true", help="do not go on with a run that was stopped")
    command.add_argument("--apply", action="store_true", help="change it; needs --as")
    command.add_argument("--as", dest="login", metavar="LOGIN", help="the focal person who wants it")


def run(args: argparse.Namespace) -> int:
    """0 when done; 2 when it is refused."""
    if args.apply != bool(args.login):
        print("--apply needs --as LOGIN, and the other way round: a person decides.", file=sys.stderr)
        return 2
    if not running.prepare():
        return 2
    from schakel.casework.bundling.actions import OtherRun, compare_links
    from schakel.ground.database.refusal import Refused

    state = args.state or Path(f"schakel-relink-{args.municipality}.jsonl")
    try:
        system, person = _system(args.municipality), _person(args.login, args.municipality) if args.apply else None
        under_way = _begun(state, system, anew=args.anew, over=person is None)
        compare_links(by=system, run=under_way, told=bar("weighed"))
        _show(under_way, system, args.json)
        if person is not None:
            _apply(under_way, person, system)
            state.unlink()
    except OtherRun:
        print(
            f"{state} is of another municipality, another model, or no run: use --anew or another --state.",
            file=sys.stderr,
        )
        return 2
    except KeyboardInterrupt:
        print(
            f"\nStopped; nothing is half done. Give the command again and it goes on (kept in {state}).",
            file=sys.stderr,
        )
        return 130
    except (OSError, Refused) as trouble:
        print(trouble, file=sys.stderr)
        return 2
    return 0


def _begun(state: Path, system: Actor, *, anew: bool, over: bool) -> Run:
    """The run in this file, or a new one: `anew` in any case, `over` when that one is done."""
    from schakel.casework.bundling.actions import begun
    from schakel.engines.linkage import MODEL

    if anew:
        state.unlink(missing_ok=True)
    found = begun(state, organisation=system.organisation, model=MODEL.version)
    if found.done and over:
        state.unlink()
        found = begun(state, organisation=system.organisation, model=MODEL.version)
    return found


def bar(what: str) -> Any:
    """Shows on a terminal how far it is."""

    def told(done: int, of: int) -> None:
        if sys.stderr.isatty():
            full = WIDE * done // max(of, 1)
            end = "\n" if done >= of else ""
            print(
                f"\r[{'#' * full}{'.' * (WIDE - full)}] {done:,} of {of:,} {what}", end=end, file=sys.stderr, flush=True
            )

    return told


def _system(municipality: str) -> Actor:
    from schakel.ground.accounts.queries import organisation_of_municipality, system_actor
    from schakel.ground.database.refusal import Refused

    organisation = organisation_of_municipality(municipality)
    if organisation is None:
        raise Refused("municipality.unknown", f"No municipality {municipality} works here.")
    return system_actor(organisation.id, origin="command line")


def _person(login: str, municipality: str) -> Actor:
    from dataclasses import replace

    from schakel.ground.accounts.access import actor_named
    from schakel.ground.database.refusal import Refused

    found = actor_named(login)
    if found is None or found.municipality != municipality:
        raise Refused("account.unknown", f"Nobody of {municipality} logs in as {login}.")
    return replace(found, origin="command line")


def _show(run: Run, system: Actor, place: Path | None) -> None:
    from schakel.casework.bundling.queries import bundle_changes
    from schakel.casework.intake import queries as intake
    from schakel.ground.database.scope import acting

    with acting(system):
        bundles = bundle_changes(viewer=system, changes=run.changes)
        shown = {end for one in run.changes for end in (one.a, one.b)}
        numbers = {row: heading.number for row, heading in intake.headings(viewer=system, ids=list(shown)).items()}
    print("\n".join(text(run, bundles, numbers)))
    if place is not None:
        place.write_text(json.dumps(whole(run, bundles), indent=1), encoding="utf-8")
        print(f"Written to {place}.", file=sys.stderr)


def _apply(run: Run, person: Actor, system: Actor) -> None:
    from schakel.casework.bundling.actions import renew_links

    signals, bundles = renew_links(by=person, system=system, changes=run.changes, told=bar("pairs renewed"))
    print(f"Done: the links of {signals:,} signals were renewed, {bundles:,} bundles made anew.")
