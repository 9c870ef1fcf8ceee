"""Reads a file of signals strictly: JSON Lines in UTF-8, one signal a line, exactly the fields of the exchange format.

Every fault says the line, the field and the reason. Empty lines, a byte order mark and Windows line ends are fine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schakel.cli.signal_fields import called, faults_of, shown

LIMIT = 100
"""Faults told at most; the rest is only counted."""


@dataclass(frozen=True, slots=True)
class Fault:
    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.field}: {self.reason}" if self.line else f"{self.field}: {self.reason}"


class FileRefused(Exception):
    """`faults` says what is wrong, at most LIMIT of them; `more` counts the rest."""

    def __init__(self, faults: list[Fault], more: int = 0) -> None:
        super().__init__(f"{len(faults) + more} faults")
        self.faults = faults
        self.more = more


def read_signals(path: Path) -> list[dict[str, Any]]:
    """The signals of a file, in the order of the file, each as the object that was written. Raises FileRefused."""
    faults: list[Fault] = []
    signals: list[dict[str, Any]] = []
    first_line: dict[str, int] = {}
    for number, line in _lines(path):
        signal = _object(line, number, faults)
        if signal is None:
            continue
        found = [Fault(number, field, reason) for field, reason in faults_of(signal)]
        label = signal.get("id")
        if isinstance(label, str) and label:
            if label in first_line:
                found.append(Fault(number, "id", f"{shown(label)} was used on line {first_line[label]} already"))
            first_line.setdefault(label, number)
        faults += found
        signals.append(signal)
    if faults:
        raise FileRefused(faults[:LIMIT], max(0, len(faults) - LIMIT))
    return signals


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Numbered lines that are not empty."""
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise FileRefused([Fault(0, str(path), problem.strerror or "cannot be read")]) from problem
    for number, raw in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        try:
            text = raw.decode("utf-8").strip()
        except UnicodeDecodeError as problem:
            raise FileRefused([Fault(number, "line", "is not UTF-8; save the file as UTF-8")]) from problem
        if text:
            yield number, text


def _object(line: str, number: int, faults: list[Fault]) -> dict[str, Any] | None:
    twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        twice.extend(key for key in dict.fromkeys(keys) if keys.count(key) > 1)
        return dict(pairs)

    try:
        signal = json.loads(line, object_pairs_hook=once)
    except json.JSONDecodeError as problem:
        faults.append(Fault(number, "line", f"is not JSON: {problem.msg} at column {problem.colno}"))
        return None
    except RecursionError:
        faults.append(Fault(number, "line", "is nested too deeply"))
        return None
    except ValueError:
        faults.append(Fault(number, "line", "holds a number of too many digits"))
        return None
    faults += [Fault(number, key, "stands twice in one object") for key in twice]
    if not isinstance(signal, dict):
        faults.append(Fault(number, "line", f"must be an object, not {called(signal)}"))
        return None
    return signal
