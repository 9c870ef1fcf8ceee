"""The exchange format: one signal as a JSON object, read strictly. Unknown keys are refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from schakel.casework.intake.rules.shape import (
    FIRST_YEAR,
    Fault,
    Incoming,
    IncomingMention,
    IncomingObservation,
    unkeepable,
)

KEYS: Final = (
    "id", "observed_on", "reported_at", "organisation_kind", "organisation", "function", "municipality",
    "immediate_danger", "minor_possibly_involved", "narrative", "observations", "mentions",
)  # fmt: skip
_OBSERVATION_KEYS: Final = ("indicator", "answer", "basis", "note")
_MENTION_KEYS: Final = ("kind", "value", "role", "birth_date", "age_from", "age_to")
FILE_KEYS: Final = ("attachments", "attachment", "files", "file", "photos", "images", "bijlagen", "bestanden")
LONGEST_ID: Final = 64


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
                name = str(key)[:40].encode(errors="replace").decode()
                if name.lower() in FILE_KEYS:
                    text = (
                        f"Bestanden horen niet bij dit formaat: een mens voegt ze toe op de pagina. Haal '{name}' weg."
                    )
                    self.fault(name, "no_files", text)
                else:
                    self.fault(name, "unknown_key", f"Het veld '{name}' kennen wij niet. Haal het weg.")

    def fault(self, key: str, code: str, text: str) -> None:
        self.found.append(Fault(f"{self.place}{key}", code, text))

    def text(self, key: str, *, needed: bool = False, longest: int = 0) -> str:
        value = self.row.get(key)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or (needed and not value.strip()):
            self.fault(
                key,
                "text",
                f"Het veld '{key}' moet tekst zijn en mag niet leeg zijn."
                if needed
                else f"Het veld '{key}' moet tekst zijn.",
            )
            return ""
        if unkeepable(value):
            self.fault(key, "signs", f"In het veld '{key}' staat een onzichtbaar teken dat wij niet kunnen bewaren.")
            return ""
        if longest and len(value) > longest:
            self.fault(key, "too_long", f"Het veld '{key}' is langer dan {longest} tekens.")
        return value

    def flag(self, key: str) -> bool | None:
        value = self.row.get(key)
        if value is not None and not isinstance(value, bool):
            self.fault(key, "flag", f"Het veld '{key}' moet true of false zijn.")
            return None
        return value

    def number(self, key: str) -> int | None:
        value = self.row.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            self.fault(key, "number", f"Het veld '{key}' moet een heel getal zijn.")
            return None
        return value

    def rows(self, key: str) -> list[Mapping[str, Any]]:
        value = self.row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            self.fault(key, "list", f"Het veld '{key}' moet een lijst van objecten zijn.")
            return []
        return value


def read_object(row: Any, *, organisation_kind: str = "other") -> tuple[Exchanged | None, list[Fault]]:
    """The signal that an object says, or None with every fault of its form. Meaning is checked by `faults`.

    `organisation_kind` holds when the object says nothing of it.
    """
    found: list[Fault] = []
    if not isinstance(row, Mapping):
        return None, [Fault("", "object", "Op deze regel moet één JSON-object staan.")]
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
        function=reader.text("function", longest=64),
        organisation_kind=reader.text("organisation_kind") or organisation_kind,
    )
    exchanged = Exchanged(
        sender_id, signal, reported_at, reader.text("municipality"), reader.text("organisation", longest=64)
    )
    return (None if found else exchanged), found


def write_object(sender_id: str, signal: Incoming, reported_at: datetime | None) -> dict[str, Any]:
    """The object that `read_object` reads back as this signal; what is empty is left out."""
    whole: dict[str, Any] = {
        "id": sender_id,
        "observed_on": signal.observed_on.isoformat(),
        "reported_at": reported_at.isoformat() if reported_at else "",
        "organisation_kind": signal.organisation_kind,
        "function": signal.function,
        "immediate_danger": signal.danger or None,
        "minor_possibly_involved": {"yes": True, "no": False}.get(signal.minor),
        "narrative": signal.narrative,
        "observations": [_filled(asdict(row)) for row in signal.observations],
        "mentions": [_filled(asdict(row)) for row in signal.mentions],
    }
    return _filled(whole)


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value not in ("", None, [])}


def _observation(item: Mapping[str, Any], at: int, found: list[Fault]) -> IncomingObservation:
    reader = _Reader(item, f"observations[{at}].", _OBSERVATION_KEYS, found)
    return IncomingObservation(
        reader.text("indicator", needed=True),
        reader.text("answer", needed=True),
        reader.text("basis"),
        reader.text("note"),
    )


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
        return date.fromisoformat(text) if text else None
    except ValueError:
        reader.fault("observed_on", "date", f"'{text[:20]}' is geen dag. Schrijf hem als 2026-02-03.")
        return None


def _moment(reader: _Reader) -> datetime | None:
    text = reader.text("reported_at")
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        reader.fault(
            "reported_at", "moment", f"'{text[:30]}' is geen tijdstip. Schrijf het als 2026-02-03T14:30:00+01:00."
        )
        return None
    if moment and moment.year < FIRST_YEAR:
        reader.fault("reported_at", "too_early", "Dit tijdstip is te lang geleden. Kijk het jaar na.")
        return None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
