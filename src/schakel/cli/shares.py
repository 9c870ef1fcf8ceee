"""`schakel keys split` and `join`: the key on paper, over several people."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = verbs.add_parser(
        "split",
        help="print the key as shares of words, for several people to keep on paper",
        description="Prints the key that wraps now as shares of 33 words. So many of them together make the key again; fewer tell nothing.",
        epilog="Example: schakel keys split --needed 2 --of 3 | lp",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--needed", type=int, default=2, help="how many shares make the key again (default 2)")
    command.add_argument("--of", type=int, default=3, help="how many shares there are (default 3)")
    command = verbs.add_parser(
        "join",
        help="make a key file of shares, typed one a line",
        description="Reads shares from standard input, one a line, and writes a key file with the key they make.",
    )
    command.add_argument("file", type=Path, metavar="FILE", help="the key file to make; one that exists is left alone")


def split(args: argparse.Namespace) -> int:
    from schakel.ground.vault.actions import split_key

    name, made = split_key(needed=args.needed, of=args.of)
    for number, words in enumerate(made, 1):
        print(f"Share {number} of {args.of}; {args.needed} make key {name}.\n{words}\n")
    return 0


def join(args: argparse.Namespace) -> int:
    from schakel.ground.vault.actions import join_key

    print(f"Key {join_key(sys.stdin, args.file)} is in {args.file}.")
    return 0
