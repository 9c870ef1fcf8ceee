"""`schakel administrator`: the first account of an installation, made where only its keeper can type."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import TYPE_CHECKING

from schakel.cli import running

if TYPE_CHECKING:
    from schakel.ground.accounts.actions import Invitation


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "administrator",
        help="make the first functional administrator",
        description="Makes the organisation that looks after this installation and its first functional administrator. "
        "Works once: afterwards administrators make accounts.",
        epilog="Example: schakel administrator --municipality Utrecht --login a.jansen@utrecht.example",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument(
        "--municipality", metavar="NAME|GM0000", help="name or code, when the organisation is a municipality"
    )
    command.add_argument("--organisation", metavar="NAME", help="name on the screen (default: Gemeente and the name)")
    command.add_argument("--kind", default="other", help="kind of organisation when it is not a municipality: ngo, ...")
    command.add_argument("--login", required=True, metavar="NAME", help="login name of one person, e-mail style")
    command.add_argument("--name", metavar="NAME", help="the person's name on the screen (default: the login name)")
    command.add_argument("--link", action="store_true", help="print a one-time link instead of asking for a password")


def run(args: argparse.Namespace) -> int:
    """0 when made; 2, with one sentence, when there is an account already or something does not fit."""
    if not running.prepare():
        return 2
    from django.conf import settings

    from schakel.ground.accounts import actions
    from schakel.ground.database.refusal import Refused

    try:
        place, name = the_organisation(args.municipality, args.organisation)
        made = actions.first_administrator(
            mode=settings.MODE,
            organisation=name,
            municipality=place,
            kind="municipality" if place else args.kind,
            login_name=args.login,
            name=args.name or args.login,
        )
    except (Refused, ValueError) as refusal:
        print(refusal, file=sys.stderr)
        return 2
    if args.link or not sys.stdin.isatty() or not ask_password(made):
        print_link(made)
    print("Then log in and open /begin: it leads through the rest in about ten minutes.")
    return 0


def the_organisation(typed: str | None, name: str | None) -> tuple[str | None, str]:
    """Code and name on the screen, from what was typed: a name or a code of today. ValueError says what is missing."""
    from schakel.ground.places import queries as places

    if not typed:
        if not name:
            raise ValueError("Give --municipality, or --organisation for one that is no municipality.")
        return None, name
    if places.is_code(typed.upper()):
        known = places.municipality(typed.upper())
        return typed.upper(), name or (f"Gemeente {known.name}" if known else typed.upper())
    wanted = places.search_form(typed)
    found = next((row for row in places.find_municipalities(typed) if places.search_form(row.name) == wanted), None)
    if found is None:
        near = ", ".join(row.name for row in places.find_municipalities(typed)[:5])
        raise ValueError(f"There is no municipality called {typed} today.{f' Near: {near}.' if near else ''}")
    return found.code, name or f"Gemeente {found.name}"


def ask_password(made: Invitation) -> bool:
    """Asks twice, without showing it; False when the keeper gives up (an empty line), and then the link remains."""
    from django.core.exceptions import ValidationError

    from schakel.ground.accounts import access, actions
    from schakel.ground.database.scope import acting

    actor = access.actor_of_link(made.secret)
    while actor is not None and (password := getpass.getpass("Password (empty: use a link): ")):
        if password != getpass.getpass("Once more: "):
            print("These differ.", file=sys.stderr)
            continue
        try:
            with acting(actor):
                actions.choose_password(by=actor, secret=made.secret, password=password)
        except ValidationError as weak:
            print(" ".join(weak.messages), file=sys.stderr)
            continue
        return True
    return False


def print_link(made: Invitation) -> None:
    from django.urls import reverse

    print(f"Open this address of the site once, before {made.expires_at:%Y-%m-%d %H:%M} UTC, and choose a password:")
    print(reverse("set-password", args=[made.secret]))
