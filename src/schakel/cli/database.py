"""`schakel database`: start, stop and look at our own PostgreSQL, or print the roles for somebody else's."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from schakel.ground.database import launcher


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    top = subparsers.add_parser(
        "database",
        help="start, stop and inspect our own PostgreSQL",
        description="Starts, stops and inspects our own PostgreSQL, or prints the roles for a server of yours.",
        epilog="Example: schakel database roles --postgresql 17 > roles.sql",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = top.add_subparsers(dest="verb", metavar="verb", required=True)
    for verb, text in (
        ("start", "start it, making it when there is none"),
        ("stop", "stop it and keep the data"),
        ("status", "say what is there, without starting anything"),
    ):
        command = verbs.add_parser(verb, help=text)
        command.add_argument(
            "--data", type=Path, help="directory that keeps the data (else SCHAKEL_DATA, else the usual place)"
        )
    roles = verbs.add_parser("roles", help="print the SQL an administrator runs once on an own server")
    roles.add_argument(
        "--postgresql", type=int, default=18, choices=range(15, 19), metavar="15..18", help="version of that server"
    )


def run(args: argparse.Namespace) -> int:
    if args.verb == "roles":
        print(launcher.dba_script(args.postgresql), end="")
        return 0
    if os.environ.get("DATABASE_URL", "").strip():
        print("DATABASE_URL names a server of its own: start, stop and inspect it with its own means.", file=sys.stderr)
        return 2
    try:
        return {"start": _start, "stop": _stop, "status": _status}[args.verb](args.data)
    except launcher.DatabaseTrouble as trouble:
        print(trouble.message, file=sys.stderr)
        return 2


def _start(home: Path | None) -> int:
    server = launcher.start(home)
    print(f"PostgreSQL {server.major} runs (process {server.pid}); the data is in {server.data}.")
    for name, value in server.environment().items():
        print(f"{name}={value}")
    return 0


def _stop(home: Path | None) -> int:
    print("Stopped; the data is kept." if launcher.stop(home) else "Nothing was running.")
    return 0


def _status(home: Path | None) -> int:
    found = launcher.status(home)
    if found.server is not None:
        print(f"PostgreSQL {found.major} runs (process {found.server.pid}); the data is in {found.data}.")
    elif found.major is not None:
        print(f"Not running; data of PostgreSQL {found.major} is in {found.data}.")
    else:
        print(f"Not running; no data yet in {found.data}.")
    return 0
