"""`schakel serve`: the web server, with settings from the environment; refuses to start on an unsafe one."""

from __future__ import annotations

import argparse
import sys
from urllib.parse import urlsplit

from schakel.cli import restored, running

WORKERS, THREADS = 2, 4  # measured: more processes than cores lose


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "serve",
        help="run the web server",
        description="Runs the web server. Settings come from the environment: see docs/reference/settings.md.",
        epilog="Example: SCHAKEL_HOSTS=schakel.gemeente.example schakel serve --port 8000",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--address", default="127.0.0.1", help="address to listen on (default: this machine only)")
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--migrate", action="store_true", help="first make or alter the tables, as the owner")


def run(args: argparse.Namespace) -> int:
    if not running.prepare(migrate=args.migrate, serving=True):
        return 2
    unsafe = faults()
    for sentence in unsafe:
        print(sentence, file=sys.stderr)
    if unsafe or restored.catch_up():
        return 2
    listen(args.address, args.port)
    return 0


def faults() -> list[str]:
    """Why this installation may not serve, a sentence each; empty when it may."""
    from django.conf import settings
    from django.db import DatabaseError, connection

    from schakel.ground.accounts.queries import realm_fits
    from schakel.ground.database.launcher import DatabaseTrouble, refuse_unsafe
    from schakel.ground.vault.actions import KeyTrouble, open_key_file

    found: list[str] = []
    try:
        refuse_unsafe(connection)
        if waiting := running.waiting_migrations():
            found.append(
                f"The database misses {len(waiting)} migrations: run schakel serve --migrate, or have the owner do it."
            )
        elif not realm_fits(settings.MODE):
            found.append(
                "This database was set up for practice, or for work, and SCHAKEL_MODE says the other: they never mix."
            )
    except DatabaseTrouble as trouble:
        found.append(str(trouble))
    except DatabaseError as trouble:
        found.append(
            f"The database does not answer ({type(trouble).__name__}): check DATABASE_URL and DATABASE_OWNER_URL."
        )
    try:
        open_key_file()
    except KeyTrouble as trouble:
        found.append(str(trouble))
    if settings.MODE == "live":
        if "*" in settings.ALLOWED_HOSTS:
            found.append("SCHAKEL_HOSTS is '*'; name the host names people use, separated by commas.")
        found.extend(faults_of_origin(settings.ORIGIN, settings.ALLOWED_HOSTS))
    return found


def faults_of_origin(origin: str, hosts: list[str]) -> list[str]:
    """Why passkeys and single sign-on may not be bound to this address; a sentence, or none.

    >>> faults_of_origin("https://schakel.gemeente.example", ["schakel.gemeente.example"])
    []
    """
    if not origin:
        return [
            "SCHAKEL_ORIGIN is missing: name the one address people type, such as https://schakel.gemeente.example."
        ]
    from django.http.request import validate_host

    parts = urlsplit(origin)
    host = parts.hostname or ""
    if parts.scheme != "https" or not host or parts.path or parts.query or parts.username:
        return [f"SCHAKEL_ORIGIN is '{origin}'; write https:// and a host name, and nothing behind it."]
    if host.replace(".", "").isdigit() or ":" in host:
        return [f"SCHAKEL_ORIGIN is '{origin}'; passkeys need a host name, not a number."]
    if not validate_host(host, hosts):
        return [f"SCHAKEL_ORIGIN is '{origin}', and SCHAKEL_HOSTS does not have {host}: add it there."]
    return []


def listen(address: str, port: int) -> None:
    """Serves until it is stopped; first does what a server that was killed left undone."""
    from granian import Granian
    from granian.constants import Interfaces

    from schakel.site import reactions

    reactions.run_pending(slow=True)

    Granian(
        "schakel.site.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        log_access=False,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0.5,  # seconds between two starts, so that one that cannot start does not keep a core busy
    ).serve()
