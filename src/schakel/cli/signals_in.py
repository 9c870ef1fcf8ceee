"""What `schakel bundle` reads: a file of signals through the one reader of the format, and addresses to keep out."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from schakel.cli.speaking import say, told
from schakel.engines.exchange import FileRefused, ReadRow, kind_of, read_file
from schakel.engines.linkage import keys_to_protect
from schakel.ground.content.queries import heading_of, pack

MOST_LINES = 5_000_000  # a file, not a municipality: what fits in memory


class InputRefused(Exception):
    """`sentences` say what is wrong, each with the line and the field."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(f"{len(sentences)} sentences")
        self.sentences = sentences


def read_signals(path: Path, pack_code: str) -> list[ReadRow]:
    """The signals of a file, in its order. InputRefused when there is anything wrong with their form."""
    name = path.name if kind_of(path.name) else "signals.jsonl"
    try:
        read = read_file(name, path.read_bytes(), heading=partial(heading_of, pack(pack_code)), most=MOST_LINES)
    except OSError as problem:
        raise InputRefused([f"{path}: {problem.strerror or 'cannot be read'}"]) from problem
    except FileRefused as refused:
        raise InputRefused(told([(refused.line, refused.fault)])) from refused
    wrong = [(row.line, fault) for row in read.rows for fault in row.faults]
    if wrong:
        raise InputRefused(told(wrong))
    for note in read.notes:
        print(say(note), file=sys.stderr)
    return read.rows


def protected_in(path: Path | None) -> frozenset[tuple[str, str]]:
    if path is None:
        return frozenset()
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise InputRefused([f"{path}: cannot be read as UTF-8 text"]) from problem
    return frozenset((key.kind, key.text) for line in lines if line.strip() for key in keys_to_protect("address", line))
