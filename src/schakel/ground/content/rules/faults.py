"""What is wrong in a pack, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake. `file` is the path as the reader knows it, `place` the path inside it, `line` 1-based or 0."""

    file: str
    place: str
    problem: str
    mend: str
    line: int = 0

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        at = f" {self.place}:" if self.place else ""
        return f"{where}:{at} {self.problem} {self.mend}".rstrip()


class PackRefused(Exception):
    """The pack cannot be used. `faults` is never empty."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
