"""What the term of the content pack is over for: who was called, days gone by, who was away."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.duty.models import Alert, Away, OtherDay


def forget_old(*, by: Actor, before: date) -> int:
    """How many rows from before that day went; a line in the trail when there were any."""
    with acting(by):
        gone = [
            Alert.objects.filter(organisation=by.organisation, made_at__date__lt=before).delete()[0],
            OtherDay.objects.filter(organisation=by.organisation, day__lt=before).delete()[0],
            Away.objects.filter(organisation=by.organisation, last__lt=before).delete()[0],
        ]
        if any(gone):
            audit.record(
                "duty.forgotten", by=by, organisation=by.organisation, object_kind="duty", object_id=None,
                facts={"rows": sum(gone)},
            )  # fmt: skip
    return sum(gone)


def forget(*, by: Actor, subject: UUID) -> bool:
    """What an alert was about goes for good: the alert and its calls go with it. False when there was none."""
    with acting(by):
        gone = Alert.objects.filter(organisation=by.organisation, subject=subject).delete()[0]
        if gone:
            audit.record(
                "duty.forgotten", by=by, organisation=by.organisation, object_kind="duty", object_id=subject,
                facts={"rows": gone},
            )  # fmt: skip
    return bool(gone)
