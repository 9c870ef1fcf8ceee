"""What cannot wait and nobody took up yet, for who was called; and who was called for one thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from schakel.ground.accounts import queries as accounts
from schakel.ground.database.actor import Actor
from schakel.ground.duty.models import Alert


@dataclass(frozen=True, slots=True)
class CallRow:
    """`name` is empty when the person no longer has the role."""

    account: UUID
    name: str
    at: datetime
    mailed_at: datetime | None


@dataclass(frozen=True, slots=True)
class AlertRow:
    """`next_at`: when the next person is called; None when it was taken up, or when all were called."""

    subject: UUID
    number: int
    reason: str
    made_at: datetime
    next_at: datetime | None
    taken_by: UUID | None
    taken_name: str
    taken_at: datetime | None
    calls: tuple[CallRow, ...]


def alerts(*, viewer: Actor) -> list[AlertRow]:
    """Open alerts that the viewer was called for, oldest first."""
    if viewer.account is None:
        return []
    mine = Alert.objects.filter(
        organisation=viewer.organisation, taken_at__isnull=True, calls__account=viewer.account
    ).order_by("made_at", "number")
    return _rows(viewer, list(mine.prefetch_related("calls")))


def alert_for(*, viewer: Actor, subject: UUID) -> AlertRow | None:
    """The alert for one thing of the own organisation, open or taken up; None when there was none."""
    found = Alert.objects.filter(organisation=viewer.organisation, subject=subject).prefetch_related("calls")
    return next(iter(_rows(viewer, list(found))), None)


def _rows(viewer: Actor, found: list[Alert]) -> list[AlertRow]:
    if not found:
        return []
    people = accounts.focal_persons(viewer, municipality=viewer.municipality or "")
    names = {one.account: one.name for one in people}
    return [
        AlertRow(
            subject=row.subject,
            number=row.number,
            reason=row.reason,
            made_at=row.made_at,
            next_at=row.next_at,
            taken_by=row.taken_by,
            taken_name=names.get(row.taken_by, "") if row.taken_by else "",
            taken_at=row.taken_at,
            calls=tuple(
                CallRow(call.account, names.get(call.account, ""), call.at, call.mailed_at)
                for call in sorted(row.calls.all(), key=lambda call: (call.at, str(call.id)))
            ),
        )
        for row in found
    ]
