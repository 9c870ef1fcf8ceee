"""Reads the trail, the processing log and what waits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count

from schakel.ground.audit.models import Entry, Processing
from schakel.ground.database.actor import Actor
from schakel.ground.vault.actions import blind, blind_ever

_UUID_SIGNS = 36
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


def counts(*, viewer: Actor, since: datetime) -> dict[tuple[str, str], int]:
    """How often each kind of entry with each result since then, in the trail of the viewer's own organisation."""
    rows = Entry.objects.filter(organisation=viewer.organisation, at__gte=since, number__isnull=False)
    found = rows.values_list("kind", "result").annotate(times=Count("id")).order_by("kind", "result")
    return {(kind, result): times for kind, result, times in found}


def processing(*, viewer: Actor, subject: UUID) -> list[ProcessingRow]:
    """What was done with the data of one person in the viewer's own organisation, oldest first; never by whom."""
    return _lines(viewer, _ever(viewer, subject))


def processing_of(*, viewer: Actor, named: str) -> list[ProcessingRow]:
    """As processing(), by the number that the log itself gives the person, or by the identifier it was made of."""
    typed = named.strip().lower()
    if len(typed) == _UUID_SIGNS:
        try:
            return _lines(viewer, _ever(viewer, UUID(typed)))
        except ValueError:
            return []
    return _lines(viewer, [typed])


def _ever(viewer: Actor, subject: UUID) -> list[str]:
    """Under every key there was: the log is written once, and keys are renewed."""
    return [
        _hexadecimal(found) for (found,) in blind_ever("data_subject", [str(subject)], covenant=viewer.organisation)
    ]


def _lines(viewer: Actor, ever: Sequence[str]) -> list[ProcessingRow]:
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
