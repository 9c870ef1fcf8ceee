"""Where somebody is named in what people wrote about links and bundles, and which signals the blind keys find for a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from schakel.casework.bundling.models import Judgement, LinkKey, WorksheetAnswer
from schakel.casework.bundling.queries.blinding import blinded
from schakel.engines.linkage import Mention, Signal, entries, observe
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.vault.actions import NamedText, TextPlace, named_in

REASONS: Final[dict[str, TextPlace]] = {
    "bundling.judgement.reason": TextPlace(Judgement, "reason", "bundling.judgement:{}:reason"),
    "bundling.worksheet.reason": TextPlace(WorksheetAnswer, "reason", "bundling.worksheet:{}:reason"),
}
"""By a code that stays: it stands in the clearing ledger."""


def reasons_naming(*, viewer: Actor, values: Sequence[str]) -> list[NamedText]:
    """Reasons that name one of these, each with a signal that it is about, if any is left. Leaves a line in the trail, for everything that was read for it."""
    named = named_in(REASONS, organisation=viewer.organisation, values=values)
    found = [replace(one, signal=_about(one)) for one in named]
    audit.record(
        "person.searched", by=viewer, organisation=viewer.organisation, object_kind="judgements", object_id=None,
        facts={"texts": len(found)}, activity="data_request",
    )  # fmt: skip
    return found


def signals_keyed(*, viewer: Actor, named: Sequence[tuple[str, str]]) -> frozenset[UUID]:
    """Own signals that hold the whole key of one of these (kind, value): as linking would find them, blind."""
    asked = Signal(
        id="asked", observed_on=date(2000, 1, 1), narrative="", mentions=tuple(Mention(kind, value) for kind, value in named)
    )  # fmt: skip
    keys = {
        key for about, held in entries(observe(asked)) if about != "form" for key in held if key.strength == "exact"
    }
    rows = LinkKey.objects.none()
    for known, blind in blinded(keys).items():
        rows |= LinkKey.objects.filter(kind=known.kind, key=int(blind.text))
    own = rows.filter(controller=viewer.organisation, covenant=None)
    return frozenset(own.values_list("signal", flat=True)) if keys else frozenset()


def _about(found: NamedText) -> UUID | None:
    row: Any = REASONS[found.place].model._default_manager.get(pk=found.row)
    return row.a if isinstance(row, Judgement) else next(iter(row.rests_on), None)
