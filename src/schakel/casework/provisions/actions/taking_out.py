"""Somebody was wrongly written down in an officer's own track: who holds that track takes the name out, record by record.

Nobody else may look there, and a name taken out unseen could be a namesake's: so a person looks at each record.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from schakel.casework.provisions.actions.common import needed, only
from schakel.casework.provisions.models import InvestigationRecord, Provision, SupervisionRecord
from schakel.casework.provisions.queries.naming import TRACKS
from schakel.casework.provisions.rules import INVESTIGATION, ROLE
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import Mask, mask_out, named_in

NoteTaken = Callable[[Actor, UUID, Sequence[Mask]], None]
_noted: list[NoteTaken] = []


def names_go_with(note: NoteTaken) -> None:
    """`note(by, record, masks)`: writes down where no backup reaches what was taken out. Said once, when the house starts."""
    _noted[:] = [note]


def take_name_out(*, by: Actor, track: str, record: UUID, name: str, reason: str) -> int:
    """How many texts of this record the name, as it stands there, went out of; of an investigation also what was given
    out of it. What crossed to supervision stands there under its own right. Refused when the name does not stand there."""
    why, value = needed(reason), name.strip()
    if not value:
        raise Refused("provisions.name", _("Schrijf de naam zoals die er staat."))
    with acting(by):
        only(by, ROLE[track])
        rows = _rows(by, track, record)
        places = TRACKS[track]
        named = [one for one in named_in(places, organisation=by.organisation, values=[value]) if one.row in rows]
        if not named:
            raise Refused(
                "provisions.not_named", _("Deze naam staat hier niet. Schrijf hem precies zoals hij hier staat.")
            )
        done = mask_out(places, [Mask(one.place, one.row, one.spans) for one in named], organisation=by.organisation)
        assert done is not None, "nothing was looked at before"
        for note in _noted:
            note(by, record, done)
        audit.record(
            f"{track}.name_out", by=by, organisation=by.organisation, object_kind=track, object_id=record,
            facts={"texts": len(done), "reason_length": len(why)}, activity="data_request",
        )  # fmt: skip
        return len(done)


def _rows(by: Actor, track: str, record: UUID) -> frozenset[UUID]:
    model = InvestigationRecord if track == INVESTIGATION else SupervisionRecord
    if not model.objects.filter(id=record, controller=by.organisation).exists():
        raise Refused(f"{track}.unknown", _("Dit staat hier niet."), as_not_found=True)
    if track != INVESTIGATION:
        return frozenset({record})
    given = Provision.objects.filter(controller=by.organisation, direction="given", record=record)
    return frozenset({record, *given.values_list("id", flat=True)})
