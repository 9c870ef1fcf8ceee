"""`schakel keys`: look after the keys: see what there is, renew it, try a copy, and answer a loss or a theft."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from uuid import UUID

from schakel.cli import running, shares

UNFINISHED = 1


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    top = commands.add_parser(
        "keys",
        help="look after the keys: status, rotate, rewrap, rehearse, stolen, split, join",
        description="Looks after the keys. Everybody works on while it does. See docs/how-to/keys.md.",
    )
    verbs = top.add_subparsers(dest="verb", metavar="verb", required=True)
    verbs.add_parser("status", help="say which keys there are, since when and who wraps them")
    rotate = verbs.add_parser(
        "rotate",
        help="give organisations a new data key and seal their texts anew",
        description="Gives each organisation a new data key and seals what it has anew. Stopped half-way it goes on when it is run again.",
    )
    rotate.add_argument("--organisation", type=UUID, help="only this organisation")
    rotate.add_argument(
        "--now", action="store_true", help="destroy the old key at once (else schakel work does after a day)"
    )
    rotate.add_argument("--blind", action="store_true", help="also a new root for the keys by which things are found")
    rewrap = verbs.add_parser(
        "rewrap",
        help="wrap all keys with a new key file, or with a key in a device",
        description="Puts a new key on top of the key file and wraps every key with it. Texts stay as they are; it takes a moment.",
        epilog="Example: schakel keys rewrap --copy /media/usb/schakel.key",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _place(rewrap)
    rewrap.add_argument(
        "--drop", action="store_true", help="then take the lines from the key file that nothing needs any more"
    )
    rehearse = verbs.add_parser("rehearse", help="try whether a copy of the key file opens everything; changes nothing")
    rehearse.add_argument("copy", type=Path, metavar="FILE")
    _place(
        verbs.add_parser("stolen", help="somebody has the key: renew everything at once, and say what could be read")
    )
    shares.add(verbs)


def _place(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--as-it-stands", action="store_true", help="make no new key: wrap with the first line there is"
    )
    command.add_argument(
        "--to", default="", metavar="ADDRESS", help="pkcs11:... of a key in a device (default: a new own key)"
    )
    command.add_argument(
        "--copy", type=Path, metavar="FILE", help="first write the new key file here too, and read it back"
    )


def run(args: argparse.Namespace) -> int:
    """0 when done, 1 when something is left to do, 2 when it cannot be done."""
    if not running.prepare():
        return 2
    from django.db import DatabaseError

    from schakel.ground.vault.actions import CannotUnseal, KeyTrouble

    verbs = {
        "status": _status, "rotate": _rotate, "rewrap": _rewrap, "rehearse": _rehearse, "stolen": _stolen,
        "split": shares.split, "join": shares.join,
    }  # fmt: skip
    try:
        return verbs[args.verb](args)
    except KeyTrouble as trouble:
        print(trouble, file=sys.stderr)
    except DatabaseError as trouble:
        told = f"The database does not answer as its owner ({type(trouble).__name__})"
        print(f"{told}: check DATABASE_OWNER_URL, and run schakel serve --migrate.", file=sys.stderr)
    except CannotUnseal:
        print(
            "A key in the database was changed and cannot be opened: put the database back from a backup.",
            file=sys.stderr,
        )
    return 2


def _status(args: argparse.Namespace) -> int:
    from schakel.ground.vault.actions import all_keys, open_key_file

    del args
    file = open_key_file()
    kinds = {one.id: f"{one.kind} {one.id.hex()}" for one in file.keepers}
    print(f"Wraps: {kinds[file.id]}; {len(file.keepers) - 1} older lines in the key file.")
    for row in all_keys():
        what = f"organisation {row.organisation} data key {row.version}" if row.organisation else f"root {row.version}"
        state = "in use" if row.counts else "stands by"
        print(f"{what}: {state}, made {row.made_at:%Y-%m-%d}, wrapped by {kinds[row.key_id]}")
    return 0


def _rotate(args: argparse.Namespace) -> int:
    from schakel.site import reblinding, renewing

    whole = True
    for organisation in [args.organisation] if args.organisation else renewing.organisations_with_keys():
        done = renewing.renew(organisation, at_once=args.now)
        print(
            f"{organisation}: key {done.version}, {done.sealed} texts sealed anew, {done.retired} old keys destroyed."
        )
        for row in done.broken:
            print(f"Opens with no key, put it back from a backup: {row}", file=sys.stderr)
        whole = whole and not done.waiting and not done.broken
    if args.blind:
        whole = reblinding.renew(told=print) and whole
    return 0 if whole else UNFINISHED


def _rewrap(args: argparse.Namespace) -> int:
    from schakel.ground.vault.actions import drop_unused
    from schakel.site import keyring

    count = keyring.rewrap() if args.as_it_stands else keyring.wrap_anew(address=args.to, copy=args.copy)
    print(f"{count} keys wrapped anew.")
    if args.drop:
        print(
            f"{drop_unused()} lines taken from the key file. Keep the old copy as long as a backup of the database from before."
        )
    if not args.copy:
        print("Copy the key file to where its copies are kept, now.", file=sys.stderr)
    return 0


def _rehearse(args: argparse.Namespace) -> int:
    from schakel.ground.vault.actions import key_file_in, try_copy
    from schakel.site.sealed import SEALED

    done = try_copy(key_file_in(args.copy), SEALED)
    for fault in done.faults:
        print(f"Does not open: {fault}", file=sys.stderr)
    print(f"{done.keys} keys and {done.texts} texts opened with {args.copy}, {len(done.faults)} did not.")
    return UNFINISHED if done.faults else 0


def _stolen(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from schakel.site import keyring

    print(
        f"Begun {timezone.localtime():%Y-%m-%d %H:%M}. Who has the key and a copy of the database of before this moment can read:"
    )
    for one in keyring.exposed():
        print(f"  {one.name or one.organisation}")
        for name, count in one.texts.items():
            print(f"    {count} {keyring.WORDS.get(name, name)}")
    whole = keyring.answer_theft(address=args.to, copy=args.copy, as_it_stands=args.as_it_stands, told=print)
    print(
        "Then: renew SCHAKEL_SECRET_KEY and the secrets of single sign-on at their providers, let people set up their second step anew,"
    )
    print(
        "and destroy or move the backups of before. A data breach is reported within 72 hours of its discovery (AVG 33): docs/how-to/keys.md."
    )
    if not whole:
        print("Not everything is done yet: give this command again.", file=sys.stderr)
    return 0 if whole else UNFINISHED
