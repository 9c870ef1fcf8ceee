"""`schakel audit`: is the trail whole, and a note kept elsewhere by which a cut-off end shows."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from uuid import UUID

from schakel.cli import running

FAULTS_FOUND = 1


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    top = subparsers.add_parser(
        "audit", help="verify the trail, or anchor it", description="Verifies the trail, or anchors it."
    )
    verbs = top.add_subparsers(dest="verb", metavar="verb", required=True)
    verify = verbs.add_parser(
        "verify",
        help="find what was changed, removed, inserted or put in another order",
        description="Computes every hash anew. Ends with 0 when the trail is whole, 1 when it is not, 2 when it could not look.",
        epilog="Example: schakel audit verify --anchor /mnt/elsewhere/schakel.anchors",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verify.add_argument(
        "--anchor", type=Path, metavar="FILE", help="also compare with this file, so that a cut-off end shows"
    )
    verify.add_argument("--organisation", type=UUID, help="only this organisation")
    anchor = verbs.add_parser(
        "anchor",
        help="add the last hash of every trail to a file",
        description="Keep the file where the administrator of the database cannot write.",
        epilog="Example: schakel audit anchor /mnt/elsewhere/schakel.anchors",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    anchor.add_argument("file", type=Path, metavar="FILE")


def run(args: argparse.Namespace) -> int:
    if not running.prepare():
        return 2
    if args.verb == "anchor":
        return _anchor(args.file)
    return _verify(args.anchor, args.organisation)


def _anchor(file: Path) -> int:
    from schakel.site import anchoring

    try:
        found = anchoring.append(file)
    except OSError as error:
        print(f"{file} cannot be written ({error.strerror}): name a file on another system.", file=sys.stderr)
        return 2
    print(f"{found} trails anchored in {file}.")
    return 0


def _verify(file: Path | None, only: UUID | None) -> int:
    from schakel.ground.audit.queries import AnchorTrouble, anchors_in, heads, verify

    try:
        anchors = anchors_in(file.read_text(encoding="ascii")) if file else []
    except (AnchorTrouble, OSError, UnicodeDecodeError) as trouble:
        print(f"{file} cannot be used as an anchor: {trouble}", file=sys.stderr)
        return 2
    organisations = {anchor.organisation for anchor in (*heads(), *anchors)} if only is None else {only}
    faults = [fault for organisation in sorted(organisations) for fault in verify(organisation, anchors=anchors)]
    for fault in faults:
        print(fault)
    print(f"{len(organisations)} trails read, {len(faults)} faults.")
    if file is None:
        print("Without --anchor a cut-off end cannot be seen.", file=sys.stderr)
    return FAULTS_FOUND if faults else 0
