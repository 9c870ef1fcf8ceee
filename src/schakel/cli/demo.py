"""`schakel demo`: everything with an invented region, on the database that comes along."""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

from schakel.cli import running


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "demo",
        help="try it with an invented region",
        description="Makes an invented region with people and signals in a database of its own, and serves it on this machine.",
        epilog="Example: schakel demo --port 8080\nStart afresh with: schakel demo --fresh",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--fresh", action="store_true", help="throw the earlier demonstration away first")
    command.add_argument("--only-prepare", action="store_true", help="make the region and stop, without serving")


def run(args: argparse.Namespace) -> int:
    if os.environ.get("DATABASE_URL"):
        print("The demonstration never runs in a database of work: unset DATABASE_URL.", file=sys.stderr)
        return 2
    os.environ["SCHAKEL_MODE"] = "demo"
    os.environ.setdefault("SCHAKEL_SECRET_KEY", secrets.token_urlsafe(50))
    os.environ.setdefault("SCHAKEL_QUESTION_HOURS", "1")  # who tries it out sees an answer the same morning
    home = demo_home()
    if args.fresh or not ready(home).exists():  # a first start that was broken off left half a region
        throw_away(home)
    os.environ["SCHAKEL_DATA"] = str(home)
    print("Starting the database ...", flush=True)
    if not running.prepare(migrate=True):
        return 2
    fill(home)
    if args.only_prepare:
        return 0
    return serve(args.port)


def demo_home() -> Path:
    """A directory of its own, so that practice and work never share a database."""
    from schakel.ground.database.launcher.places import places

    chosen = places().home
    return chosen.with_name(f"{chosen.name}-demo")


def throw_away(home: Path) -> None:
    from schakel.ground.database import launcher

    launcher.stop(home)
    shutil.rmtree(home, ignore_errors=True)
    shutil.rmtree(running.beside(home).parent, ignore_errors=True)


def ready(home: Path) -> Path:
    """A file that stands there once the region is whole."""
    return home / "region-is-whole"


def fill(home: Path) -> None:
    from schakel.site.demo import cast, loading

    if ready(home).exists():
        return
    print("Making the region Zuidkust and its people ...", flush=True)
    cast.seed()
    loading.load(lambda line: print(line, flush=True))
    ready(home).touch()


def serve(port: int) -> int:
    from schakel.cli.serve import faults, listen

    found = faults()
    for sentence in found:
        print(sentence, file=sys.stderr)
    if found:
        return 2
    print(welcome(port), flush=True)
    worker = subprocess.Popen([sys.executable, "-m", "schakel.cli", "work"])  # holds the rounds, calls the next on duty
    try:
        listen("127.0.0.1", port)
    finally:
        worker.terminate()
        worker.wait()
    return 0


def welcome(port: int) -> str:
    """The address and the logins; the story begins with Noor."""
    from schakel.site.demo import people

    address = f"http://127.0.0.1:{port}"
    width = max(len(login) for login, _, _ in people.logins())
    rows = [f"  {login:<{width}}  {name}, {work}" for login, name, work in people.logins()]
    return "\n".join(
        [
            "",
            f"Schakel runs at {address}",
            "Everything in it is invented. Stop with Ctrl+C.",
            "",
            f"Log in with one of these; the password of all is {people.PASSWORD}",
            *rows,
            "",
            f"The story: log in as Noor at {address}/inloggen and open the bundle of the laundry.",
            f"Two regions: as Noor, {address}/andere-regio shows whom to ask; as Elif you see the same from the other side.",
        ]
    )
