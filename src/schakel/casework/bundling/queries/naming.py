"""Where somebody is named in what people wrote about links and bundles, and which signals the blind keys find for a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import models

from schakel.casework.bundling.models import Judgement, LinkKey, WorksheetAnswer
from schakel.casework.bundling.queries.blinding import blinded
from schakel.casework.bundling.queries.readings import bound
from schakel.engines.linkage import Mention, Signal, entries, observe
from schakel.engines.linkage.naming import Spans, spans_of
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.vault.actions import seal, unseal


@dataclass(frozen=True, slots=True)
class ReasonPlace:
    """A column in which people say why. `kind`: its name where it is sealed."""

    model: type[models.Model]
    kind: str

    def opened(self, row: Any) -> str:
        return unseal(bytes(row.reason), organisation=row.controller, bound_to=bound(self.kind, row.id, "reason"))

    def sealed(self, row: Any, text: str) -> bytes:
        return seal(text, organisation=row.controller, bound_to=bound(self.kind, row.id, "reason"))


REASONS: Final[dict[str, ReasonPlace]] = {
    "bundling.judgement.reason": ReasonPlace(Judgement, "judgement"),
    "bundling.worksheet.reason": ReasonPlace(WorksheetAnswer, "worksheet"),
}
"""By a code that stays: it stands in the clearing ledger."""


@dataclass(frozen=True, slots=True)
class NamedInReason:
    """A reason in which somebody is named; `signal` is one of those it is about, None when it is about none any more."""

    signal: UUID | None
    place: str
    row: UUID
    text: str
    spans: Spans


def reasons_naming(*, viewer: Actor, values: Sequence[str]) -> list[NamedInReason]:
    """Of the own municipality. Leaves a line in the trail, for everything that was read for it."""
    found = [one for place in REASONS for one in _named(place, values, viewer)]
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


def _named(place: str, values: Sequence[str], viewer: Actor) -> Iterator[NamedInReason]:
    held = REASONS[place]
    rows: Any = held.model._default_manager.filter(controller=viewer.organisation, reason__isnull=False)
    for row in rows.iterator(chunk_size=500):
        text = held.opened(row)
        if spans := spans_of(text, values):
            signal = row.a if isinstance(row, Judgement) else next(iter(row.rests_on), None)
            yield NamedInReason(signal, place, row.id, text, spans)
