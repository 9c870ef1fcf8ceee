"""Everywhere somebody is named in what one municipality holds: in signals, by blind key and by word, and in reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from schakel.casework.bundling import queries as bundling
from schakel.casework.intake import queries as signals
from schakel.casework.rights.actions import MENTION
from schakel.casework.rights.queries import Occurrence
from schakel.engines.linkage.naming import Spans, sentences
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor

NAMES = ("person", "organisation", "online")
NUMBERS = ("phone", "licence_plate", "email", "bank_account", "document", "organisation_number", "address")


def occurrences(viewer: Actor, values: Sequence[str]) -> list[Occurrence]:
    """In order of signal; names and numbers first, then each sentence by itself. Only of the viewer's own municipality."""
    found = signals.naming(viewer=viewer, values=values)
    reasons = bundling.reasons_naming(viewer=viewer, values=values)
    keyed = bundling.signals_keyed(viewer=viewer, named=_as_typed(values))
    known = {one.signal for one in found.mentions}
    more = signals.at_places(viewer=viewer, signals=sorted(keyed - known))
    numbers = {one.signal: one.number for one in found.mentions} | {one.signal: one.number for one in found.texts}
    made = [*map(_mention, found.mentions), *(_mention(one, sure=False) for one in more)]
    for text in found.texts:
        made += _sentences(text.signal, text.number, text.place, text.row, text.text, text.spans)
    for reason in reasons:
        number = numbers.get(reason.signal) if reason.signal else None
        made += _sentences(reason.signal, number, reason.place, reason.row, reason.text, reason.spans)
    return sorted(made, key=lambda one: (one.number or 0, one.place != MENTION))


def _as_typed(values: Sequence[str]) -> list[tuple[str, str]]:
    """Each as whatever it may be: nobody says of a number whether it is that of a telephone or a plate."""
    return [(kind, value) for value in values for kind in (NUMBERS if any(sign.isdigit() for sign in value) else NAMES)]


def _mention(one: signals.NamedAt, sure: bool = True) -> Occurrence:
    """`sure` is false for what only the blind keys of its signal point at."""
    kind = pack().mention_kinds.get(one.kind)
    return Occurrence(
        place=MENTION, signal=one.signal, number=one.number, position=one.position, words=one.value,
        kind=str(kind.text) if kind else one.kind, sure=sure,
    )  # fmt: skip


def _sentences(
    signal: UUID | None, number: int | None, place: str, row: UUID, text: str, spans: Spans
) -> Iterator[Occurrence]:
    was = signals.hashed(text)
    for (start, end), inside in sentences(text, spans):
        yield Occurrence(
            place=place, signal=signal, number=number, row=row, words=text[start:end].strip(), spans=inside, was=was
        )
