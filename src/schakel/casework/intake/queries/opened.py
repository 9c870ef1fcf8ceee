"""One signal of another municipality, as long as an emergency access is open."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from schakel.casework.intake.models import Signal
from schakel.casework.intake.queries.rows import SignalRow
from schakel.casework.intake.queries.signals import persons_in, whole, whole_row
from schakel.ground.audit import actions as audit
from schakel.ground.breakglass import queries as breakglass
from schakel.ground.database.actor import Actor


def opened_signal(*, viewer: Actor, access: UUID) -> SignalRow | None:
    """What the viewer opened, without who reported it; None when it is shut, or was opened by somebody else.

    Each look leaves a line with the owner and one with the own organisation, with the result `break_glass`, and one for
    each person named in the processing log of the owner.
    """
    held = breakglass.access(viewer=viewer, which=access)
    if held is None or not held.open or held.account != viewer.account or held.organisation != viewer.organisation:
        return None
    found = whole(Signal.objects.filter(id=held.subject, controller=held.owner)).first()
    if found is None:  # the row policies have the last word, by the clock of the database
        return None
    for house, people in ((held.owner, persons_in(found)), (viewer.organisation, [])):
        audit.record(
            "signal.read", by=viewer, organisation=house, object_kind="signal", object_id=found.id, result="break_glass",
            subjects=people,
        )  # fmt: skip
    return replace(whole_row(found), reporter=None, noticer=None, reach="", feedback=(), dues=())
