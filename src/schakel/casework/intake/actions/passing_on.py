"""Which person noticed, as a number that says only whether two signals come from one; and how that person may be asked."""

from __future__ import annotations

from uuid import UUID

from schakel.casework.intake.models import Signal
from schakel.casework.intake.queries.sealing import bound
from schakel.casework.intake.rules import Noticer, mask_citizen_numbers
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.vault.actions import seal


def add_noticer(row: Signal, noticer: Noticer, *, by: Actor) -> None:
    """Fills the row, before it is written. For its own controller only is sealed how the person may be asked."""
    row.passed_on = noticer.relation
    row.noticer = _number_of(noticer, row, by)
    if reach := mask_citizen_numbers(noticer.reach.strip()):
        row.reach = seal(reach, organisation=row.controller, bound_to=bound("signal", row.id, "reach"))


def _number_of(noticer: Noticer, row: Signal, by: Actor) -> UUID:
    """Who is not told apart counts as the one before: nobody becomes another source by leaving a question open."""
    if noticer.other_person or by.account is None:
        return new_id()
    earlier = Signal.objects.filter(reporter=by.account, passed_on=noticer.relation)
    if noticer.same_as is not None:
        earlier = earlier.filter(id=noticer.same_as)
    else:
        earlier = earlier.filter(function=row.function, organisation_kind=row.organisation_kind)
    return earlier.order_by("-received_at", "-id").values_list("noticer", flat=True).first() or new_id()
