"""CSV and workbooks as numbered lines of cells. What a spreadsheet does to what people typed is seen and named."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zipfile import ZipFile

from openpyxl import load_workbook

from schakel.engines.exchange.shape import Fault, fault, shown
from schakel.engines.exchange.words import marked as _

MOST_COLUMNS: Final = 250
MOST_UNPACKED: Final = 100 * 1024 * 1024
_MOST_EXACT: Final = 10**15  # Excel keeps fifteen digits of a number, and zeros after them
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="[A-Z]+(\d+):[A-Z]+(\d+)"')
_ESCAPED: Final = ("'=", "'+", "'-", "'@", "'\t", "'\r")  # how a cell that a spreadsheet would run is written down
_SHEET_ROWS: Final = 1_048_576
_DECLARES: Final = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)")  # in UTF-8 and UTF-16


class FileRefused(Exception):
    """The file as a whole cannot be read; `fault` says where (`line`, 0 for nowhere), why, and how to mend it."""

    def __init__(self, text: str, *, line: int = 0, **values: str | int) -> None:
        self.fault = fault("", "file", text, **values)
        self.line = line
        super().__init__(self.fault.said())


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` as it reads; `number`: the spreadsheet made a number of it; `odd`: formula, error or digits, else ""."""

    text: str
    number: bool = False
    odd: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`merged`: numbers of the lines on which cells were merged. `notes`: what was there and was not read."""

    lines: Iterator[tuple[int, list[Cell]]]
    comma: str = ""
    merged: frozenset[int] = frozenset()
    notes: tuple[Fault, ...] = ()


def text_of(content: bytes) -> str:
    """UTF-8, or UTF-16 with a byte order mark. FileRefused for anything else."""
    kind = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(kind)
    except UnicodeDecodeError as trouble:
        line = content.count(b"\n", 0, trouble.start) + 1
        text = _("Het bestand is geen UTF-8-tekst (bij byte %(place)s). Sla het op als UTF-8.")
        raise FileRefused(text, line=line, place=trouble.start) from trouble


def csv_sheet(text: str) -> Sheet:
    """The separator is the one that the first line has most of: comma, semicolon or tab."""
    first = re.split("[\r\n]", text, maxsplit=1)[0]
    comma = max(",;\t", key=first.count)
    return Sheet(_csv_lines(text, comma), comma)


def _csv_lines(text: str, comma: str) -> Iterator[tuple[int, list[Cell]]]:
    reader, line = csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True), 0
    try:
        for cells in reader:
            yield line + 1, [_written(value) for value in cells]
            line = reader.line_num
    except csv.Error as trouble:
        text = _("Bij regel %(at)s staat een aanhalingsteken verkeerd, of is een vak te vol. Kijk die regel na.")
        raise FileRefused(text, line=reader.line_num, at=reader.line_num) from trouble


def _written(value: str) -> Cell:
    text = value[1:] if value.startswith(_ESCAPED) else value
    return Cell(text, odd="digits" if re.fullmatch(r"\d[.,]\d+E\+\d+", text.strip(), re.ASCII) else "")


def workbook_sheet(content: bytes, most: int) -> Sheet:
    """The first sheet that is not hidden. A few bytes can stand for gigabytes, so what they unpack to is looked at first."""
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise too_long(most)
            if any(_DECLARES.search(packed.read(part)) for part in packed.infolist()):
                raise _broken()  # no spreadsheet declares entities: they fetch files, or grow without end
        book = load_workbook(io.BytesIO(content), read_only=True)
        seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not seen:
            raise FileRefused(_("Alle werkbladen van deze map zijn verborgen. Maak er een zichtbaar."))
        notes = tuple(_not_read(sheet) for sheet in book.worksheets if sheet is not seen[0])
        return Sheet(_sheet_lines(seen[0]), merged=_merged(content, seen[0]), notes=notes)
    except (FileRefused, MemoryError):
        raise
    except Exception as trouble:  # a broken workbook fails anywhere in the library, with whatever was at hand
        raise _broken() from trouble


def too_long(most: int) -> FileRefused:
    return FileRefused(_("Dit bestand heeft meer dan %(most)s regels. Verdeel het over meer bestanden."), most=most)


def _broken() -> FileRefused:
    return FileRefused(_("Dit is geen werkmap die wij kunnen lezen. Sla het bestand opnieuw op als .xlsx."))


def _not_read(sheet: Any) -> Fault:
    if sheet.sheet_state == "visible":
        text = _("Werkblad '%(name)s' is niet gelezen: alleen het eerste werkblad telt.")
    else:
        text = _("Werkblad '%(name)s' is verborgen en niet gelezen.")
    return fault("", "sheet", text, name=shown(sheet.title))


def _merged(content: bytes, sheet: Any) -> frozenset[int]:
    """The lines that merged cells stand on; of cells over several lines only the first holds what was typed."""
    with ZipFile(io.BytesIO(content)) as packed:
        found = _MERGED.findall(packed.read(sheet._worksheet_path))
    spans = [(int(first), min(int(last), _SHEET_ROWS)) for first, last in found]
    return frozenset(line for first, last in spans for line in range(first, last + 1))


def _sheet_lines(sheet: Any) -> Iterator[tuple[int, list[Cell]]]:
    try:
        widest = min(sheet.max_column, MOST_COLUMNS) if sheet.max_column else None
        for line, row in enumerate(sheet.iter_rows(max_col=widest), start=1):
            yield line, [_cell(one) for one in row[:MOST_COLUMNS]]
    except (FileRefused, MemoryError):
        raise
    except Exception as trouble:
        raise _broken() from trouble


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell("")
    if cell.data_type == "f":
        return Cell(str(value), odd="formula")
    if cell.data_type == "e":
        return Cell(str(value), odd="error")
    if isinstance(value, datetime):
        return Cell(value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat())
    if isinstance(value, date):
        return Cell(value.isoformat())
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Cell(str(value))
    whole = str(int(value)) if float(value).is_integer() and abs(value) < _MOST_EXACT else str(value)
    return Cell(whole, number=True, odd="digits" if abs(value) >= _MOST_EXACT else "")
