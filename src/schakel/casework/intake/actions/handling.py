"""What a focal person does with a signal: read, weigh, give it an outcome, close, hand to a colleague."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.intake.actions.feedback import send_fixed
from schakel.casework.intake.actions.holding import held, needed
from schakel.casework.intake.models import Signal, StateChange
from schakel.casework.intake.queries.for_bundling import subjects_of
from schakel.casework.intake.queries.keeping import keep_until
from schakel.casework.intake.queries.sealing import bound
from schakel.casework.intake.rules import OUTCOMES, STATES, allowed, due_at, feedback_for
from schakel.ground.accounts import queries as accounts
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.duty import actions as duty
from schakel.ground.vault.actions import seal


def qualify(*, by: Actor, signal: UUID) -> None:
    """The signal was read; its reader becomes its owner when it has none."""
    _move(by=by, signal=signal, to="qualified", reason="")


def weigh(*, by: Actor, signal: UUID, reason: str) -> None:
    """Weighed, with the reason written down; also when something new came in after an outcome."""
    _move(by=by, signal=signal, to="weighed", reason=needed(reason))


def decide(*, by: Actor, signal: UUID, outcome: str, reason: str) -> None:
    """One of the outcomes, with its reason."""
    if outcome not in (*OUTCOMES, "plan"):
        raise Refused("signal.outcome", _("Kies een uitkomst uit de lijst."))
    _move(by=by, signal=signal, to=outcome, reason=needed(reason))


def close(*, by: Actor, signal: UUID, reason: str) -> None:
    _move(by=by, signal=signal, to="closed", reason=needed(reason))


def assign(*, by: Actor, signal: UUID, to: UUID, seen: UUID | Literal["any"] | None = "any") -> None:
    """Hands the signal to a focal person of the same municipality. `seen`: whose it was on the screen; Refused when
    a colleague was first."""
    with acting(by):
        row = held(by, signal)
        if seen != "any" and row.owner != seen:
            raise Refused(
                "signal.owner_changed",
                _("Een collega gaf dit signaal intussen door. Kijk bij wie het nu is, en kies opnieuw."),
            )
        people = {person.account for person in accounts.focal_persons(viewer=by, municipality=row.municipality)}
        if to not in people:
            raise Refused("signal.owner", _("Deze collega is geen aandachtsfunctionaris van uw gemeente."))
        Signal.objects.filter(id=row.id).update(owner=to)
        audit.record(
            "signal.assigned", by=by, organisation=row.controller, object_kind="signal", object_id=row.id,
            subjects=subjects_of(viewer=by, ids=[row.id]),
        )  # fmt: skip


def _move(*, by: Actor, signal: UUID, to: str, reason: str) -> None:
    with acting(by):
        row = held(by, signal)
        if not allowed(row.state, to):
            raise Refused(
                "signal.move",
                _(
                    "Een signaal dat '%(state)s' is, kan niet naar '%(to)s'. Ververs de pagina: misschien was een collega u voor."
                )
                % {"state": _(STATES[row.state]), "to": _(STATES[to])},
            )
        now = timezone.now()
        change = StateChange(
            id=new_id(),
            signal_id=row.id,
            controller=row.controller,
            from_state=row.state,
            to_state=to,
            at=now,
            by=by.account,
        )
        if reason:
            change.reason = seal(
                reason, organisation=row.controller, bound_to=bound("statechange", change.id, "reason")
            )
        StateChange.objects.bulk_create([change])
        Signal.objects.filter(id=row.id).update(
            state=to,
            owner=row.owner or by.account,
            keep_until=_keep_until(row, to, now),
            let_go_on=row.let_go_on if to == "closed" else None,
            due_at=due_at(to, since=timezone.localtime(now), minor=row.minor, danger=row.danger),
        )
        duty.settle(by=by, subject=row.id)
        send_fixed(row, feedback_for(to), by=by, at=now)
        audit.record(
            f"signal.{to}", by=by, organisation=row.controller, object_kind="signal", object_id=row.id,
            subjects=subjects_of(viewer=by, ids=[row.id]), facts={"from": row.state, "to": to},
        )  # fmt: skip


def _keep_until(row: Signal, to: str, now: datetime) -> date:
    """Shorter when nothing needs to be done; the full term again when it is weighed anew, and never less than it had."""
    days = {"received_on": timezone.localdate(row.received_at), "decided_on": timezone.localdate(now)}
    if to == "no_action":
        return keep_until(to, **days)
    return max(row.keep_until, keep_until(to, **days)) if to == "weighed" else row.keep_until
