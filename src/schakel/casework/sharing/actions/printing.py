"""Paper leaves the house: that a letter was made is written down, for each person in it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from schakel.casework.sharing.actions.locks import held
from schakel.casework.sharing.queries.disclosures import subjects_of
from schakel.casework.sharing.rules import PRINTABLE
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


def note_letter(*, by: Actor, disclosure: UUID) -> None:
    """Refused before somebody checked it: until then there is a preview and no letter."""
    with acting(by):
        row = held(by, disclosure)
        if row.state not in PRINTABLE:
            raise Refused(
                "disclosure.no_letter", _("Er is nog geen brief. Eerst kijkt iemand het voorstel na."),
                _("Is het ingetrokken? Maak dan een nieuw voorstel."),
            )  # fmt: skip
        audit.record(
            "disclosure.printed", by=by, organisation=row.controller, object_kind="disclosure", object_id=row.id,
            basis=row.basis.lower(), subjects=subjects_of(row),
        )  # fmt: skip
