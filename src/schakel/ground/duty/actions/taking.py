"""Somebody says "Ik pak dit op": nobody else is called."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.ground.accounts import queries as accounts
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.duty.models import Alert


def take(*, by: Actor, subject: UUID) -> None:
    """`by` takes it up; a second time by the same person changes nothing. Refused when a colleague has it already."""
    with acting(by):
        row = _alert(by, subject)
        if row is None or row.taken_by == by.account:
            return
        if row.taken_at is not None:
            who = _name(by, row.taken_by)
            raise Refused(
                "alert.taken",
                _("%(name)s pakte dit al op. U hoeft niets te doen.") % {"name": who},
                _("Wilt u het overnemen? Vraag het %(name)s en geef het signaal dan door.") % {"name": who},
            )
        _stop(by, row)


def settle(*, by: Actor, subject: UUID) -> None:
    """Somebody went on with it without saying so: nobody else is called. Changes nothing when it was taken up."""
    with acting(by):
        row = _alert(by, subject)
        if row is not None and row.taken_at is None:
            _stop(by, row)


def _alert(by: Actor, subject: UUID) -> Alert | None:
    return Alert.objects.select_for_update().filter(organisation=by.organisation, subject=subject).first()


def _stop(by: Actor, row: Alert) -> None:
    now = timezone.now()
    Alert.objects.filter(id=row.id).update(taken_by=by.account, taken_at=now, next_at=None)
    audit.record(
        "alert.taken", by=by, organisation=row.organisation, object_kind="alert", object_id=row.id,
        facts={"number": row.number, "minutes": int((now - row.made_at).total_seconds() // 60)},
    )  # fmt: skip


def _name(by: Actor, account: UUID | None) -> str:
    people = accounts.focal_persons(by, municipality=by.municipality or "")
    return next((one.name for one in people if one.account == account), _("Een collega"))
