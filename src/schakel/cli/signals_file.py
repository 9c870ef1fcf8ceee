"""Reads a file of signals strictly: JSON Lines in UTF-8, one signal a line, exactly the fields of the exchange format.

Every fault says the line, the field and the reason. Empty lines, a byte order mark and Windows line ends are fine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

LIMIT = 100
"""Faults told at most; the rest is only counted."""

ORGANISATION_KINDS = (
    "municipality", "labour_inspectorate", "police", "healthcare", "school", "ngo", "bank", "citizen", "housing", "tax",
    "other",
)  # fmt: skip
MENTION_KINDS = (
    "person", "address", "organisation", "organisation_number", "phone", "licence_plate", "email", "online",
    "bank_account", "document",
)  # fmt: skip
ROLES = ("presumed_victim", "presumed_exploiter", "contact", "place", "unknown")
ANSWERS = ("seen", "not_seen", "not_known")
BASES = ("saw", "heard", "told", "document", "system")

Check = Callable[[Any], str]
"""Says why a value cannot be used, or "" when it can."""


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
                found.append(Fault(number, "id", f"{_shown(label)} was used on line {first_line[label]} already"))
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
    faults += [Fault(number, key, "stands twice in one object") for key in twice]
    if not isinstance(signal, dict):
        faults.append(Fault(number, "line", f"must be an object, not {_called(signal)}"))
        return None
    return signal


def faults_of(signal: dict[str, Any]) -> list[tuple[str, str]]:
    """(field, reason) of everything that is wrong with one signal; empty when it can be used."""
    found = _fields(signal, "", _SIGNAL, ("id", "observed_on"))
    for name, fields, required in (
        ("observations", _OBSERVATION, ("indicator", "answer")),
        ("mentions", _MENTION, ("kind", "value")),
    ):
        rows = signal.get(name, [])
        if not isinstance(rows, list):
            continue
        for at, row in enumerate(rows[:60]):
            where = f"{name}[{at}]"
            if isinstance(row, dict):
                found += _fields(row, f"{where}.", fields, required)
            else:
                found.append((where, f"must be an object, not {_called(row)}"))
    if not (signal.get("narrative") or signal.get("observations") or signal.get("mentions")):
        found.append(("narrative", "is empty, and so are observations and mentions: nothing is reported"))
    return found


def _fields(
    row: dict[str, Any], where: str, checks: dict[str, Check], required: tuple[str, ...]
) -> list[tuple[str, str]]:
    found = [(f"{where}{key}", "is not a field of the format") for key in row if key not in checks]
    found += [(f"{where}{key}", "is missing") for key in required if key not in row]
    found += [(f"{where}{key}", reason) for key, check in checks.items() if key in row and (reason := check(row[key]))]
    return found


def _text(longest: int, shortest: int = 0) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str):
            return f"must be text, not {_called(value)}"
        if not shortest <= len(value) <= longest:
            return "is empty" if not value else f"has {len(value)} characters, at most {longest} are allowed"
        return "holds half a character (a lone surrogate)" if re.search(r"[\ud800-\udfff]", value) else ""

    return check


def _one_of(allowed: tuple[str, ...]) -> Check:
    return lambda value: (
        "" if value in allowed and isinstance(value, str) else f"{_shown(value)} is not one of {', '.join(allowed)}"
    )


def _rows(value: Any) -> str:
    if not isinstance(value, list):
        return f"must be a list, not {_called(value)}"
    return f"has {len(value)} rows, at most 60 are allowed" if len(value) > 60 else ""


def _yes_no(value: Any) -> str:
    return "" if isinstance(value, bool) else f"must be true or false, not {_called(value)}"


def _age(value: Any) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        return f"must be a whole number, not {_called(value)}"
    return "" if 0 <= value <= 120 else f"{value} is not between 0 and 120"


def _day(value: Any) -> str:
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            date.fromisoformat(value)
            return ""
    except ValueError:
        pass
    return f"{_shown(value)} is not a date written as YYYY-MM-DD"


def _moment(value: Any) -> str:
    try:
        if isinstance(value, str) and re.match(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}", value, re.ASCII):
            datetime.fromisoformat(value.upper())
            return ""
    except ValueError:
        pass
    return f"{_shown(value)} is not a moment written as YYYY-MM-DDThh:mm:ss+hh:mm"


def _municipality(value: Any) -> str:
    fits = isinstance(value, str) and re.fullmatch(r"GM[0-9]{4}", value, re.ASCII)
    return "" if fits else f"{_shown(value)} is not GM and four digits"


def _called(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= 60 else f"{text[:57]}..."


_SIGNAL: dict[str, Check] = {
    "id": _text(64, 1),
    "observed_on": _day,
    "reported_at": _moment,
    "organisation_kind": _one_of(ORGANISATION_KINDS),
    "organisation": _text(64),
    "function": _text(64),
    "municipality": _municipality,
    "immediate_danger": _yes_no,
    "minor_possibly_involved": _yes_no,
    "narrative": _text(15000),
    "observations": _rows,
    "mentions": _rows,
}
_OBSERVATION: dict[str, Check] = {
    "indicator": _text(64),
    "answer": _one_of(ANSWERS),
    "basis": _one_of(BASES),
    "note": _text(2000),
}
_MENTION: dict[str, Check] = {
    "kind": _one_of(MENTION_KINDS),
    "value": _text(300, 1),
    "role": _one_of(ROLES),
    "birth_date": _text(300),
    "age_from": _age,
    "age_to": _age,
}
