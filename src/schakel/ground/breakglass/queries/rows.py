"""What the reads give back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One emergency access. `reason` and `verdict_reason` are "" for who may not read them; names are of organisations.

    `state`: running, ended (waits for its review), late (waits too long), reviewed.
    """

    id: UUID
    owner: UUID
    owner_name: str
    subject: UUID
    number: int
    account: UUID
    organisation: UUID
    organisation_name: str
    ground: str
    reason: str
    opened_at: datetime
    ends_at: datetime
    ended_at: datetime | None
    review_by: datetime
    state: str
    open: bool
    verdict: str
    verdict_reason: str
    reviewed_at: datetime | None


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """That the viewer was told of one access."""

    id: UUID
    access: UUID
    owner_name: str
    organisation_name: str
    at: datetime
    ours: bool


@dataclass(frozen=True, slots=True)
class Reviews:
    """How many wait for the viewer's review, and how many of those are late."""

    waiting: int
    late: int
