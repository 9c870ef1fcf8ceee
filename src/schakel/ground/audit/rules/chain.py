"""The hash of an entry, computed here a second time: the database's own word is not taken for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

FORGOTTEN: Final = "trail.forgotten"
SHORTEST_TERM: Final = timedelta(days=1820)
"""Five years, a few days less for leap years: nothing younger is taken away, whatever a content pack says."""


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
class Checkpoint:
    """Entries up to and with `number` went after their term; `hash` is what the first that is kept follows."""

    number: int
    hash: bytes
    at: datetime


@dataclass(slots=True)
class Seen:
    """How far a walk came."""

    entries: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where the trail is not what it was.

    `code`: changed (an entry or its processing lines), missing (numbers in between are gone), broken (the order or
    the entry before it), unchained (an entry beside the chain), cut_off (an anchored end is gone), rewritten (an
    anchored entry differs), unproven (the beginning is gone and no entry of the chain says so), too_soon (an anchor
    shows that what is gone was younger than its term). `number` is that of the entry, or the first that is gone.
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
    "unproven": "everything up to it is gone, and no entry of the trail proves that its term was over",
    "too_soon": "everything up to it is gone, and an anchor shows that it was younger than its term",
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


def faults(
    organisation: UUID,
    rows: Iterable[ChainRow],
    anchors: Sequence[Anchor] = (),
    *,
    start: Checkpoint | None = None,
    first: int | None = None,
) -> list[Fault]:
    """Walks the chain of one organisation in order of number (entries without one last); empty when it is whole.

    `start`: where the kept part begins, when older entries went after their term; an entry of the chain must prove it.
    `first`: only from this number on was read; what it follows is then taken as it says.
    """
    found: list[Fault] = []
    known = {anchor.number: anchor for anchor in anchors if anchor.organisation == organisation}
    gone = start.number if start else 0
    expected, previous = (first or gone + 1), (start.hash if start else first_previous(organisation))
    proof: datetime | None = None
    for row in rows:
        if row.number is None or row.hash is None or row.number < expected:
            found.append(Fault("unchained", organisation, row.number or 0, row.id))
            continue
        if row.number > expected:
            found.append(Fault("missing", organisation, expected))
        elif row.previous != previous and row.number != first:
            found.append(Fault("broken", organisation, row.number, row.id))
        if hash_of(row) != row.hash:
            found.append(Fault("changed", organisation, row.number, row.id))
        if row.number in known and known[row.number].hash != row.hash:
            found.append(Fault("rewritten", organisation, row.number, row.id))
        if start is not None and proves(row, start):
            proof = row.at
        expected, previous = row.number + 1, row.hash
    if start is not None:
        found += _beginning(organisation, start, proof, known)
    found += [Fault("cut_off", organisation, number) for number in sorted(known) if number >= max(expected, gone + 1)]
    return found


def _beginning(
    organisation: UUID, start: Checkpoint, proof: datetime | None, known: Mapping[int, Anchor]
) -> list[Fault]:
    """What is wrong with a part that is gone."""
    if proof is None:
        return [Fault("unproven", organisation, start.number)]
    if start.number in known and known[start.number].hash != start.hash:
        return [Fault("rewritten", organisation, start.number)]
    # The last entry that is gone was written after every anchor of an earlier one.
    earliest = max((one.at for number, one in known.items() if number < start.number), default=None)
    if earliest is not None and proof - earliest < SHORTEST_TERM:
        return [Fault("too_soon", organisation, start.number)]
    return []


def proves(row: ChainRow, start: Checkpoint) -> bool:
    """Whether this entry says that everything up to this checkpoint went after its term."""
    if row.kind != FORGOTTEN or row.result != "done":
        return False
    facts = json.loads(row.facts)
    return {name: facts.get(name) for name in proof_of(start.number, start.hash)} == proof_of(start.number, start.hash)


def proof_of(number: int, digest: bytes) -> dict[str, int | str]:
    """The facts of that entry: a hash is longer than a fact may be, so it stands in two halves."""
    half = len(digest.hex()) // 2
    return {"upto": number, "hash_a": digest.hex()[:half], "hash_b": digest.hex()[half:]}
