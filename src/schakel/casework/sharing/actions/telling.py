"""Who got a signal may ask that its reporter hears nothing yet; the fixed text then waits (rule 15)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from schakel.casework.sharing.actions.locks import held
from schakel.casework.sharing.models import Disclosure
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


def hold_feedback(*, by: Actor, disclosure: UUID) -> None:
    """The recipient asks it. Refused for what never went."""
    _set(by, disclosure, held_back=True, entry="disclosure.feedback_held")


def release_feedback(*, by: Actor, disclosure: UUID) -> None:
    _set(by, disclosure, held_back=False, entry="disclosure.feedback_released")


def _set(by: Actor, disclosure: UUID, *, held_back: bool, entry: str) -> None:
    with acting(by):
        row = held(by, disclosure)
        if row.state not in ("sent", "acknowledged"):
            raise Refused("disclosure.not_sent", _("Deze brief is nog niet verstuurd."))
        Disclosure.objects.filter(id=row.id).update(feedback_held=held_back)
        audit.record(entry, by=by, organisation=row.controller, object_kind="disclosure", object_id=row.id)
