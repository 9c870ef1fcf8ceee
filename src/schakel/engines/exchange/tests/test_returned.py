"""Lines that stayed out come back as a file of their kind: with the reason, safe to open, and readable again once mended."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from schakel.engines.exchange import Returned, give_back, read_file
from schakel.engines.exchange.cells import REASON
from schakel.engines.exchange.tests.test_reading import HEAD, HEADINGS, ROW

WHY = "Datum: Dit is geen dag."
DANGEROUS = ["=1+1", "+31 6 0000 1174", "-1", "@SUM(A1)", "\tx", "\rx"]


def back(kind: str, *rows: Returned, headings=tuple(HEAD), comma=";") -> bytes:
    return give_back(kind, rows, headings=headings, comma=comma, reason=REASON[0])


def again(kind: str, content: bytes):
    return read_file(f"x.{kind}", content, heading=HEADINGS.get)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_line_comes_back_with_its_reason_and_reads_again(kind: str) -> None:
    content = back(kind, Returned((WHY,), cells=tuple(ROW)))
    if kind == "csv":
        assert content.decode("utf-8-sig").splitlines()[0] == "Kenmerk;Datum;Verhaal;Telefoon;wat er mis is"
        assert WHY in content.decode("utf-8-sig")
    read = again(kind, content)
    assert [(row.sender_id, row.faults) for row in read.rows] == [("a1", ())]
    # Given back a second time, the column of reasons stands there once.
    assert back(kind, Returned((WHY,), cells=tuple(ROW)), headings=read.headings).count(b"wat er mis is") <= 1


def test_json_comes_back_as_the_line_it_was_with_the_reason_in_front() -> None:
    raw = '{"id": "a1", "observed_on": "2026-02-03", "narrative": "x"}'
    content = back("jsonl", Returned((WHY,), raw=raw), Returned((WHY,), raw="{not json"), Returned((WHY,), raw="{}"))
    first, second, third = (json.loads(line) for line in content.decode().splitlines())
    assert first == {"wat er mis is": WHY, **json.loads(raw)}
    assert (second["regel"], third["wat er mis is"]) == ("{not json", WHY)
    assert [row.faults == () for row in again("jsonl", content).rows] == [True, False, False]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_spreadsheet_runs_nothing_that_somebody_typed(text: str) -> None:
    cells = ("a1", "2026-02-03", text, "06")
    lines = list(
        csv.reader(
            io.StringIO(back("csv", Returned((WHY,), cells=cells)).decode("utf-8-sig"), newline=""), delimiter=";"
        )
    )
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for line in lines for cell in line)
    sheet = load_workbook(io.BytesIO(back("xlsx", Returned((WHY,), cells=cells)))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}


@settings(deadline=None)
@given(
    st.sampled_from(["=", "+", "-", "@"]),
    st.text(st.characters(min_codepoint=33, max_codepoint=0x2FF), min_size=1, max_size=20),
)
def test_what_was_made_safe_reads_back_as_it_was_typed(sign: str, rest: str) -> None:
    typed = f"{sign}{rest}".rstrip()
    content = back("csv", Returned((WHY,), cells=("a1", "2026-02-03", typed, "06-00001174")))
    (row,) = again("csv", content).rows
    assert row.signal is not None
    assert row.signal.narrative == typed
