"""Both sides are asked, each apart. Content moves only when both said yes on a basis; a no looks like no answer yet."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.hits.actions.who import only_focal, reason
from schakel.casework.hits.models import NO, YES, Side
from schakel.casework.hits.queries.sealing import bound, outcome_of
from schakel.casework.hits.queries.timing import possible_bases
from schakel.casework.hits.rules import Outcome
from schakel.casework.intake import queries as intake
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal


def agree_to_share(*, by: Actor, side: UUID, basis: str, necessity: str) -> None:
    """We are willing, on this basis, because of this. It opens nothing by itself, and can be taken back by declining.

    `basis`: one of the content pack on which a municipality may give something to another one.
    """
    with acting(by):
        only_focal(by)
        held = _held(by, side)
        if basis not in possible_bases():
            raise Refused(
                "hit.basis", _("Kies een grondslag."), _("Weet u het niet? Vraag het de privacyfunctionaris.")
            )
        words = reason(necessity)
        for row, _outcome in held:
            sealed = seal(words, organisation=by.organisation, bound_to=bound("side", row.id, "necessity"))
            _write(row, YES, basis, sealed, by)
        _record("regions.willing", side, held, by, basis)


def decline_to_share(*, by: Actor, side: UUID) -> None:
    """We are not, or no longer. The other side sees what it saw: that there is no answer yet."""
    with acting(by):
        only_focal(by)
        held = _held(by, side)
        for row, _outcome in held:
            _write(row, NO, "", None, by)
        _record("regions.not_willing", side, held, by)


def _held(by: Actor, side: UUID) -> list[tuple[Side, Outcome]]:
    """Every row of ours about this own signal and this municipality: what was found twice is answered once."""
    rows = Side.objects.select_for_update().filter(controller=by.organisation, visible_at__lte=timezone.now())
    told = {row.id: (row, outcome) for row in rows if (outcome := outcome_of(row)).root == row.question}
    if side not in told:
        raise Refused("hit.unknown", _("Dit verwante signaal is er niet meer."), as_not_found=True)
    about = told[side][1]
    return [one for one in told.values() if (one[1].signal, one[1].other) == (about.signal, about.other)]


def _write(row: Side, answer: str, basis: str, necessity: bytes | None, by: Actor) -> None:
    said = {"answer": answer, "basis": basis, "necessity": necessity}
    Side.objects.filter(id=row.id).update(**said, answered_by=by.account, answered_at=timezone.now())


def _record(kind: str, side: UUID, held: list[tuple[Side, Outcome]], by: Actor, basis: str = "") -> None:
    subjects = intake.subjects_of(viewer=by, ids=[held[0][1].signal])
    audit.record(
        kind, by=by, organisation=by.organisation, object_kind="region_side", object_id=side, basis=basis.lower(),
        subjects=subjects,
    )  # fmt: skip
