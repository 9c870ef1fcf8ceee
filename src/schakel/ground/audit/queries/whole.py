"""Whether the trail is whole: every hash computed anew, from the first entry that is still kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper

from schakel.ground.audit.rules.chain import Anchor, ChainRow, Checkpoint, Fault, Seen, faults
from schakel.ground.database.actor import system
from schakel.ground.database.apart import apart

_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Verified:
    """`read`: how many entries; `whole`: all that are kept, or only the last ones."""

    faults: tuple[Fault, ...]
    read: int
    whole: bool


def heads() -> list[Anchor]:
    """The last entry of every organisation, now: identifiers, numbers and hashes, nothing about anybody."""
    with connection.cursor() as cursor:
        cursor.execute("select organisation, number, hash from audit_heads() order by organisation")
        now = datetime.now(UTC)
        return [Anchor(now, organisation, number, bytes(digest)) for organisation, number, digest in cursor.fetchall()]


def verify(organisation: UUID, *, anchors: Sequence[Anchor] = ()) -> list[Fault]:
    """Every place where the trail of `organisation` was changed, removed, inserted, reordered; empty when whole.

    Read by the system on a connection of its own, hashes recomputed here. Without `anchors` an end that was cut
    off, or a chain that was computed anew by the server's administrator, cannot be seen.
    """
    return list(verified(organisation, anchors=anchors).faults)


def verified(organisation: UUID, *, anchors: Sequence[Anchor] = (), last: int | None = None) -> Verified:
    """As verify(), with how much was read; `last`: only so many entries at the end, for a page that must answer soon."""
    with apart(system(organisation, None, origin="job")) as cursor:
        start, seen = _checkpoint(cursor, organisation), Seen()
        first = _first(cursor, organisation, last) if last is not None else None
        if first is not None and (start is None or first > start.number):
            start, anchors = None, [one for one in anchors if one.number >= first]
        else:
            first = None
        rows = _counted(_chain(cursor, organisation, (first or 1) - 1), seen)
        found = faults(organisation, rows, anchors, start=start, first=first)
    return Verified(tuple(found), seen.entries, first is None)


def _counted(rows: Iterator[ChainRow], seen: Seen) -> Iterator[ChainRow]:
    for row in rows:
        seen.entries += 1
        yield row


def _first(cursor: CursorWrapper, organisation: UUID, last: int) -> int | None:
    """The number of the first of the last entries; None when that is the beginning."""
    cursor.execute("select max(number) from audit_entry where organisation = %s", [organisation])
    newest = cursor.fetchone()[0] or 0
    return newest - last + 1 if newest > last else None


def _checkpoint(cursor: CursorWrapper, organisation: UUID) -> Checkpoint | None:
    cursor.execute("select number, hash, at from audit_checkpoint where organisation = %s", [organisation])
    row = cursor.fetchone()
    return Checkpoint(row[0], bytes(row[1]), row[2]) if row else None


_ENTRIES = """
select id, organisation, number, at, kind, object_kind, object_id, result, basis, origin, actor, actor_organisation, roles,
       facts::text, previous, hash
from audit_entry where organisation = %s
"""
_LINES = """
select trace_id,
       string_agg(
         concat_ws(' ', encode(span_id, 'hex'), organisation, name, processing_activity_id, data_subject_id,
                   data_subject_id_type, status_code,
                   to_char(start_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                   to_char(end_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
         ';' order by span_id)
from audit_processing where trace_id = any(%s) group by trace_id
"""


def _chain(cursor: CursorWrapper, organisation: UUID, after: int) -> Iterator[ChainRow]:
    """Every entry in order of number, then those without one; read in parts, so that a trail of millions fits."""
    last = after or -(2**63)
    while True:
        cursor.execute(_ENTRIES + " and number > %s order by number limit %s", [organisation, last, _CHUNK])
        rows = _with_lines(cursor, cursor.fetchall())
        yield from rows
        if not rows:
            break
        last = rows[-1].number or 0
    cursor.execute(_ENTRIES + " and number is null order by at", [organisation])
    yield from _with_lines(cursor, cursor.fetchall())


def _with_lines(cursor: CursorWrapper, found: list[tuple[Any, ...]]) -> list[ChainRow]:
    cursor.execute(_LINES, [[row[0] for row in found]])
    lines = dict(cursor.fetchall())
    return [ChainRow(*(*row[:-2], lines.get(row[0], ""), _bytes(row[-2]), _bytes(row[-1]))) for row in found]


def _bytes(value: Any) -> bytes | None:
    return None if value is None else bytes(value)
