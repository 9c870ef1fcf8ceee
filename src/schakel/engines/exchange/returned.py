"""Lines that could not go in, as a file of the kind they came in, with a column that says what is wrong with each.

Mended and read in again, that column is not read. A cell that a spreadsheet would run as a formula is written as text.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

_RUN = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Returned:
    """One line to give back: as it stood there (`raw` for JSON, else `cells`), and the sentences that say why."""

    reasons: tuple[str, ...]
    raw: str = ""
    cells: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        return " ".join(self.reasons)


def give_back(kind: str, rows: Iterable[Returned], *, headings: Sequence[str], comma: str, reason: str) -> bytes:
    """The file. `reason` is the heading of the column with the reasons: one of `cells.REASON`."""
    writers: dict[str, Callable[..., bytes]] = {"jsonl": _jsonl, "csv": _csv, "xlsx": _xlsx}
    return writers[kind](list(rows), [*(head for head in headings if head.casefold() != reason), reason], comma or ";")


def _lines(rows: list[Returned], headings: list[str]) -> list[list[str]]:
    wide = len(headings) - 1
    return [[*row.cells[:wide], *[""] * (wide - len(row.cells)), row.reason, *row.cells[wide:]] for row in rows]


def _csv(rows: list[Returned], headings: list[str], comma: str) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=comma)
    for line in [headings, *_lines(rows, headings)]:
        writer.writerow([f"'{cell}" if cell.startswith(_RUN) else cell for cell in line])
    return file.getvalue().encode("utf-8-sig", errors="replace")


def _xlsx(rows: list[Returned], headings: list[str], _comma: str) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in [headings, *_lines(rows, headings)]:
        sheet.append([_text_cell(sheet, cell) for cell in line])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _text_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("?", text.encode(errors="replace").decode()))
    cell.data_type = "s"
    return cell


def _jsonl(rows: list[Returned], headings: list[str], _comma: str) -> bytes:
    return "".join(f"{_object(row, headings[-1])}\n" for row in rows).encode(errors="replace")


def _object(row: Returned, reason: str) -> str:
    """The line as it stood, with the reason put in front; what is no object stands beside the reason as text."""
    body = row.raw.strip()
    why = json.dumps({reason: row.reason}, ensure_ascii=False)
    if body.startswith("{") and body.endswith("}") and body != "{}":
        try:
            json.loads(body)
        except (ValueError, RecursionError):
            pass
        else:
            inside = body[1:].lstrip()
            return why[:-1] + (", " if inside != "}" else "") + inside
    return json.dumps({reason: row.reason, "regel": row.raw}, ensure_ascii=False)
