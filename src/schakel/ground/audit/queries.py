"""Reads the trail, and tells whether it is whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper

from schakel.ground.audit.models import Entry, Processing
from schakel.ground.audit.rules.anchors import AnchorTrouble
from schakel.ground.audit.rules.anchors import parsed as anchors_in
from schakel.ground.audit.rules.anchors import written as anchor_lines
from schakel.ground.audit.rules.chain import Anchor, ChainRow, Fault, faults
from schakel.ground.database.actor import Actor, system
from schakel.ground.database.apart import apart
from schakel.ground.vault.actions import blind, blind_ever

__all__ = [
    "Anchor", "AnchorTrouble", "EntryRow", "Fault", "PendingReaction", "ProcessingRow", "anchor_lines", "anchors_in", "entries", "heads",
    "pending_reactions", "processing", "pseudonyms", "verify",
]  # fmt: skip

_CHUNK = 2_000
_FIELDS = (
    "id", "organisation", "number", "at", "kind", "object_kind", "object_id", "result", "basis", "origin", "actor",
    "actor_organisation", "roles", "facts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry as the privacy officer reads it. `number` is its place in the trail of `organisation`."""

    id: UUID
    organisation: UUID
    number: int
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
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ProcessingRow:
    """One line of the processing log; `entry` is the trail entry it belongs to."""

    entry: UUID
    name: str
    processing_activity_id: str
    status_code: int
    start_time: datetime
    end_time: datetime


@dataclass(frozen=True, slots=True)
class PendingReaction:
    """What must follow an entry of this kind on this object, and has not been done; `follow` says which follow-up."""

    id: UUID
    kind: str
    entry: UUID
    organisation: UUID
    object_id: UUID
    follow: str = ""


def entries(
    *,
    viewer: Actor,
    object_id: UUID | str | None = None,
    kind: str | None = None,
    before: int | None = None,
    limit: int = 100,
) -> list[EntryRow]:
    """Entries of the viewer's own organisation, newest first; `before` is a number to read on from.

    Row security shows them to its privacy officer and to the system; anybody else gets none.
    """
    rows = Entry.objects.filter(organisation=viewer.organisation, number__isnull=False)
    if object_id is not None:
        rows = rows.filter(object_id=str(object_id))
    if kind is not None:
        rows = rows.filter(kind=kind)
    if before is not None:
        rows = rows.filter(number__lt=before)
    return [EntryRow(*row) for row in rows.order_by("-number").values_list(*_FIELDS)[:limit]]


def processing(*, viewer: Actor, subject: UUID) -> list[ProcessingRow]:
    """What was done with the data of one person in the viewer's own organisation, oldest first; never by whom."""
    ever = [
        _hexadecimal(found) for (found,) in blind_ever("data_subject", [str(subject)], covenant=viewer.organisation)
    ]
    rows = Processing.objects.filter(organisation=viewer.organisation, data_subject_id__in=ever).order_by(
        "start_time", "span_id"
    )
    fields = ("trace_id", "name", "processing_activity_id", "status_code", "start_time", "end_time")
    return [ProcessingRow(*row) for row in rows.values_list(*fields)]


def pseudonyms(organisation: UUID, subjects: Sequence[UUID]) -> list[str]:
    """How the processing log of one organisation names data subjects: 16 hexadecimal digits, in order."""
    numbers = blind("data_subject", map(str, subjects), covenant=organisation) if subjects else []
    return [_hexadecimal(number) for number in numbers]


def _hexadecimal(number: int) -> str:
    return f"{number & 0xFFFF_FFFF_FFFF_FFFF:016x}"


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
    with apart(system(organisation, None, origin="job")) as cursor:
        return faults(organisation, _chain(cursor, organisation), anchors)


def pending_reactions(
    *, kinds: Sequence[str] | Mapping[str, Collection[str]], limit: int = 200, not_now: Collection[str] = ()
) -> list[PendingReaction]:
    """What waits, oldest first, of the kinds somebody follows up; outside a scope, identifiers and codes only.

    `kinds` may name several follow-ups a kind: each gets a line of its own, with a retry of its own; `not_now`
    names those to leave for somebody else. On the way it
    clears what was done, or is followed up by nobody, and older than a day.
    """
    named = kinds if isinstance(kinds, Mapping) else dict.fromkeys(kinds, ("",))
    pairs = [(kind, follow) for kind, follows in named.items() for follow in follows]
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, kind, entry, organisation, object_id, follow from audit_pending_reactions(%s, %s, %s, %s)",
            [[kind for kind, _ in pairs], [follow for _, follow in pairs], list(not_now), limit],
        )
        return [PendingReaction(*row) for row in cursor.fetchall()]


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


def _chain(cursor: CursorWrapper, organisation: UUID) -> Iterator[ChainRow]:
    """Every entry in order of number, then those without one; read in parts, so that a trail of millions fits."""
    last = -(2**63)
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
