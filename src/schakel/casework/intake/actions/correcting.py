"""What stands in a signal is put right: a number typed wrong, a name that was left out, somebody wrongly named.

What was typed is never changed. Each correction is a row that says what stands there since, who said so and why; undoing
is a further correction. The trail line `signal.corrected` lets the links of this signal be looked for anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.intake.models import Correction, Signal
from schakel.casework.intake.queries.corrections import laid_over, typed_in
from schakel.casework.intake.queries.sealing import bound
from schakel.casework.intake.rules import (
    ADDED,
    CORRECTED,
    MOST_PARTS,
    REMOVED,
    Incoming,
    IncomingMention,
    Named,
    as_it_stands,
    faults,
    mask_citizen_numbers,
    next_position,
)
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal

LONGEST_REASON = 2_000


def correct_mention(
    *, by: Actor, signal: UUID, position: int, kind: str, value: str, reason: str, seen: int | None = None
) -> None:
    """Something else stands at this place from now on; also when it was removed before.

    `seen`: how many corrections the signal had as its reader knew it; refused when a colleague was first.
    """
    with acting(by):
        row = _held(by, signal, seen)
        before = _ever(row).get(position)
        if before is None:
            raise Refused("mention.unknown", _("Deze vermelding is er niet."), as_not_found=True)
        now = next((one for one in _now(row) if one.position == position), None)
        if now and (now.kind, now.value) == (kind, value.strip()):
            raise Refused("mention.same", _("Dit staat er al zo. Verander iets, of laat het staan."))
        about = {key: told for key, told in before.told.items() if key != "value"} if kind == before.kind else {}
        _write(by, row, CORRECTED, Named(position, kind, before.role, {**about, "value": value.strip()}), reason)


def add_mention(*, by: Actor, signal: UUID, kind: str, value: str, reason: str, seen: int | None = None) -> None:
    """A name, address or number that was not typed, or only in the words."""
    with acting(by):
        row = _held(by, signal, seen)
        if len(_now(row)) >= MOST_PARTS:
            raise Refused("mention.too_many", _("Er staan al te veel vermeldingen in dit signaal."))
        place = next_position(typed_in(row), laid_over(row))
        _write(by, row, ADDED, Named(place, kind, "unknown", {"value": value.strip()}), reason)


def remove_mention(*, by: Actor, signal: UUID, position: int, reason: str, seen: int | None = None) -> None:
    """What stands here is not about this signal: it links nothing and is shown no more, but in the history."""
    with acting(by):
        row = _held(by, signal, seen)
        now = next((one for one in _now(row) if one.position == position), None)
        if now is None:
            raise Refused("mention.unknown", _("Deze vermelding is er niet meer."), as_not_found=True)
        _write(by, row, REMOVED, now, reason)


def _held(by: Actor, signal: UUID, seen: int | None) -> Signal:
    if not by.holds("focal_person"):
        raise Refused("mention.role", _("Verbeteren wat er staat doet de aandachtsfunctionaris."))
    row = Signal.objects.select_for_update().filter(id=signal, controller=by.organisation).first()
    if row is None:
        raise Refused("signal.not_yours", _("Dit signaal is er niet."), as_not_found=True)
    if seen is not None and row.corrections.count() != seen:
        raise Refused(
            "mention.meanwhile",
            _(
                "Een collega verbeterde dit signaal terwijl u keek. Kijk opnieuw wat er staat. Wat u typte, staat er nog."
            ),
        )
    return row


def _now(row: Signal) -> list[Named]:
    return as_it_stands(typed_in(row), laid_over(row))


def _ever(row: Signal) -> Mapping[int, Named]:
    """What stood at each place last, also when it was removed since."""
    found = {one.position: one for one in typed_in(row)}
    return found | {one.named.position: one.named for one in laid_over(row) if one.what != REMOVED}


def _write(by: Actor, row: Signal, what: str, named: Named, reason: str) -> None:
    words = mask_citizen_numbers(reason.strip())
    if not words:
        raise Refused("reason.missing", _("Schrijf op waarom. Eén zin is genoeg."))
    if len(words) > LONGEST_REASON:
        raise Refused("reason.too_long", _("Uw reden is te lang. Houd het bij een paar zinnen."))
    if what != REMOVED:
        _refuse_faults(row, named)
    one = Correction(
        id=new_id(), signal_id=row.id, controller=row.controller, position=named.position, what=what, kind=named.kind,
        role=named.role, at=timezone.now(), by=by.account,
    )  # fmt: skip
    one.reason = _sealed(words, one, "reason")
    if what != REMOVED:
        one.value = _sealed(json.dumps(dict(named.told), ensure_ascii=False), one, "value")
    Correction.objects.bulk_create([one])
    audit.record(
        "signal.corrected", by=by, organisation=row.controller, object_kind="signal", object_id=row.id,
        subjects=[one.id] if named.kind == "person" else [],
        facts={"what": what, "kind": named.kind, "position": named.position},
    )  # fmt: skip


def _sealed(text: str, one: Correction, field: str) -> bytes:
    return seal(text, organisation=one.controller, bound_to=bound("correction", one.id, field))


def _refuse_faults(row: Signal, named: Named) -> None:
    """By the rules of the desk: a kind that is known, something typed, no citizen service number."""
    told: Mapping[str, Any] = named.told
    incoming = Incoming(row.observed_on, mentions=(IncomingMention(named.kind, str(told["value"])),))
    wrong = faults(incoming, today=timezone.localdate(), kinds=pack().mention_kinds.keys(), indicator=lambda code: True)
    if wrong:
        raise Refused(f"mention.{wrong[0].code}", wrong[0].said(_))
