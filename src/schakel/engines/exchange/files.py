"""Files with signals: JSON Lines, CSV or XLSX, read whole, each line with what keeps it out."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from schakel.engines.exchange.cells import REASON, Heading, keys_of, object_of, under_headings
from schakel.engines.exchange.form import form_faults
from schakel.engines.exchange.lines import read_json
from schakel.engines.exchange.objects import read_object
from schakel.engines.exchange.shape import Fault, Incoming, fault, shown
from schakel.engines.exchange.tables import Cell, FileRefused, Sheet, csv_sheet, text_of, too_long, workbook_sheet
from schakel.engines.exchange.words import marked as _

MOST_LINES: Final = 20_000
_MOST_BLANK: Final = 100_000  # a workbook may call a million rows its own that hold nothing
_KINDS: Final = {
    "xlsx": "xlsx", "xlsm": "xlsx", "csv": "csv", "tsv": "csv",
    "jsonl": "jsonl", "ndjson": "jsonl", "json": "jsonl", "txt": "jsonl",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One line: a signal, or the faults that keep it out. `raw` (JSON) or `cells` is what stood there, to give back.

    `columns`: under which heading of the file each field stands; empty for JSON, which has the fields themselves.
    """

    line: int
    sender_id: str
    signal: Incoming | None = None
    reported_at: datetime | None = None
    municipality: str = ""
    organisation: str = ""
    faults: tuple[Fault, ...] = ()
    raw: str = field(default="", repr=False)
    cells: tuple[str, ...] = field(default=(), repr=False)
    columns: Mapping[str, str] = field(default_factory=dict, repr=False)

    def with_faults(self, more: list[Fault]) -> ReadRow:
        """The same line, with these faults too, each at the column it is about."""
        return replace(self, faults=(*self.faults, *under_headings(more, self.columns)))


@dataclass(frozen=True, slots=True)
class ReadFile:
    """`kind`: jsonl, csv or xlsx; `headings` as they stood there; `comma` parts the cells of a CSV."""

    rows: list[ReadRow]
    kind: str
    headings: tuple[str, ...] = ()
    comma: str = ""
    notes: tuple[Fault, ...] = ()


def kind_of(name: str) -> str:
    """jsonl, csv or xlsx by the end of the name; "" for another."""
    return _KINDS.get(name.lower().rpartition(".")[2], "") if "." in name else ""


def read_file(
    name: str, content: bytes, *, heading: Heading, organisation_kind: str = "", most: int = MOST_LINES
) -> ReadFile:
    """Every line of the file. FileRefused when it is none of the three kinds, or has more than `most` lines.

    `organisation_kind` holds for a line that says nothing of it.
    """
    kind = kind_of(name)
    if not kind:
        raise FileRefused(_("Kies een bestand dat eindigt op .jsonl, .csv of .xlsx."))
    judge = _Judge(organisation_kind, most)
    if kind == "jsonl":
        return ReadFile(judge.once(_json_lines(text_of(content), judge)), kind)
    sheet = workbook_sheet(content, most) if kind == "xlsx" else csv_sheet(text_of(content))
    headings: list[str] = []
    rows = judge.once(_from_cells(sheet, heading, headings, judge))
    return ReadFile(rows, kind, tuple(headings), sheet.comma, sheet.notes)


class _Judge:
    """Judges the form of each line, and that no id stands there twice."""

    def __init__(self, organisation_kind: str, most: int) -> None:
        self.organisation_kind, self.most = organisation_kind, most

    def line(self, line: int, row: Any, wrong: list[Fault], **stood: Any) -> ReadRow:
        exchanged, found = read_object(row, organisation_kind=self.organisation_kind)
        wrong = [*wrong, *found]
        sender = row.get("id") if isinstance(row, dict) else ""
        base = ReadRow(line, shown(sender, 64) if isinstance(sender, str) else "", **stood)
        if exchanged is None:
            return base.with_faults(wrong)
        read = replace(
            base,
            signal=exchanged.signal,
            reported_at=exchanged.reported_at,
            municipality=exchanged.municipality,
            organisation=exchanged.organisation,
        )
        return read.with_faults([*wrong, *form_faults(exchanged.signal)])

    def once(self, rows: Iterator[ReadRow]) -> list[ReadRow]:
        """A second line with the same id is refused by name; which of the two is right is for the sender to say."""
        first: dict[str, int] = {}
        judged: list[ReadRow] = []
        for row in rows:
            if len(judged) >= self.most:
                raise too_long(self.most)
            if row.sender_id and row.sender_id in first:
                text = _("Het kenmerk '%(id)s' staat ook op regel %(line)s. Haal een van de twee weg.")
                double = fault("id", "double", text, id=row.sender_id, line=first[row.sender_id])
                row = replace(row, signal=None).with_faults([double])
            first.setdefault(row.sender_id, row.line)
            judged.append(row)
        return judged


def _json_lines(text: str, judge: _Judge) -> Iterator[ReadRow]:
    # Lines as files have them: inside a text there may be signs that Unicode calls the end of a line too.
    for line, raw in enumerate(io.StringIO(text, newline=None), start=1):
        if not raw.strip():
            continue
        row, wrong = read_json(raw)
        if row is None and wrong:
            yield ReadRow(line, "", faults=tuple(wrong), raw=raw.strip())
            continue
        if isinstance(row, dict):
            row = {key: value for key, value in row.items() if key not in REASON}
        yield judge.line(line, row, wrong, raw=raw.strip())


def _from_cells(sheet: Sheet, heading: Heading, headings: list[str], judge: _Judge) -> Iterator[ReadRow]:
    keys: list[str] = []
    for line, cells in sheet.lines:
        if line > judge.most + _MOST_BLANK:
            raise too_long(judge.most)
        while cells and not cells[-1].text.strip():
            cells = cells[:-1]  # spreadsheets add empty columns
        if not cells:
            continue
        if not keys:
            keys = keys_of(cells, heading)
            headings += [cell.text.strip() for cell in cells]
            continue
        yield _line(line, cells, keys, headings, judge, merged=line in sheet.merged)


def _line(
    line: int, cells: list[Cell], keys: list[str], headings: list[str], judge: _Judge, *, merged: bool
) -> ReadRow:
    stood = tuple(cell.text for cell in cells)
    if len(cells) > len(keys):
        text = _(
            "Op deze regel staan meer vakken dan koppen. Zet tekst met een scheidingsteken tussen aanhalingstekens."
        )
        return ReadRow(line, "", faults=(fault("", "cells", text),), cells=stood)
    if merged:
        text = _("Op deze regel zijn vakken samengevoegd. Maak de samenvoeging ongedaan en vul elk vak.")
        return ReadRow(line, "", faults=(fault("", "merged", text),), cells=stood)
    read = object_of(keys, headings, cells)
    return judge.line(line, read.row, read.faults, cells=stood, columns=read.columns)
