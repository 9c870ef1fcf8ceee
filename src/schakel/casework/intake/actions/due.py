"""Another due date, with the reason; what cannot wait is not put off."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.intake.actions.holding import held, needed
from schakel.casework.intake.models import DueChange, Signal
from schakel.casework.intake.queries.for_bundling import subjects_of
from schakel.casework.intake.queries.sealing import bound
from schakel.casework.intake.rules import due_fault
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal


def set_due(*, by: Actor, signal: UUID, due: datetime, reason: str) -> None:
    """From now on the signal asks for its next step by `due`. The old date and the reason stay in its history."""
    why = needed(reason)
    with acting(by):
        row, now = held(by, signal), timezone.now()
        wrong = due_fault(row.state, due, now=now, due=row.due_at, minor=row.minor, danger=row.danger)
        if wrong:
            raise Refused(f"signal.due_{wrong}", fault_text(wrong))
        change = DueChange(
            id=new_id(), signal_id=row.id, controller=row.controller, due_from=row.due_at, due_to=due, at=now, by=by.account
        )  # fmt: skip
        change.reason = seal(why, organisation=row.controller, bound_to=bound("duechange", change.id, "reason"))
        DueChange.objects.bulk_create([change])
        Signal.objects.filter(id=row.id).update(due_at=due)
        audit.record(
            "signal.due_set", by=by, organisation=row.controller, object_kind="signal", object_id=row.id,
            subjects=subjects_of(viewer=by, ids=[row.id]),
            facts={"later": row.due_at is not None and due > row.due_at},
        )  # fmt: skip


def fault_text(wrong: str) -> str:
    """Why this date cannot be, and what can."""
    return {
        "nothing_due": _("Dit signaal heeft al een uitkomst. Weeg het opnieuw als er iets bij komt."),
        "past": _("Deze dag is al voorbij. Kies een dag die nog komt."),
        "not_later": _("Dit signaal kan niet wachten. Lees het eerst en neem het in behandeling; kies daarna een dag."),
    }[wrong]
