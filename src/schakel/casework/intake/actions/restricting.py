"""A signal that is kept and not used, while somebody's request about it is looked at or for as long as they asked."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.intake.models import Restriction, Signal
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import SYSTEM_ROLE, Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


def restrict_signal(*, by: Actor, signal: UUID, request: UUID) -> bool:
    """From now on it links nothing, goes nowhere and takes no step. False when it is gone, or restricted already for
    this request."""
    with acting(by):
        row = _held(by, signal)
        if row is None or _running(row, request).exists():
            return False
        one = Restriction(id=new_id(), signal=row, controller=row.controller, request=request, at=timezone.now())
        Restriction.objects.bulk_create([one])
        audit.record(
            "signal.restricted", by=by, organisation=row.controller, object_kind="signal", object_id=row.id,
            facts={"number": row.number},
        )  # fmt: skip
        return True


def lift_restriction(*, by: Actor, signal: UUID, request: UUID) -> bool:
    """It can be used again, when no other request restricts it."""
    with acting(by):
        row = _held(by, signal)
        if row is None or not _running(row, request).update(lifted_at=timezone.now()):
            return False
        audit.record(
            "signal.unrestricted", by=by, organisation=row.controller, object_kind="signal", object_id=row.id,
            facts={"number": row.number},
        )  # fmt: skip
        return True


def _running(row: Signal, request: UUID) -> QuerySet[Restriction]:
    return Restriction.objects.filter(signal=row, request=request, lifted_at__isnull=True)


def _held(by: Actor, signal: UUID) -> Signal | None:
    if not by.holds(SYSTEM_ROLE):
        raise Refused("restriction.system", _("Een signaal afsluiten doet het systeem, na een besluit."))
    return Signal.objects.select_for_update().filter(id=signal, controller=by.organisation).first()
