"""Where somebody is named in the signals of the own municipality: at a place of its own, or in what people wrote.

Read whole, signal by signal, for a request of a person about their own data and for nothing else; it leaves a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import models

from schakel.casework.intake.models import (
    AddedObservation,
    Attachment,
    Correction,
    DueChange,
    Feedback,
    Observation,
    Provenance,
    Signal,
    StateChange,
)
from schakel.casework.intake.queries.corrections import IN_TURN, laid_over, typed_in
from schakel.casework.intake.queries.for_bundling import subjects_of
from schakel.casework.intake.queries.sealing import bound
from schakel.casework.intake.queries.signals import own
from schakel.engines.linkage.naming import Spans, spans_of
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.vault.actions import seal, unseal


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A column in which people write. `inside`: the text is one entry of a small JSON object."""

    model: type[models.Model]
    field: str
    inside: str = ""

    @property
    def kind(self) -> str:
        return self.model.__name__.lower()

    def opened(self, row: Any) -> str:
        told = self._unsealed(row)
        return str(json.loads(told)[self.inside]) if self.inside else told

    def sealed(self, row: Any, text: str) -> bytes:
        """The row's column with another text in it."""
        if self.inside:
            text = json.dumps(json.loads(self._unsealed(row)) | {self.inside: text}, ensure_ascii=False)
        return seal(text, organisation=row.controller, bound_to=self._place(row))

    def _unsealed(self, row: Any) -> str:
        return unseal(bytes(getattr(row, self.field)), organisation=row.controller, bound_to=self._place(row))

    def _place(self, row: Any) -> str:
        return bound(self.kind, row.id, self.field)


TEXTS: Final[dict[str, TextPlace]] = {
    "intake.signal.narrative": TextPlace(Signal, "narrative"),
    "intake.signal.reach": TextPlace(Signal, "reach"),
    "intake.observation.note": TextPlace(Observation, "note"),
    "intake.added.reason": TextPlace(AddedObservation, "reason"),
    "intake.correction.reason": TextPlace(Correction, "reason"),
    "intake.change.reason": TextPlace(StateChange, "reason"),
    "intake.due.reason": TextPlace(DueChange, "reason"),
    "intake.feedback.thanks": TextPlace(Feedback, "thanks"),
    "intake.provenance.reference": TextPlace(Provenance, "reference"),
    "intake.attachment.name": TextPlace(Attachment, "told", inside="name"),
}
"""Every column of intake in which somebody can be named, by a code that stays: it stands in the clearing ledger."""


@dataclass(frozen=True, slots=True)
class NamedAt:
    """A name, address or number at a place of its own; `value` is the last that stood there."""

    signal: UUID
    number: int
    position: int
    kind: str
    role: str
    value: str


@dataclass(frozen=True, slots=True)
class NamedIn:
    """A text in which somebody is named. `place`: a code of TEXTS; `spans`: where."""

    signal: UUID
    number: int
    place: str
    row: UUID
    text: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Named:
    """Everything found, in order of signal."""

    mentions: tuple[NamedAt, ...]
    texts: tuple[NamedIn, ...]


def naming(*, viewer: Actor, values: Sequence[str]) -> Named:
    """Where one of these names or numbers stands, or something that sounds like it. Only of the own municipality."""
    rows = own(viewer).order_by("number")
    numbers = dict(rows.values_list("id", "number"))
    mentions = [one for row in _with_mentions(viewer) for one in _named_at(row, values)]
    texts = [one for place in TEXTS for one in _named_in(place, numbers, values, viewer)]
    shown = sorted({one.signal for one in mentions} | {text.signal for text in texts})
    audit.record(
        "person.searched", by=viewer, organisation=viewer.organisation, object_kind="signals", object_id=None,
        subjects=subjects_of(viewer=viewer, ids=shown),
        facts={"signals": len(numbers), "mentions": len(mentions), "texts": len(texts)}, activity="data_request",
    )  # fmt: skip
    return Named(tuple(mentions), tuple(sorted(texts, key=lambda one: (one.number, one.place))))


def at_places(*, viewer: Actor, signals: Sequence[UUID]) -> list[NamedAt]:
    """Everything that is named in these signals; the caller has recorded the reading."""
    return [one for row in _with_mentions(viewer).filter(id__in=signals) for one in _named_at(row, None)]


def naming_people(*, viewer: Actor, before: datetime) -> dict[UUID, tuple[int, datetime, frozenset[int]]]:
    """Signals that came in before this moment and name people: number, when, and the places of the names; nobody's name."""
    rows = own(viewer).filter(received_at__lt=before, mentions__kind="person").order_by("received_at", "number")
    found: dict[UUID, tuple[int, datetime, frozenset[int]]] = {}
    for signal, number, at, position in rows.values_list("id", "number", "received_at", "mentions__position"):
        held = found.get(signal, (number, at, frozenset[int]()))[2]
        found[signal] = (number, at, held | {position})
    return found


def _with_mentions(viewer: Actor) -> models.QuerySet[Signal]:
    return own(viewer).defer("narrative").order_by("number").prefetch_related("mentions", IN_TURN)


def _named_at(row: Signal, values: Sequence[str] | None) -> Iterator[NamedAt]:
    """What was typed first and what was corrected since: a name that was put right is still there."""
    versions: dict[int, list[Any]] = {}
    for one in (*typed_in(row), *(laid.named for laid in laid_over(row))):
        versions.setdefault(one.position, []).append(one)
    for position, held in sorted(versions.items()):
        if values is None or any(spans_of(one.value, values) for one in held):
            last = next((one for one in reversed(held) if one.value), held[-1])
            yield NamedAt(row.id, row.number, position, last.kind, last.role, last.value)


def _named_in(place: str, numbers: dict[UUID, int], values: Sequence[str], viewer: Actor) -> Iterator[NamedIn]:
    text_place = TEXTS[place]
    rows: Any = text_place.model._default_manager.filter(
        controller=viewer.organisation, **{f"{text_place.field}__isnull": False}
    )
    for row in rows.iterator(chunk_size=500):
        signal = row.id if isinstance(row, Signal) else row.signal_id
        text = text_place.opened(row)
        if signal in numbers and (spans := spans_of(text, values)):
            yield NamedIn(signal, numbers[signal], place, row.id, text, spans)
