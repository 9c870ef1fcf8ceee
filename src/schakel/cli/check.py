"""`schakel check`: is everything this installation stands on whole? For example `schakel check --pack nl`.

Exits 0 when it is, 2 when it is not: each fault names the file and place, and how to mend it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from schakel.cli import anchors as anchor_file
from schakel.cli import mail as mail_server
from schakel.ground.content.queries import Pack, PackRefused, pack_at, pack_codes, root


@dataclass(frozen=True, slots=True)
class Checked:
    """What one check found: one line for who reads it, and the faults, each a full sentence."""

    summary: str
    faults: tuple[str, ...] = ()


def content(args: argparse.Namespace) -> Checked:
    """Every shipped pack, or the one that `--pack` names by code or folder."""
    try:
        wanted = [args.pack] if args.pack else pack_codes()
    except FileNotFoundError as missing:
        return Checked("", (str(missing),))
    summaries, faults = [], []
    for name in wanted:
        folder = _folder(name)
        if folder is None:
            faults.append(
                f"There is no pack {name!r}. Shipped: {', '.join(pack_codes())}. A folder with a pack.yml works too."
            )
            continue
        try:
            summaries.append(_summary(pack_at(folder)))
        except PackRefused as refused:
            faults.extend(str(fault) for fault in refused.faults)
    return Checked("; ".join(summaries), tuple(faults))


def mail(_args: argparse.Namespace) -> Checked:
    """The mail server for alerts, when there is one; without one it says so."""
    summary, fault = mail_server.tried()
    return Checked(summary, (fault,) if fault else ())


def anchors(_args: argparse.Namespace) -> Checked:
    """The file of anchors, when there is one: is it there, and of today?"""
    summary, fault = anchor_file.tried()
    return Checked(summary, (fault,) if fault else ())


# name -> check. Each part of the house adds its own; the order is the order in which they are printed.
CHECKS: dict[str, Callable[[argparse.Namespace], Checked]] = {"content": content, "mail": mail, "anchors": anchors}


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = subparsers.add_parser(
        "check",
        help="say what is not whole, and where",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--pack", metavar="CODE|FOLDER", help="check only this content pack")
    command.add_argument("--only", choices=tuple(CHECKS), help="run only this check")


def run(args: argparse.Namespace) -> int:
    wanted = ("content",) if args.pack else (args.only,) if args.only else tuple(CHECKS)
    whole = True
    for name in wanted:
        checked = CHECKS[name](args)
        for fault in checked.faults:
            print(fault, file=sys.stderr)
        if checked.faults:
            whole = False
            print(f"{name}: {len(checked.faults)} to mend.", file=sys.stderr)
        elif checked.summary:
            print(f"{name}: {checked.summary}")
    return 0 if whole else 2


def _folder(name: str) -> Path | None:
    candidates = (root() / name, Path(name)) if not Path(name).is_absolute() else (Path(name),)
    return next((path for path in candidates if (path / "pack.yml").is_file()), None)


def _summary(pack: Pack) -> str:
    open_rows = sum(row.to_be_verified for row in pack.marked())
    return (
        f"pack {pack.code} ({pack.version}): {len(pack.indicators)} indicators, {len(pack.cards)} cards for"
        f" {len(pack.professions)} professions, {len(pack.routes)} routes, {len(pack.municipalities)} municipalities;"
        f" {open_rows} rows are still to be checked"
    )
