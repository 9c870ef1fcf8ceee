"""A consent ended: written into the clearing ledger, so that no backup makes it hold again; and who it was about."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from schakel.casework.intake import queries as intake
from schakel.casework.rights import actions as rights
from schakel.casework.rights.queries import WITHDRAWN, LedgerTrouble
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.site.clearing import line_of


def note_end(by: Actor, consent: UUID, signal: UUID, person: str) -> list[UUID]:
    """The identifiers of the person. Refused when the ledger cannot be written: then a backup could make it hold again."""
    try:
        rights.write_ledger(by=by, lines=[line_of(by, WITHDRAWN, signal, consent, rule="consent")])
    except LedgerTrouble as trouble:
        raise Refused(
            "consent.ledger",
            _("Dit kan nu niet worden vastgelegd. Stuur niets meer over deze persoon."),
            _("Bel uw beheerder: het wisboek is niet te schrijven."),
        ) from trouble
    row = intake.signal(viewer=by, signal=signal, reading=False)
    named = row.mentions if row else ()
    return [one.id for one in named if one.id and f"m{one.position}" == person]
