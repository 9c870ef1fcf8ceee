"""`schakel unpair`: takes the second step from an account, when there is no other administrator who can."""

from __future__ import annotations

import argparse
import sys

from schakel.cli import running


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "unpair",
        help="take the second step (codes of a phone) from one account",
        description="For an administrator whose phone and recovery codes are gone and who has no colleague to ask: "
        "otherwise another administrator does this on the page of the account. The password stays, and is still needed. "
        "A line in the trail says that the system did it.",
        epilog="Example: schakel unpair a.jansen@utrecht.example",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("login", metavar="NAME", help="login name of the account")


def run(args: argparse.Namespace) -> int:
    """0 when it is gone; 2, with one sentence, when there is no such account or it has no second step."""
    if not running.prepare():
        return 2
    from schakel.ground.accounts import access, actions, queries
    from schakel.ground.database.refusal import Refused
    from schakel.ground.database.scope import acting

    person = access.actor_named(args.login)
    if person is None or person.account is None:
        print(f"There is no open account with the login name {args.login}.", file=sys.stderr)
        return 2
    system = queries.system_actor(person.organisation)
    try:
        with acting(system):
            actions.remove_second_step(by=system, account=person.account, reason="lost")
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    print(f"{args.login} logs in with the password alone now, and is asked to set up a second step.")
    return 0
