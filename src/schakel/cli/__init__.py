"""`schakel`: the thin face of the engines and of the running system.

Every command is a module here with `add(subparsers)` and `run(args) -> int`; 0 is success, 2 is input it refuses.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from schakel import __version__

COMMANDS = (
    "demo",
    "serve",
    "work",
    "bundle",
    "relink",
    "load",
    "check",
    "database",
    "audit",
    "administrator",
    "unpair",
    "handover",
    "restored",
    "keys",
)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="schakel", description="Brings loose signals of human trafficking together, so that people can act."
    )
    top.add_argument("--version", action="version", version=f"schakel {__version__}")
    commands = top.add_subparsers(dest="command", metavar="command", required=True)
    for name in COMMANDS:
        importlib.import_module(f"schakel.cli.{name}").add(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    args = parser().parse_args(argv)
    module = importlib.import_module(f"schakel.cli.{args.command}")
    try:
        return int(module.run(args))
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
