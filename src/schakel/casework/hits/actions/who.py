"""Who may, in the same words whatever is asked: a refusal tells only what its reader knows already."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from schakel.casework.intake import queries as intake
from schakel.ground.database.actor import SYSTEM_ROLE, Actor
from schakel.ground.database.refusal import Refused

LONGEST = 2_000


def only_focal(by: Actor) -> UUID:
    """The account that acts."""
    if by.account is None or not by.holds("focal_person"):
        raise Refused("regions.role", _("Een andere regio iets vragen doet de aandachtsfunctionaris."))
    return by.account


def only_privacy(by: Actor) -> UUID:
    if by.account is None or not by.holds("privacy_officer") or by.municipality is None:
        raise Refused(
            "regions.privacy", _("Een afspraak tussen regio's maakt de privacyfunctionaris van een gemeente.")
        )
    return by.account


def only_the_system(by: Actor) -> None:
    if not by.holds(SYSTEM_ROLE):
        raise Refused("regions.system", _("Dit doet het systeem zelf."))


def reason(text: str) -> str:
    """As it is kept: without a citizen service number. Refused when there is none."""
    words = intake.mask_citizen_numbers(text.strip())
    if not words:
        raise Refused("reason.missing", _("Schrijf op waarom. Eén zin is genoeg."))
    if len(words) > LONGEST or "\x00" in words:
        raise Refused("reason.too_long", _("Uw reden is te lang. Houd het bij een paar zinnen."))
    return words


def alone(controller: UUID) -> None:
    """Nobody else asks or carries out questions of this municipality until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"schakel.hits {controller}"])
