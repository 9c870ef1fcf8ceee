"""A signal whose term is over goes, whole: words, answers, names, decisions. What stays is the proof that it went."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.intake.models import Signal
from schakel.casework.intake.queries.expiring import rule_of
from schakel.casework.intake.queries.for_bundling import subjects_of
from schakel.casework.intake.queries.keeping import keep_until
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import SYSTEM_ROLE, Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


def destroy_signal(*, by: Actor, signal: UUID, on: date) -> bool:
    """Removes a signal of which the last day of its term lies before `on`, with everything that goes with it.

    What other modules made of it must be gone before, in the same transaction. False when it is gone already, or was
    given a longer term meanwhile. The trail says which rule, and how much of what; a line for each person in it.
    """
    with acting(by):
        row = _held(by, signal)
        if row is None or row.keep_until >= on:
            return False
        _destroy(by, row, rule_of("soft" if row.let_go_on else row.state))
        return True


def destroy_again(*, by: Actor, signal: UUID, rule: str) -> bool:
    """A signal that was destroyed before and came back with a copy of the database; `rule`: by which it went then."""
    with acting(by):
        row = _held(by, signal)
        if row is None:
            return False
        _destroy(by, row, rule)
        return True


def _destroy(by: Actor, row: Signal, rule: str) -> None:
    signal, subjects = row.id, subjects_of(viewer=by, ids=[row.id])
    _count, gone = row.delete()
    parts = {name.rpartition(".")[2].lower(): number for name, number in gone.items()}
    audit.record(
        "signal.destroyed", by=by, organisation=row.controller, object_kind="signal", object_id=signal,
        basis=rule, subjects=subjects,
        facts={"number": row.number, "state": row.state, "rule": rule, "term": row.keep_until.isoformat(), **parts},
    )  # fmt: skip


def keep_with_bundle(*, by: Actor, signal: UUID, last_step: date) -> date | None:
    """A signal that belongs to a story stays as long as that story: counted from its last step. None when it is gone.

    Never shorter than it had. Returns the last day on which it stays.
    """
    with acting(by):
        row = _held(by, signal)
        if row is None:
            return None
        until = keep_until("bundled", received_on=timezone.localdate(row.received_at), decided_on=last_step)
        if until <= row.keep_until:
            return row.keep_until
        Signal.objects.filter(id=row.id).update(keep_until=until, let_go_on=None)
        audit.record(
            "signal.kept_longer", by=by, organisation=row.controller, object_kind="signal", object_id=row.id,
            facts={"rule": rule_of("bundled"), "until": until.isoformat()},
        )  # fmt: skip
        return until


def _held(by: Actor, signal: UUID) -> Signal | None:
    if not by.holds(SYSTEM_ROLE):
        raise Refused("signal.term", _("Een signaal weggooien doet het systeem zelf, als de termijn voorbij is."))
    return Signal.objects.select_for_update().filter(id=signal, controller=by.organisation).first()
