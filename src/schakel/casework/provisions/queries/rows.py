"""What the reads give back: frozen, and no more than the page needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from schakel.casework.provisions.rules import Field


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """A provision without its content. `stage`: free, bound, set_apart or over; `signal`: what it came with, if any."""

    id: UUID
    direction: str
    giver: str
    recipient: str
    basis: str
    purpose: str
    kinds: tuple[str, ...]
    provided_on: date
    made_by: UUID | None
    made_at: datetime
    signal: UUID | None
    record: UUID | None
    holds_content: bool
    stage: str
    free_until: date
    kept_until: date
    keep_until: date

    @property
    def reference(self) -> str:
        return self.id.hex[-8:].upper()


@dataclass(frozen=True, slots=True)
class OpenedProvision:
    """What was given, with the number of the giver and why it was needed: opened once, and written down that it was."""

    row: ProvisionRow
    number: str
    fields: tuple[Field, ...]
    necessity: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of the log (Wpg art. 32)."""

    provision: UUID
    act: str
    giver: str
    recipient: str
    basis: str
    kinds: tuple[str, ...]
    why: str
    by: UUID | None
    at: datetime


@dataclass(frozen=True, slots=True)
class AuditRow:
    kind: str
    held_on: date
    result: str
    sent_on: date | None
    findings: str
    by: UUID


@dataclass(frozen=True, slots=True)
class DueRow:
    """When the next audit of this kind must have been held; `on` is None while there is nothing to audit."""

    kind: str
    on: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class ListedRecord:
    """One line of a track: day and kinds, no content. `provision`: what it crossed over with."""

    id: UUID
    happened_on: date
    kinds: tuple[str, ...]
    by: UUID
    at: datetime
    keep_until: date
    provision: UUID | None = None
    stage: str = ""

    @property
    def reference(self) -> str:
        return self.id.hex[-8:].upper()


@dataclass(frozen=True, slots=True)
class RecordRow:
    listed: ListedRecord
    fields: tuple[Field, ...]
