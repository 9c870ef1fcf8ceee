"""The clearing ledger: what must be done again on a copy of the database that is put back. Numbers and hashes, no content.

A file of lines beside the key file, never inside a backup of the database. Each line names the one before it and carries a
code made with a key, so that a line that was changed, moved, taken out or written by somebody else is seen.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

CLEARED, DESTROYED, RESTRICTED, UNRESTRICTED = "cleared", "destroyed", "restricted", "unrestricted"
WITHDRAWN: Final = "withdrawn"
DOES: Final = (CLEARED, DESTROYED, RESTRICTED, UNRESTRICTED, WITHDRAWN)


class LedgerTrouble(Exception):
    """The ledger cannot be used: what is wrong, and with which line."""


@dataclass(frozen=True, slots=True)
class Masked:
    """Places in one text: a code for the column, the row, from and up to, and keyed hashes of before and after."""

    place: str
    row: UUID
    spans: tuple[tuple[int, int], ...]
    was: int
    now: int


@dataclass(frozen=True, slots=True)
class Line:
    """One thing done. `positions`: places in the signal that were taken out; `request`: what it followed from;
    of a consent that ended (`withdrawn`) that consent itself."""

    id: UUID
    at: datetime
    organisation: UUID
    do: str
    rule: str
    signal: UUID | None = None
    request: UUID | None = None
    positions: tuple[int, ...] = ()
    masks: tuple[Masked, ...] = ()


Key = Callable[[UUID], bytes]
"""The secret of one organisation with which its lines are made."""


def written(line: Line, before: str, key: Key) -> str:
    """The line as it stands in the file; `before` is the whole text of the line before it, "" for the first."""
    told = {**_told(line), "before": hashlib.sha256(before.encode()).hexdigest()}
    return json.dumps({**told, "code": _code(told, key(line.organisation))}, sort_keys=True)


def parsed(lines: Sequence[str], key: Key) -> list[Line]:
    """In order. LedgerTrouble names the first line that is not as it was written."""
    found, before = [], ""
    for at, text in enumerate(lines, start=1):
        try:
            told = json.loads(text)
            code = told.pop("code")
            line = _line(told)
        except (ValueError, KeyError, TypeError, AttributeError) as trouble:
            raise LedgerTrouble(f"Line {at} of the clearing ledger cannot be read.") from trouble
        if not hmac.compare_digest(str(code), _code(told, key(line.organisation))):
            raise LedgerTrouble(f"Line {at} of the clearing ledger was changed, or comes from another installation.")
        if told["before"] != hashlib.sha256(before.encode()).hexdigest():
            raise LedgerTrouble(f"Before line {at} of the clearing ledger a line is missing or was moved.")
        found.append(line)
        before = text
    return found


def still_standing(lines: Iterable[Line]) -> list[Line]:
    """Without restrictions that were lifted later: what has to be so at the end."""
    lifted: dict[tuple[UUID | None, UUID | None], int] = {}
    known = list(lines)
    for at, one in enumerate(known):
        if one.do == UNRESTRICTED:
            lifted[one.signal, one.request] = at
    return [
        one for at, one in enumerate(known) if one.do != RESTRICTED or lifted.get((one.signal, one.request), -1) < at
    ]


def _code(told: dict[str, Any], key: bytes) -> str:
    return hmac.new(key, json.dumps(told, sort_keys=True).encode(), hashlib.sha256).hexdigest()


def _told(line: Line) -> dict[str, Any]:
    return {
        "id": str(line.id), "at": line.at.isoformat(), "organisation": str(line.organisation), "do": line.do,
        "rule": line.rule, "signal": str(line.signal) if line.signal else None,
        "request": str(line.request) if line.request else None, "positions": list(line.positions),
        "masks": [[one.place, str(one.row), [list(span) for span in one.spans], one.was, one.now] for one in line.masks],
    }  # fmt: skip


def _line(told: dict[str, Any]) -> Line:
    if told["do"] not in DOES:
        raise ValueError(told["do"])
    masks = tuple(
        Masked(place, UUID(row), tuple((int(a), int(b)) for a, b in spans), int(was), int(now))
        for place, row, spans, was, now in told["masks"]
    )
    return Line(
        UUID(told["id"]), datetime.fromisoformat(told["at"]), UUID(told["organisation"]), told["do"], str(told["rule"]),
        UUID(told["signal"]) if told["signal"] else None, UUID(told["request"]) if told["request"] else None,
        tuple(int(one) for one in told["positions"]), masks,
    )  # fmt: skip
