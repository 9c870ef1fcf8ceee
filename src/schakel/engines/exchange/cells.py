"""Lines of cells under headings become objects of the format; each fault is told under the heading of its column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from schakel.engines.exchange.days import day_of, moment_of
from schakel.engines.exchange.shape import Fault, shown
from schakel.engines.exchange.tables import Cell, FileRefused
from schakel.engines.exchange.words import marked as _

Heading = Callable[[str], str | None]
"""What a heading means: a key of the format, "indicators", or "mention:" and a kind; None when it means nothing."""

REASON: Final = ("wat er mis is", "what is wrong")
"""The column that comes with lines that are given back; it is not read."""

NO_REASON: Final = "no reason"
_MENTION: Final = "mention:"
_YES_NO: Final = dict.fromkeys(("ja", "yes", "true", "1", "waar", "j", "y"), True) | dict.fromkeys(
    ("nee", "no", "false", "0", "onwaar", "n"), False
)
_SHORTEST: Final = {"phone": 10, "organisation_number": 8}  # digits; with fewer, a zero in front may have gone


@dataclass(slots=True)
class Read:
    """One line as an object; `columns` says under which heading each of its fields stands."""

    row: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def keys_of(cells: list[Cell], heading: Heading) -> list[str]:
    """The key of each column. FileRefused names a heading that means nothing, or that stands there twice."""
    keys: list[str] = []
    for cell in cells:
        text = cell.text.strip()
        key = NO_REASON if text.casefold() in REASON else heading(text)
        if key is None or cell.odd == "formula":
            told = _("De kolom '%(name)s' kennen wij niet. Haal haar weg of geef haar een naam uit de voorbeelden.")
            raise FileRefused(told, name=shown(text))
        if key in keys and not key.startswith(_MENTION):
            raise FileRefused(_("De kolom '%(name)s' staat er twee keer. Haal er een weg."), name=shown(text))
        keys.append(key)
    return keys


def object_of(keys: list[str], headings: list[str], cells: list[Cell]) -> Read:
    """The object that one line says, with what the spreadsheet broke in it."""
    read = Read()
    for key, name, cell in zip(keys, headings, cells, strict=False):
        if key == NO_REASON or not cell.text.strip():
            continue
        wrong = _broken(key, cell)
        if wrong:
            read.faults.append(Fault(name, *wrong))
        elif key.startswith(_MENTION):
            _mention(read, key.removeprefix(_MENTION), name, cell)
        else:
            read.columns["observations" if key == "indicators" else key] = name
            _value(read.row, key, cell)
    return read


def _mention(read: Read, kind: str, name: str, cell: Cell) -> None:
    named = read.row.setdefault("mentions", [])
    for value in _several(cell.text):
        read.columns[f"mentions[{len(named)}]"] = name
        named.append({"kind": kind, "value": value})


def _value(row: dict[str, Any], key: str, cell: Cell) -> None:
    text = cell.text.strip()
    if key == "indicators":
        row["observations"] = [{"indicator": value, "answer": "seen"} for value in _several(text)]
    elif key in ("immediate_danger", "minor_possibly_involved"):
        row[key] = _YES_NO.get(text.casefold(), text)
    elif key == "observed_on":
        row[key] = day_of(text)
    elif key == "reported_at":
        row[key] = moment_of(text)
    else:
        row[key] = text


def _several(text: str) -> list[str]:
    return [value.strip() for value in text.split(";") if value.strip()]


def _broken(key: str, cell: Cell) -> tuple[str, str] | None:
    """Code and sentence of what the spreadsheet did to this cell; None when it holds what was typed."""
    if cell.odd == "formula":
        return "formula", _("Hier staat een formule. Zet er de uitkomst neer: kopieer en plak alleen de waarde.")
    if cell.odd == "error":
        return "formula", _("Hier staat een foutmelding van de spreadsheet. Zet er de waarde neer.")
    if not key.startswith(_MENTION):
        return None
    if cell.odd == "digits":
        text = _(
            "De spreadsheet maakte hier een getal van en liet cijfers weg. Zet de kolom op Tekst en typ het opnieuw."
        )
        return "digits", text
    if cell.number and len(cell.text) < _SHORTEST.get(key.removeprefix(_MENTION), 0):
        text = _(
            "De spreadsheet maakte hier een getal van; een 0 vooraan kan weg zijn. Zet de kolom op Tekst en typ het opnieuw."
        )
        return "zero", text
    return None


def under_headings(found: list[Fault], columns: Mapping[str, str]) -> list[Fault]:
    """The same faults, each at the heading of the column that it is about."""
    return [Fault(_column(one.field, columns), one.code, one.text, one.values) for one in found]


def _column(place: str, columns: Mapping[str, str]) -> str:
    whole, _dot, _part = place.partition(".")
    return columns.get(place) or columns.get(whole) or columns.get(whole.partition("[")[0]) or place
