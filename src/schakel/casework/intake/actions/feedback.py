"""What a reporter hears: a fixed text of the content pack, never a word about the signal (rule 15)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.intake.models import Feedback, Signal
from schakel.casework.intake.queries.sealing import bound, words_of
from schakel.casework.intake.rules import mask_citizen_numbers
from schakel.casework.sharing import queries as sharing
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal

LONGEST_THANKS = 300
WAITS = frozenset({"passed_on", "closed"})  # what a recipient may ask to hold: the reporter then hears nothing yet


def give_feedback(*, by: Actor, signal: UUID, code: str, thanks: str = "") -> None:
    """Sends the fixed text `code`, with a free thank-you. Refused for a text that is not in the content pack."""
    if code not in pack().feedback:
        raise Refused("feedback.unknown", _("Kies een van de vaste teksten."))
    if len(thanks) > LONGEST_THANKS:
        raise Refused("feedback.too_long", _("Uw dank is te lang. Houd het bij een paar zinnen."))
    with acting(by):
        row = Signal.objects.select_for_update().filter(id=signal, controller=by.organisation).first()
        if row is None:
            raise Refused("signal.not_yours", _("Dit signaal is er niet."), as_not_found=True)
        if held_back(row, code, by=by):
            raise Refused(
                "feedback.held", _("Wie dit signaal kreeg, vroeg om de melder nog niets te zeggen. Wacht tot dat mag.")
            )
        send_fixed(row, code, by=by, at=timezone.now(), thanks=thanks)
        audit.record(
            "signal.feedback",
            by=by,
            organisation=row.controller,
            object_kind="signal",
            object_id=row.id,
            facts={"code": code},
        )


def send_fixed(row: Signal, code: str | None, *, by: Actor, at: datetime, thanks: str = "") -> None:
    """Adds the text to what the reporter sees, once in a row, with the same thanks too; None sends nothing."""
    if code is None or held_back(row, code, by=by):
        return
    thanks = mask_citizen_numbers(thanks.strip())
    last = Feedback.objects.filter(signal_id=row.id).order_by("-at", "-id").first()
    if last and last.code == code and thanks in ("", _thanks_of(last)):
        return
    message = Feedback(id=new_id(), signal_id=row.id, controller=row.controller, code=code, at=at, by=by.account)
    if thanks:
        place = bound("feedback", message.id, "thanks")
        message.thanks = seal(thanks, organisation=row.controller, bound_to=place)
    Feedback.objects.bulk_create([message])


def held_back(row: Signal, code: str, *, by: Actor) -> bool:
    """Whether this text waits, because somebody who got the signal asked it."""
    return code in WAITS and sharing.feedback_held(viewer=by, signal=row.id)


def _thanks_of(told: Feedback) -> str:
    return words_of(told.thanks, controller=told.controller, kind="feedback", row=told.id, field="thanks")
