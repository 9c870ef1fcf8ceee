"""Files with earlier signals: JSON Lines, CSV or XLSX in the exchange format, read whole and judged line by line."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from schakel.casework.intake.rules import Fault, Incoming
from schakel.casework.intake.rules.exchange import read_object
from schakel.ground.content.queries import Pack, pack

MOST_LINES = 20_000
MOST_COLUMNS = 250
MOST_UNPACKED = 100 * 1024 * 1024
_YES_NO = dict.fromkeys(("ja", "yes", "true", "1"), True) | dict.fromkeys(("nee", "no", "false", "0"), False)
_MOST_BLANK = 100_000  # a workbook may call a million rows its own that hold nothing


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One line: a signal, or the faults that keep it out. `raw` is what stood there, to give back."""

    line: int
    sender_id: str
    signal: Incoming | None = None
    reported_at: datetime | None = None
    municipality: str = ""
    faults: tuple[Fault, ...] = ()
    raw: str = field(default="", repr=False)


class FileRefused(Exception):
    """The file as a whole cannot be read; the message says why and how to mend it."""


def read_file(name: str, content: bytes) -> list[ReadRow]:
    """Every line of the file. FileRefused when it is none of the three kinds, or has too many lines."""
    lowered = name.lower()
    if lowered.endswith((".xlsx", ".xlsm")):
        rows = list(_from_cells(_sheet(content)))
    elif lowered.endswith(".csv"):
        rows = list(_from_cells(_csv(_text(content))))
    elif lowered.endswith((".jsonl", ".ndjson", ".json", ".txt")):
        rows = list(_json_lines(_text(content)))
    else:
        raise FileRefused("Kies een bestand dat eindigt op .jsonl, .csv of .xlsx.")
    if len(rows) > MOST_LINES:
        raise _too_long()
    return _no_doubles(rows)


def _too_long() -> FileRefused:
    return FileRefused(f"Dit bestand heeft meer dan {MOST_LINES} regels. Verdeel het over meer bestanden.")


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(f"Het bestand is geen UTF-8-tekst (bij byte {error.start}). Sla het op als UTF-8.") from error


def _json_lines(text: str) -> Iterator[ReadRow]:
    # Lines as files have them: inside a text there may be signs that Unicode calls the end of a line too.
    for line, raw in enumerate(io.StringIO(text, newline=None), start=1):
        if not raw.strip():
            continue
        try:
            row = json.loads(raw)
        except (ValueError, RecursionError) as error:
            where = f": bij teken {error.pos + 1} gaat het mis" if isinstance(error, json.JSONDecodeError) else ""
            yield ReadRow(line, "", faults=(Fault("", "json", f"Dit is geen JSON{where}."),), raw=raw)
            continue
        yield _judged(line, row, raw)


def _judged(line: int, row: Any, raw: str) -> ReadRow:
    exchanged, wrong = read_object(row)
    if exchanged is None:
        sender = row.get("id") if isinstance(row, dict) else ""
        return ReadRow(line, str(sender or "")[:64], faults=tuple(wrong), raw=raw)
    return ReadRow(line, exchanged.sender_id, exchanged.signal, exchanged.reported_at, exchanged.municipality, raw=raw)


def _csv(text: str) -> Iterator[list[str]]:
    first = re.split("[\r\n]", text, maxsplit=1)[0]
    comma = max(",;\t", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True)
    try:
        yield from lines
    except csv.Error as error:
        raise FileRefused(
            f"Bij regel {lines.line_num} staat een aanhalingsteken verkeerd, of is een vak te vol. Kijk die regel na."
        ) from error


def _sheet(content: bytes) -> Iterator[list[str]]:
    """The first sheet. A few bytes can stand for gigabytes, so what they unpack to is looked at first."""
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise _too_long()
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        widest = min(sheet.max_column, MOST_COLUMNS) if sheet.max_column else None
        for row in sheet.iter_rows(values_only=True, max_col=widest):
            yield [_cell(value) for value in row]
    except (FileRefused, MemoryError):
        raise
    except Exception as error:  # a broken workbook fails anywhere in the library, with whatever was at hand
        raise FileRefused("Dit is geen werkmap die wij kunnen lezen. Sla het bestand opnieuw op als .xlsx.") from error


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _from_cells(lines: Iterator[list[str]]) -> Iterator[ReadRow]:
    content = pack()
    headings: list[str] | None = None
    for line, cells in enumerate(lines, start=1):
        if line > MOST_LINES + _MOST_BLANK:
            raise _too_long()
        if not any(cell.strip() for cell in cells):
            continue
        while not cells[-1].strip():
            cells = cells[:-1]  # spreadsheets add empty columns
        if headings is None:
            headings = _headings(cells, content)
            continue
        if len(cells) > len(headings):
            fault = Fault(
                "",
                "cells",
                "Op deze regel staan meer vakken dan koppen. Zet tekst met een scheidingsteken tussen aanhalingstekens.",
            )
            yield ReadRow(line, "", faults=(fault,), raw=";".join(cells))
            continue
        yield _judged(line, _object(headings, cells, content), ";".join(cells))


def _headings(cells: list[str], content: Pack) -> list[str]:
    """The key of the format that each column means. FileRefused naming a heading that means nothing."""
    keys = []
    for cell in cells:
        kind, column = content.mention_kind_of(cell), content.column_of(cell)
        if column is None and kind is None:
            raise FileRefused(
                f"De kolom '{cell[:40]}' kennen wij niet. Haal haar weg of geef haar een naam uit de voorbeelden."
            )
        keys.append(column.code if column else f"mention:{kind.code if kind else ''}")
    return keys


def _object(headings: list[str], cells: list[str], content: Pack) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for key, cell in zip(headings, cells, strict=False):
        values = [value.strip() for value in cell.split(";") if value.strip()]
        if not values:
            continue
        if key.startswith("mention:"):
            row.setdefault("mentions", []).extend({"kind": key[8:], "value": value} for value in values)
        elif key == "indicators":
            row["observations"] = [{"indicator": value, "answer": "seen"} for value in values]
        elif key in ("immediate_danger", "minor_possibly_involved"):
            row[key] = _YES_NO.get(values[0].lower(), values[0])
        else:
            row[key] = cell.strip()
    return row


def _no_doubles(rows: list[ReadRow]) -> list[ReadRow]:
    """A second line with the same id is refused by name; which of the two is right is for the sender to say."""
    first: dict[str, int] = {}
    judged = []
    for row in rows:
        if row.sender_id and row.sender_id in first and not row.faults:
            text = f"Het kenmerk '{row.sender_id}' staat ook op regel {first[row.sender_id]}. Haal een van de twee weg."
            row = ReadRow(row.line, row.sender_id, faults=(Fault("id", "double", text),), raw=row.raw)
        first.setdefault(row.sender_id, row.line)
        judged.append(row)
    return judged
