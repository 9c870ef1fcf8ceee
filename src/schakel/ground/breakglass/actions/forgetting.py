"""An emergency access goes with its signal, or when its term is over; the trail keeps that it was there."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from schakel.ground.audit import actions as audit
from schakel.ground.breakglass.models import Access
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting


def forget_signal(*, by: Actor, signal: UUID) -> int:
    """The signal goes for good: what was opened of it goes too; how many accesses."""
    with acting(by):
        return _gone(by, {"subject": signal}, signal)


def forget_old(*, by: Actor, before: date) -> int:
    """Accesses opened before that day that somebody looked back on; one that was not reviewed stays in sight."""
    with acting(by):
        return _gone(by, {"opened_at__date__lt": before, "reviewed_at__isnull": False}, None)


def _gone(by: Actor, which: dict[str, object], about: UUID | None) -> int:
    gone = Access.objects.filter(owner=by.organisation, **which).delete()[0]
    if gone:
        audit.record(
            "breakglass.forgotten", by=by, organisation=by.organisation, object_kind="breakglass", object_id=about,
            facts={"rows": gone},
        )  # fmt: skip
    return gone
