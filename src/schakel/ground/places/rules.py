"""What a place code looks like, and when something dated holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MUNICIPALITY_CODE = r"^GM[0-9]{4}$"
INVENTED_PREFIX = "GM99"  # no real municipality has such a code; ours exist in the demo only

_CODE = re.compile(MUNICIPALITY_CODE)


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """One municipality. `valid_until` is the first day it no longer exists; None while it does."""

    code: str
    name: str
    valid_from: date
    valid_until: date | None = None
    successor: str | None = None

    @property
    def invented(self) -> bool:
        return is_invented(self.code)


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One region; the borders differ per purpose, so a municipality is in one region for each purpose."""

    code: str
    name: str
    purpose: str


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """`municipality` is in `region` from `valid_from` until (not including) `valid_until`."""

    region: str
    municipality: str
    valid_from: date
    valid_until: date | None = None


class PlaceFault(ValueError):
    """The list of places contradicts itself; the message names the code."""


def is_code(text: str) -> bool:
    return bool(_CODE.match(text))


def is_invented(code: str) -> bool:
    return code.startswith(INVENTED_PREFIX)


def holds(valid_from: date, valid_until: date | None, on: date) -> bool:
    """From the first day, up to but not including the last.

    >>> holds(date(2023, 1, 1), date(2026, 1, 1), date(2026, 1, 1))
    False
    """
    return valid_from <= on and (valid_until is None or on < valid_until)


def check(rows: list[MunicipalityRow]) -> None:
    """Raises PlaceFault for a wrong code, dates the wrong way round, a successor that is not there, or a circle."""
    by_code = {row.code: row for row in rows}
    if len(by_code) != len(rows):
        raise PlaceFault("a municipality code stands in the list twice")
    for row in rows:
        if not is_code(row.code):
            raise PlaceFault(f"{row.code}: a municipality code is GM and four digits")
        if row.valid_until is not None and row.valid_until <= row.valid_from:
            raise PlaceFault(f"{row.code}: ends before it begins")
        if row.successor is not None and row.valid_until is None:
            raise PlaceFault(f"{row.code}: has a successor and no last day")
        _check_successors(row, by_code)


def _check_successors(row: MunicipalityRow, by_code: dict[str, MunicipalityRow]) -> None:
    passed = {row.code}
    successor = row.successor
    while successor is not None:
        if successor not in by_code:
            raise PlaceFault(f"{row.code}: successor {successor} is not in the list")
        if successor in passed:
            raise PlaceFault(f"{row.code}: its successors go round in a circle")
        passed.add(successor)
        successor = by_code[successor].successor
