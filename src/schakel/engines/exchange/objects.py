"""One signal as an object of the exchange format, read strictly. Unknown keys are refused by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from schakel.engines.exchange.shape import (
    FIRST_YEAR,
    LONGEST_ID,
    Fault,
    Incoming,
    IncomingMention,
    IncomingObservation,
    fault,
    shown,
    unkeepable,
)  # fmt: skip
from schakel.engines.exchange.words import marked as _

KEYS: Final = (
    "id", "observed_on", "reported_at", "organisation_kind", "organisation", "function", "municipality",
    "immediate_danger", "minor_possibly_involved", "narrative", "observations", "mentions",
)  # fmt: skip
_OBSERVATION_KEYS: Final = ("indicator", "answer", "basis", "note")
_MENTION_KEYS: Final = ("kind", "value", "role", "birth_date", "age_from", "age_to")
FILE_KEYS: Final = ("attachments", "attachment", "files", "file", "photos", "images", "bijlagen", "bestanden")
_LONGEST_WORD: Final = 64
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}", re.ASCII)
_MUNICIPALITY: Final = re.compile(r"GM[0-9]{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Exchanged:
    """One object of the format. `municipality` and `organisation` are what the sender wrote, for the caller to weigh."""

    sender_id: str
    signal: Incoming
    reported_at: datetime | None
    municipality: str
    organisation: str


class _Reader:
    """Takes typed values out of one object and gathers what is wrong, with its place."""

    def __init__(self, row: Mapping[str, Any], place: str, keys: tuple[str, ...], found: list[Fault]) -> None:
        self.row, self.place, self.found = row, place, found
        for key in row:
            if key not in keys:
                name = shown(str(key))
                if name.lower() in FILE_KEYS:
                    text = _(
                        "Bestanden horen niet bij dit formaat: een mens voegt ze toe op de pagina. Haal '%(key)s' weg."
                    )
                    self.fault(name, "no_files", text, key=name)
                else:
                    self.fault(name, "unknown_key", _("Het veld '%(key)s' kennen wij niet. Haal het weg."), key=name)

    def fault(self, key: str, code: str, text: str, /, **values: str | int) -> None:
        self.found.append(fault(f"{self.place}{key}", code, text, **values))

    def text(self, key: str, *, needed: bool = False, longest: int = 0) -> str:
        value = self.row.get(key, "")
        if value == "":
            if needed:
                self.fault(key, "missing", _("Het veld '%(key)s' ontbreekt of is leeg. Vul het in."), key=key)
            return ""
        if not isinstance(value, str):
            self.fault(key, "text", _("Het veld '%(key)s' moet tekst zijn."), key=key)
            return ""
        if unkeepable(value):
            text = _("In het veld '%(key)s' staat een onzichtbaar teken dat wij niet kunnen bewaren. Typ dit opnieuw.")
            self.fault(key, "signs", text, key=key)
            return ""
        if longest and len(value) > longest:
            text = _("Het veld '%(key)s' is langer dan %(most)s tekens. Maak het korter.")
            self.fault(key, "too_long", text, key=key, most=longest)
        return value

    def flag(self, key: str) -> bool | None:
        value = self.row.get(key)
        if key in self.row and not isinstance(value, bool):
            self.fault(key, "flag", _("Schrijf hier true of false (in een spreadsheet: ja of nee), of laat het leeg."))
            return None
        return value

    def number(self, key: str) -> int | None:
        value = self.row.get(key)
        if key in self.row and (not isinstance(value, int) or isinstance(value, bool)):
            self.fault(key, "number", _("Het veld '%(key)s' moet een heel getal zijn."), key=key)
            return None
        return value

    def rows(self, key: str) -> list[Mapping[str, Any]]:
        value = self.row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            self.fault(key, "list", _("Het veld '%(key)s' moet een lijst van objecten zijn."), key=key)
            return []
        return value


def read_object(row: Any, *, organisation_kind: str = "") -> tuple[Exchanged | None, list[Fault]]:
    """The signal that an object says, or None with every fault of how it is written. `form_faults` judges what it says.

    `organisation_kind` holds when the object says nothing of it.
    """
    found: list[Fault] = []
    if not isinstance(row, Mapping):
        return None, [fault("", "object", _("Op deze regel moet één JSON-object staan."))]
    reader = _Reader(row, "", KEYS, found)
    sender_id = reader.text("id", needed=True, longest=LONGEST_ID)
    observed_on = _day(reader)
    reported_at = _moment(reader)
    minor = reader.flag("minor_possibly_involved")
    signal = Incoming(
        observed_on=observed_on or date.min,
        narrative=reader.text("narrative"),
        observations=tuple(_observation(item, at, found) for at, item in enumerate(reader.rows("observations"))),
        mentions=tuple(_mention(item, at, found) for at, item in enumerate(reader.rows("mentions"))),
        minor={True: "yes", False: "no", None: "unknown"}[minor],
        danger=bool(reader.flag("immediate_danger")),
        function=reader.text("function", longest=_LONGEST_WORD),
        organisation_kind=reader.text("organisation_kind") or organisation_kind,
    )
    organisation = reader.text("organisation", longest=_LONGEST_WORD)
    exchanged = Exchanged(sender_id, signal, reported_at, _municipality(reader), organisation)
    return (None if found else exchanged), found


def _observation(item: Mapping[str, Any], at: int, found: list[Fault]) -> IncomingObservation:
    reader = _Reader(item, f"observations[{at}].", _OBSERVATION_KEYS, found)
    return IncomingObservation(
        reader.text("indicator", needed=True), reader.text("answer", needed=True), reader.text("basis"), reader.text("note")
    )  # fmt: skip


def _mention(item: Mapping[str, Any], at: int, found: list[Fault]) -> IncomingMention:
    reader = _Reader(item, f"mentions[{at}].", _MENTION_KEYS, found)
    return IncomingMention(
        reader.text("kind", needed=True),
        reader.text("value", needed=True),
        reader.text("role") or "unknown",
        reader.text("birth_date"),
        reader.number("age_from"),
        reader.number("age_to"),
    )


def _day(reader: _Reader) -> date | None:
    text = reader.text("observed_on", needed=True)
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    if text:
        said = _("'%(written)s' is geen dag. Schrijf hem als 2026-02-03.")
        reader.fault("observed_on", "date", said, written=shown(text, 20))
    return None


def _moment(reader: _Reader) -> datetime | None:
    text, moment = reader.text("reported_at"), None
    try:
        if _MOMENT.match(text):
            moment = datetime.fromisoformat(text.upper())
    except ValueError:
        pass
    if text and moment is None:
        said = _("'%(written)s' is geen tijdstip. Schrijf het als 2026-02-03T14:30:00+01:00.")
        reader.fault("reported_at", "moment", said, written=shown(text, 30))
    if moment and moment.year < FIRST_YEAR:
        reader.fault("reported_at", "too_early", _("Dit tijdstip is te lang geleden. Kijk het jaar na."))
        return None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def _municipality(reader: _Reader) -> str:
    text = reader.text("municipality")
    if text and not _MUNICIPALITY.fullmatch(text):
        said = _("'%(written)s' is geen gemeentecode. Schrijf GM en vier cijfers.")
        reader.fault("municipality", "municipality", said, written=shown(text, 20))
        return ""
    return text
