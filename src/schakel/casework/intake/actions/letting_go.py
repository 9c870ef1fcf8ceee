"""A signal that nothing confirms goes earlier, after its owner could see that; and stays when something does."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.intake.models import Signal, StateChange
from schakel.casework.intake.queries.keeping import keep_until
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import SYSTEM_ROLE, Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


def let_go(*, by: Actor, signal: UUID, until: date) -> None:
    """From now on this is its last day; its owner has it in sight until then."""
    with acting(by):
        row = _held(by, signal)
        if row is None or row.let_go_on is not None or until >= row.keep_until:
            return
        Signal.objects.filter(id=row.id).update(keep_until=until, let_go_on=timezone.localdate())
        _record("signal.announced", by, row, until)


def hold_on(*, by: Actor, signal: UUID) -> None:
    """Something confirms it after all: it has the term of its state again."""
    with acting(by):
        row = _held(by, signal)
        if row is None or row.let_go_on is None:
            return
        decided = (
            StateChange.objects.filter(signal=row, to_state="no_action").order_by("-at").values_list("at", flat=True)
        )
        received = timezone.localdate(row.received_at)
        since = decided.first()
        until = keep_until(
            "no_action", received_on=received, decided_on=timezone.localdate(since) if since else received
        )
        Signal.objects.filter(id=row.id).update(keep_until=max(until, row.keep_until), let_go_on=None)
        _record("signal.held_on", by, row, until)


def _held(by: Actor, signal: UUID) -> Signal | None:
    if not by.holds(SYSTEM_ROLE):
        raise Refused("signal.term", _("Termijnen voert het systeem uit."))
    return Signal.objects.select_for_update().filter(id=signal, controller=by.organisation).first()


def _record(kind: str, by: Actor, row: Signal, until: date) -> None:
    audit.record(
        kind, by=by, organisation=row.controller, object_kind="signal", object_id=row.id, basis="signal_soft",
        facts={"number": row.number, "until": until.isoformat()},
    )  # fmt: skip
