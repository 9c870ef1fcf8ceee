"""The hash of an entry, computed here a second time: the database's own word is not taken for it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One entry as it stands, with everything its hash covers. `facts` is the text PostgreSQL gives for the JSON."""

    id: UUID
    organisation: UUID
    number: int | None
    at: datetime
    kind: str
    object_kind: str
    object_id: str | None
    result: str
    basis: str
    origin: str
    actor: UUID | None
    actor_organisation: UUID
    roles: str
    facts: str
    lines: str
    previous: bytes | None
    hash: bytes | None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What was known elsewhere: at `at`, entry `number` of this organisation had this hash."""

    at: datetime
    organisation: UUID
    number: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where the trail is not what it was.

    `code`: changed (an entry or its processing lines), missing (numbers in between are gone), broken (the order or
    the entry before it), unchained (an entry beside the chain), cut_off (an anchored end is gone), rewritten (an
    anchored entry differs). `number` is that of the entry, or the first that is gone.
    """

    code: str
    organisation: UUID
    number: int
    entry: UUID | None = None

    def __str__(self) -> str:
        return f"{self.organisation} entry {self.number}: {_MEANING[self.code]}"


_MEANING = {
    "changed": "it or its processing lines were changed",
    "missing": "it, or more from here on, was removed",
    "broken": "it does not follow the entry before it: something was inserted, removed or put in another order",
    "unchained": "it was put in beside the chain",
    "cut_off": "the end of the trail was cut off: an anchor knows this entry",
    "rewritten": "it is another entry than an anchor knows",
}


def first_previous(organisation: UUID) -> bytes:
    """What the first entry of an organisation follows."""
    return hashlib.sha256(organisation.bytes).digest()


def hash_of(row: ChainRow) -> bytes:
    """SHA-256 over every field, each with its length before it, so that no two entries read alike."""
    fields = [
        (row.previous or b"").hex(),
        str(row.id),
        str(row.organisation),
        str(row.number),
        row.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        row.kind,
        row.object_kind,
        row.object_id or "",
        row.result,
        row.basis,
        row.origin,
        str(row.actor or ""),
        str(row.actor_organisation),
        row.roles,
        row.facts,
        row.lines,
    ]
    return hashlib.sha256(",".join(f"{len(field.encode())}:{field}" for field in fields).encode()).digest()


def faults(organisation: UUID, rows: Iterable[ChainRow], anchors: Sequence[Anchor] = ()) -> list[Fault]:
    """Walks the chain of one organisation in order of number (entries without one last); empty when it is whole."""
    found: list[Fault] = []
    known = {anchor.number: anchor for anchor in anchors if anchor.organisation == organisation}
    expected, previous, met = 1, first_previous(organisation), set[int]()
    for row in rows:
        if row.number is None or row.hash is None or row.number < expected:
            found.append(Fault("unchained", organisation, row.number or 0, row.id))
            continue
        if row.number > expected:
            found.append(Fault("missing", organisation, expected))
        elif row.previous != previous:
            found.append(Fault("broken", organisation, row.number, row.id))
        if hash_of(row) != row.hash:
            found.append(Fault("changed", organisation, row.number, row.id))
        if row.number in known and known[row.number].hash != row.hash:
            found.append(Fault("rewritten", organisation, row.number, row.id))
        met.add(row.number)
        expected, previous = row.number + 1, row.hash
    last = expected - 1
    found += [Fault("cut_off", organisation, number) for number in sorted(known) if number > last]
    return found
