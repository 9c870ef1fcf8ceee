"""The signal that an action is about, locked until the action is done."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from schakel.casework.intake.models import Signal
from schakel.casework.intake.queries.restricted import restricted
from schakel.casework.intake.rules import mask_citizen_numbers
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused


def held(by: Actor, signal: UUID, *, restricted_too: bool = False) -> Signal:
    """The signal, locked, of the actor's own municipality. Refused as not found for anyone else's.

    `restricted_too`: also when it is shut for use.
    """
    row = Signal.objects.select_for_update().filter(id=signal, controller=by.organisation).first()
    if row is None:
        raise Refused("signal.not_yours", _("Dit signaal is er niet."), as_not_found=True)
    if not restricted_too and restricted(viewer=by, signals=[row.id]):
        raise Refused(
            "signal.restricted",
            _("Dit signaal is afgesloten voor gebruik: iemand vroeg daarom. Lezen kan, meer niet."),
            _("Vraag het de privacyfunctionaris."),
        )
    return row


def needed(reason: str) -> str:
    """The reason without citizen numbers; Refused when there is none."""
    if not reason.strip():
        raise Refused("reason.missing", _("Schrijf op waarom. Eén zin is genoeg."))
    return mask_citizen_numbers(reason.strip())
