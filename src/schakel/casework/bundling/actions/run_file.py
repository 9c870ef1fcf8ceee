"""A run that is under way, kept in a file: after each block one line, so that a run that was stopped goes on where it was.

It holds numbers of signals, bands and bits; nothing that was said. Only its owner may read it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from schakel.casework.bundling.rules.relinking import Change, change_from

FORMAT = 1
_NOWHERE = UUID(int=0)


class OtherRun(Exception):
    """The file is of another run: another organisation, another model, or no state at all."""


@dataclass
class Run:
    """How far a run is: the last signal done, and what it found so far."""

    path: Path
    organisation: UUID
    model: str
    last: UUID = _NOWHERE
    signals: int = 0
    pairs: int = 0
    done: bool = False
    changes: list[Change] = field(default_factory=list)

    def block(self, last: UUID, signals: int, pairs: int, changes: list[Change]) -> None:
        self._append(
            {"last": str(last), "signals": signals, "pairs": pairs, "changes": [one.as_kept() for one in changes]}
        )
        self.last, self.signals, self.pairs = last, self.signals + signals, self.pairs + pairs
        self.changes += changes

    def finish(self) -> None:
        self._append({"done": True})
        self.done = True

    def _append(self, line: dict[str, Any]) -> None:
        """Whole, and on disk before the run goes on."""
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, separators=(",", ":")) + "\n")
            file.flush()
            os.fsync(file.fileno())


def begun(path: Path, *, organisation: UUID, model: str) -> Run:
    """The run in this file as it was left, or a new one. OtherRun when the file is of something else."""
    kept = Run(path, organisation, model)
    head = {"format": FORMAT, "organisation": str(organisation), "model": model}
    if not path.exists():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        kept._append(head)
        return kept
    lines = list(_whole_lines(path))
    if not lines:
        kept._append(head)
        return kept
    if lines[0] != head:
        raise OtherRun
    for line in lines[1:]:
        if "done" in line:
            kept.done = True
            continue
        kept.last, kept.signals, kept.pairs = (
            UUID(line["last"]),
            kept.signals + line["signals"],
            kept.pairs + line["pairs"],
        )
        kept.changes += [change_from(one) for one in line["changes"]]
    return kept


def _whole_lines(path: Path) -> Iterator[dict[str, Any]]:
    """A last line that was cut off by a kill is taken from the file: its block is done again."""
    text = path.read_bytes()
    whole, cut, rest = text.rpartition(b"\n")
    if rest:
        with path.open("r+b") as file:
            file.truncate(len(whole) + len(cut))
    for line in whole.splitlines():
        try:
            read = json.loads(line)
        except ValueError as trouble:
            raise OtherRun from trouble
        if not isinstance(read, dict):
            raise OtherRun
        yield read
