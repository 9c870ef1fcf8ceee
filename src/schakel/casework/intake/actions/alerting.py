"""A signal that cannot wait: who is on duty is called, and one of them says "Ik pak dit op"."""

from __future__ import annotations

from uuid import UUID

from schakel.casework.intake.actions.holding import held
from schakel.casework.intake.models import Signal
from schakel.casework.intake.rules import urgent
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.duty import actions as duty


def alert_duty(*, by: Actor, signal: UUID) -> bool:
    """Calls who is on duty for a signal that asks for it and nobody read yet; False when it does not, or was done before."""
    with acting(by):
        row = Signal.objects.filter(id=signal, controller=by.organisation).first()
        if row is None or row.state != "received" or not urgent(minor=row.minor, danger=row.danger):
            return False
        return duty.raise_alert(by=by, subject=row.id, number=row.number, reason="danger" if row.danger else "minor")


def take_up(*, by: Actor, signal: UUID) -> None:
    """ "Ik pak dit op": nobody else is called, and it is the signal of who says so. Refused when a colleague was first."""
    with acting(by):
        row = held(by, signal, restricted_too=True)  # danger cannot wait for a request
        duty.take(by=by, subject=row.id)
        if row.owner != by.account:
            Signal.objects.filter(id=row.id).update(owner=by.account)
            audit.record("signal.assigned", by=by, organisation=row.controller, object_kind="signal", object_id=row.id)
