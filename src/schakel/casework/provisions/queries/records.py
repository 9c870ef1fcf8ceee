"""The two stores of an officer, each read by who holds its own right. No query reads both."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from schakel.casework.provisions.models import InvestigationRecord, SupervisionRecord
from schakel.casework.provisions.queries.rows import ListedRecord, RecordRow
from schakel.casework.provisions.queries.sealing import as_fields, opened
from schakel.casework.provisions.rules import INVESTIGATION, ROLE, SUPERVISION, Field, opens, stage
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor

MOST = 200


def investigations(*, viewer: Actor) -> list[ListedRecord]:
    """Newest first: days and kinds, no content."""
    return [_investigation(row) for row in _investigations(viewer).order_by("-at", "-id")[:MOST]]


def supervisions(*, viewer: Actor) -> list[ListedRecord]:
    return [_supervision(row) for row in _supervisions(viewer).order_by("-at", "-id")[:MOST]]


def investigation(*, viewer: Actor, record: UUID, why: str = "") -> RecordRow | None:
    """None for who does not investigate here. Leaves a line in the trail.

    Without what was written when the law asks a reason by now and `why` is none: then somebody says why first.
    """
    row = _investigations(viewer).filter(id=record).first()
    if row is None:
        return None
    listed = _investigation(row)
    if not opens(listed.stage, why):
        return RecordRow(listed, ())
    audit.record(
        "investigation.read", by=viewer, organisation=row.controller, object_kind=INVESTIGATION, object_id=row.id,
        facts={"stage": listed.stage, **({"why": why} if why else {})},
    )  # fmt: skip
    return RecordRow(listed, fields_of(row, INVESTIGATION))


def supervision(*, viewer: Actor, record: UUID) -> RecordRow | None:
    row = _supervisions(viewer).filter(id=record).first()
    if row is None:
        return None
    audit.record("supervision.read", by=viewer, organisation=row.controller, object_kind=SUPERVISION, object_id=row.id)
    return RecordRow(_supervision(row), fields_of(row, SUPERVISION))


def fields_of(row: InvestigationRecord | SupervisionRecord, track: str) -> tuple[Field, ...]:
    return as_fields(opened(row.fields, controller=row.controller, kind=track, row=row.id, field="fields"))


def _investigation(row: InvestigationRecord) -> ListedRecord:
    now = stage(timezone.localdate(), free_until=row.free_until, kept_until=row.kept_until, gone_after=row.keep_until)
    return ListedRecord(row.id, row.happened_on, tuple(row.kinds), row.by, row.at, row.keep_until, stage=now)


def _supervision(row: SupervisionRecord) -> ListedRecord:
    return ListedRecord(
        row.id, row.happened_on, tuple(row.kinds), row.by, row.at, row.keep_until, provision=row.provision_id
    )


def _investigations(viewer: Actor) -> QuerySet[InvestigationRecord]:
    rows = InvestigationRecord.objects.filter(controller=viewer.organisation)
    return rows if viewer.holds(ROLE[INVESTIGATION]) else rows.none()


def _supervisions(viewer: Actor) -> QuerySet[SupervisionRecord]:
    rows = SupervisionRecord.objects.filter(controller=viewer.organisation)
    return rows if viewer.holds(ROLE[SUPERVISION]) else rows.none()
