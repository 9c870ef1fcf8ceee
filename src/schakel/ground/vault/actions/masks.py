"""Sealed texts in which somebody can be named: where that is, and how a name goes out of one again, by place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Final
from uuid import UUID

from django.db import models

from schakel.engines.linkage.naming import Spans, merged, spans_of, taken_out
from schakel.ground.vault.actions.texts import blind, seal, unseal

_APART: Final = "\n\x1e\n"
"""Between the texts of one JSON list while somebody looks at them: no sentence and no name goes across it."""


@dataclass(frozen=True, slots=True)
class Mask:
    """Places in one text. `was` and `now`: keyed hashes of the text before and after; 0 while it was not done."""

    place: str
    row: UUID
    spans: Spans
    was: int = 0
    now: int = 0


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text in which somebody is named, with the signal it is about and its number, where it is about one."""

    place: str
    row: UUID
    text: str
    spans: Spans
    signal: UUID | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A column in which people write. `bound`: what it is sealed to, with {} for the row; `whose`: of which organisation.

    `signal`, `number`: where the row says which signal it is about. `pairs`: it holds a JSON list of [code, text].
    """

    model: type[models.Model]
    field: str
    bound: str
    signal: str = ""
    number: str = ""
    whose: str = "controller"
    pairs: bool = False

    @property
    def column(self) -> str:
        return f"{self.model._meta.db_table}.{self.field}"

    def rows(self, organisation: UUID) -> models.QuerySet[Any]:
        """Those in which something was written."""
        wanted: dict[str, Any] = {self.whose: organisation, f"{self.field}__isnull": False}
        return self.model._default_manager.filter(**wanted)

    def opened(self, row: Any) -> str:
        told = self._unsealed(row)
        return _APART.join(text for _code, text in json.loads(told)) if self.pairs else told

    def sealed(self, row: Any, text: str) -> bytes:
        """The row's column with another text in it."""
        if self.pairs:
            codes = [code for code, _text in json.loads(self._unsealed(row))]
            text = json.dumps(list(zip(codes, text.split(_APART), strict=True)), ensure_ascii=False)
        return seal(text, organisation=getattr(row, self.whose), bound_to=self.bound.format(row.pk))

    def _unsealed(self, row: Any) -> str:
        sealed = bytes(getattr(row, self.field))
        return unseal(sealed, organisation=getattr(row, self.whose), bound_to=self.bound.format(row.pk))


def hashed(text: str) -> int:
    """A number that tells nothing of the text without the key, and is the same for the same text.

    Always under the first root: it stands in the clearing ledger, which a backup of before must follow too.
    """
    return blind("cleared.text", [text], generation=1)[0]


def remade(mask: Mask, text: str) -> tuple[Mask, str | None] | None:
    """The mask as done and the new text; without a text when it was done before, None when this is another text."""
    was = hashed(text)
    if was == mask.now:
        return mask, None
    if mask.was not in (0, was):
        return None
    spans = merged(text, mask.spans)
    left = taken_out(text, spans)
    return replace(mask, spans=spans, was=was, now=hashed(left)), left


def named_in(places: Mapping[str, TextPlace], *, organisation: UUID, values: Sequence[str]) -> Iterator[NamedText]:
    """Of what row security shows, what names one of these, place by place. The caller records the reading."""
    for code, place in places.items():
        for row in place.rows(organisation).iterator(chunk_size=500):
            text = place.opened(row)
            if spans := spans_of(text, values):
                signal, number = (attrgetter(one)(row) if one else None for one in (place.signal, place.number))
                yield NamedText(code, row.pk, text, spans, signal, number)


def mask_out(places: Mapping[str, TextPlace], masks: Sequence[Mask], *, organisation: UUID) -> list[Mask] | None:
    """The masks as done, or None, with nothing to keep of it, when a text is another one than was looked at.

    Done again it changes nothing; a row that is gone needs nothing. The caller has a transaction and records it.
    """
    done = []
    for mask in masks:
        place = places[mask.place]
        row = place.rows(organisation).filter(pk=mask.row).first()
        made = remade(mask, place.opened(row)) if row else (mask, None)
        if made is None:
            return None
        if made[1] is not None:
            place.model._default_manager.filter(pk=mask.row).update(**{place.field: place.sealed(row, made[1])})
        done.append(made[0])
    return done
