"""A name went out of an officer's own track: written into the clearing ledger, so that no backup brings it back."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from schakel.casework.rights import actions as rights
from schakel.casework.rights.queries import CLEARED, LedgerTrouble
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.vault.actions import Mask
from schakel.site.clearing import line_of


def note_taken(by: Actor, record: UUID, masks: Sequence[Mask]) -> None:
    """Refused when the ledger cannot be written: then a backup could bring the name back. Each time is a line of its own."""
    try:
        rights.write_ledger(by=by, lines=[line_of(by, CLEARED, None, new_id(), masks=masks)])
    except LedgerTrouble as trouble:
        raise Refused(
            "provisions.ledger",
            _("Dit kan nu niet worden vastgelegd."),
            _("Bel uw beheerder: het wisboek is niet te schrijven."),
        ) from trouble
