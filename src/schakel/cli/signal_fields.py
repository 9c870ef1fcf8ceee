"""The fields of one signal in the exchange format, and why a value cannot be used."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

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
                found.append((where, f"must be an object, not {called(row)}"))
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


def _text(longest: int = 10**9, shortest: int = 0) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str):
            return f"must be text, not {called(value)}"
        if not shortest <= len(value) <= longest:
            return "is empty" if not value else f"has {len(value)} characters, at most {longest} are allowed"
        return "holds half a character (a lone surrogate)" if re.search(r"[\ud800-\udfff]", value) else ""

    return check


def _one_of(allowed: tuple[str, ...]) -> Check:
    return lambda value: (
        "" if value in allowed and isinstance(value, str) else f"{shown(value)} is not one of {', '.join(allowed)}"
    )


def _rows(value: Any) -> str:
    if not isinstance(value, list):
        return f"must be a list, not {called(value)}"
    return f"has {len(value)} rows, at most 60 are allowed" if len(value) > 60 else ""


def _yes_no(value: Any) -> str:
    return "" if isinstance(value, bool) else f"must be true or false, not {called(value)}"


def _age(value: Any) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        return f"must be a whole number, not {called(value)}"
    return "" if 0 <= value <= 120 else f"{value} is not between 0 and 120"


def _day(value: Any) -> str:
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            date.fromisoformat(value)
            return ""
    except ValueError:
        pass
    return f"{shown(value)} is not a date written as YYYY-MM-DD"


def _moment(value: Any) -> str:
    try:
        if isinstance(value, str) and re.match(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}", value, re.ASCII):
            datetime.fromisoformat(value.upper())
            return ""
    except ValueError:
        pass
    return f"{shown(value)} is not a moment written as YYYY-MM-DDThh:mm:ss+hh:mm"


def _municipality(value: Any) -> str:
    fits = isinstance(value, str) and re.fullmatch(r"GM[0-9]{4}", value, re.ASCII)
    return "" if fits else f"{shown(value)} is not GM and four digits"


def called(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def shown(value: Any) -> str:
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
    "indicator": _text(),
    "answer": _one_of(ANSWERS),
    "basis": _one_of(BASES),
    "note": _text(2000),
}
_MENTION: dict[str, Check] = {
    "kind": _one_of(MENTION_KINDS),
    "value": _text(300, 1),
    "role": _one_of(ROLES),
    "birth_date": _text(),
    "age_from": _age,
    "age_to": _age,
}
