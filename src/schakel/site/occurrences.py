"""Everywhere somebody is named in what one municipality holds: in signals, by blind key and by word, and in what people
wrote around them. `cleared` says of every sealed column whether it is among these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from schakel.casework.bundling import queries as bundling
from schakel.casework.hits import queries as hits
from schakel.casework.intake import queries as signals
from schakel.casework.provisions import actions as provisions
from schakel.casework.rights import queries as rights
from schakel.casework.rights.actions import MENTION
from schakel.casework.rights.queries import Occurrence
from schakel.casework.sharing import queries as sharing
from schakel.engines.linkage.naming import Spans, sentences
from schakel.ground.breakglass import queries as breakglass
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.vault.actions import NamedText, hashed

NAMES = ("person", "organisation", "online")
NUMBERS = ("phone", "licence_plate", "email", "bank_account", "document", "organisation_number", "address")


def occurrences(viewer: Actor, values: Sequence[str]) -> list[Occurrence]:
    """In order of signal; names and numbers first, then each sentence by itself. Only of the viewer's own municipality."""
    found = signals.naming(viewer=viewer, values=values)
    keyed = bundling.signals_keyed(viewer=viewer, named=_as_typed(values))
    known = {one.signal for one in found.mentions}
    more = signals.at_places(viewer=viewer, signals=sorted(keyed - known))
    made = [*map(_mention, found.mentions), *(_mention(one, sure=False) for one in more)]
    for text in found.texts:
        made += _sentences(text.signal, text.number, text.place, text.row, text.text, text.spans)
    around = _around(viewer, values)
    standing = signals.headings(viewer=viewer, ids=sorted({one.signal for one in around if one.signal}))
    for one in around:  # a letter that went, and a provision, outlive the signal that they were about
        about = standing.get(one.signal) if one.signal else None
        signal, number = (about.id, about.number) if about else (None, None)
        made += _sentences(signal, number, one.place, one.row, one.text, one.spans)
    return sorted(made, key=lambda one: (one.number or 0, one.place != MENTION))


def _around(viewer: Actor, values: Sequence[str]) -> list[NamedText]:
    """What people wrote beside signals: of links, letters, questions, emergencies, telling people, and what the police gave."""
    return [
        *bundling.reasons_naming(viewer=viewer, values=values),
        *sharing.letters_naming(viewer=viewer, values=values),
        *hits.questions_naming(viewer=viewer, values=values),
        *breakglass.accesses_naming(viewer=viewer, values=values),
        *rights.notices_naming(viewer=viewer, values=values),
        *provisions.look_up(by=viewer, values=values),
    ]


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
    was = hashed(text)
    for (start, end), inside in sentences(text, spans):
        yield Occurrence(
            place=place, signal=signal, number=number, row=row, words=text[start:end].strip(), spans=inside, was=was
        )
