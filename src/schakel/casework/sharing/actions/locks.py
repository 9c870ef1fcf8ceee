"""Whose it is, locked: the row of the own municipality, or a refusal that tells nothing."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from schakel.casework.sharing.models import Disclosure
from schakel.casework.sharing.rules import cleaned
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused


def only_focal(by: Actor) -> None:
    if not by.holds("focal_person"):
        raise Refused("sharing.role", _("Delen doet de aandachtsfunctionaris van de gemeente."))


def held(by: Actor, disclosure: UUID) -> Disclosure:
    """The disclosure of the actor's own municipality, locked until the end of the transaction."""
    only_focal(by)
    row = Disclosure.objects.select_for_update().filter(id=disclosure, controller=by.organisation).first()
    if row is None:
        raise Refused("disclosure.unknown", _("Deze brief is er niet."), as_not_found=True)
    return row


def needed(reason: str) -> str:
    """The reason without citizen service numbers. Refused when there is none."""
    if not reason.strip():
        raise Refused("reason.missing", _("Schrijf op waarom. Eén zin is genoeg."))
    return cleaned(reason)
