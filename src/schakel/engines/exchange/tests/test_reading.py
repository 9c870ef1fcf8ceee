"""One reader for JSON Lines, CSV and XLSX: what was typed comes in, what was broken is named with its line and column."""

from __future__ import annotations

import contextlib
import io
import json
from datetime import date, datetime
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from schakel.engines.exchange import FileRefused, ReadFile, read_file, read_json, tables
from schakel.engines.exchange.days import day_of, moment_of
from schakel.engines.exchange.tables import MOST_UNPACKED

HEAD = ["Kenmerk", "Datum", "Verhaal", "Telefoon"]
HEADINGS = {
    "Kenmerk": "id", "Datum": "observed_on", "Verhaal": "narrative", "Telefoon": "mention:phone",
    "KvK": "mention:organisation_number",
}  # fmt: skip
ROW = ["a1", "2026-02-03", "Twee mannen slapen in de hal.", "06-00001174"]


def read(content: bytes | str, name: str = "lijst.csv", **given: int) -> ReadFile:
    raw = content.encode() if isinstance(content, str) else content
    return read_file(name, raw, heading=HEADINGS.get, **given)


def book(*rows: list[object], change=lambda _: None) -> bytes:
    made, whole = Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    change(made)
    made.save(whole)
    return whole.getvalue()


def told(file: ReadFile) -> list[tuple[int, str, str]]:
    return [(row.line, fault.field, fault.code) for row in file.rows for fault in row.faults]


def said(file: ReadFile, at: int = 0) -> dict[str, object]:
    signal = file.rows[at].signal
    assert signal is not None, file.rows[at].faults
    return {"day": signal.observed_on, "words": signal.narrative, "named": [(m.kind, m.value) for m in signal.mentions]}


WANTED = {"day": date(2026, 2, 3), "words": ROW[2], "named": [("phone", "06-00001174")]}


@pytest.mark.parametrize("comma", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_csv_is_read_whatever_parts_its_cells_and_lines(comma: str, encoding: str, end: str) -> None:
    content = end.join(comma.join(line) for line in (HEAD, ROW)) + end
    file = read(content.encode(encoding))
    assert (told(file), file.comma, file.headings) == ([], comma, tuple(HEAD))
    assert said(file) == WANTED


def test_a_workbook_a_csv_and_json_say_the_same() -> None:
    json_line = (
        b'{"id": "a1", "observed_on": "2026-02-03", "narrative": "Twee mannen slapen in de hal.",'
        b' "mentions": [{"kind": "phone", "value": "06-00001174"}]}'
    )
    assert said(read(json_line, "x.jsonl")) == said(read(book(HEAD, ROW), "x.xlsx")) == WANTED


@pytest.mark.parametrize("written", [date(2026, 2, 3), datetime(2026, 2, 3, 14, 30), 46056, "3-2-2026", "3 feb 2026"])
def test_a_day_is_a_day_however_excel_kept_it(written: object) -> None:
    assert said(read(book(HEAD, ["a1", written, "x"]), "x.xlsx"))["day"] == date(2026, 2, 3)


@pytest.mark.parametrize(
    "written", ["13-13-2026", "31-02-2026", "2026", "12", "999999", "gisteren", "3-2-26", "1-2-3-4"]
)
def test_a_day_that_is_none_is_named_under_its_heading(written: str) -> None:
    assert told(read(f"Kenmerk;Datum;Verhaal\na1;{written};x\n")) == [(2, "Datum", "date")]


@given(st.dates(date(1955, 1, 1), date(2090, 1, 1)))
def test_every_day_reads_back_in_each_way_of_writing_it(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for written in (day.isoformat(), f"{day.day}-{day.month}-{day.year}", f"{day:%d/%m/%Y}", str(serial)):
        assert day_of(written) == day.isoformat()
        assert moment_of(written) == f"{day.isoformat()}T00:00:00"


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["a1", "2026-02-03", "x", 612345678], ("Telefoon", "zero")),
        (["a1", "2026-02-03", "x", 1234567890123456789], ("Telefoon", "digits")),
        (["a1", "2026-02-03", "=A1", "06-00001174"], ("Verhaal", "formula")),
        (["a1", "=TODAY()", "x", "06-00001174"], ("Datum", "formula")),
        (["a1", "2026-02-03", "#REF!", "06-00001174"], ("Verhaal", "formula")),
    ],
    ids=["zero", "digits", "formula", "formula-day", "error"],
)
def test_what_excel_did_to_a_cell_is_named_and_never_guessed(cells: list[object], found: tuple[str, str]) -> None:
    faults = told(read(book(HEAD, cells), "x.xlsx"))
    assert (2, *found) in faults


def test_a_number_with_all_its_digits_is_a_number() -> None:
    file = read(book([*HEAD, "KvK"], ["a1", "2026-02-03", "x", 31612345678, 12345678]), "x.xlsx")
    assert told(file) == []
    assert said(file)["named"] == [("phone", "31612345678"), ("organisation_number", "12345678")]


def test_a_number_in_scientific_notation_lost_its_digits() -> None:
    assert told(read("Kenmerk;Datum;Verhaal;Telefoon\na1;2026-02-03;x;3,16123E+10\n")) == [(2, "Telefoon", "digits")]


def test_lines_with_merged_cells_stay_out() -> None:
    file = read(book(HEAD, ROW, ["a2", *ROW[1:]], change=lambda made: made.active.merge_cells("C2:D2")), "x.xlsx")
    assert told(file) == [(2, "", "merged")]
    assert file.rows[1].signal is not None


def test_a_hidden_sheet_is_not_read_and_that_is_said() -> None:
    def hide(made: Workbook) -> None:
        made.active.sheet_state = "hidden"
        seen = made.create_sheet("Register")
        seen.append(HEAD)
        seen.append(["b1", *ROW[1:]])
        made.create_sheet("Uitleg").append(["Zo werkt het"])

    file = read(book(["geheim"], ["x"], change=hide), "x.xlsx")
    assert [row.sender_id for row in file.rows] == ["b1"]
    assert [note.said() for note in file.notes] == [
        "Werkblad 'Sheet' is verborgen en niet gelezen.",
        "Werkblad 'Uitleg' is niet gelezen: alleen het eerste werkblad telt.",
    ]


def bomb() -> bytes:
    whole = io.BytesIO()
    with ZipFile(io.BytesIO(book(HEAD, ROW))) as old, ZipFile(whole, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/padding.bin", b"0" * (MOST_UNPACKED + 1))
    return whole.getvalue()


def laughs(encoding: str = "utf-8") -> bytes:
    """A workbook whose strings each stand for ten of the one before."""
    lines = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 12))
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{lines}]><worksheet><sheetData><row><c t="inlineStr"><is><t>&l11;</t></is></c></row></sheetData></worksheet>'
    whole = io.BytesIO()
    with ZipFile(io.BytesIO(book(HEAD, ROW))) as old, ZipFile(whole, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, text.encode(encoding) if name.endswith("sheet1.xml") else old.read(name))
    return whole.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_declares_entities_does_not_reach_the_library(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reached = []
    monkeypatch.setattr(tables, "load_workbook", lambda *given, **_: reached.append(given))
    with pytest.raises(FileRefused, match="geen werkmap"):
        read(laughs(encoding), "x.xlsx")
    assert not reached


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.xlsx", bomb(), "meer dan 20000 regels"),
        ("x.xlsx", laughs(), "geen werkmap"),
        ("x.xlsx", b"PK\x03\x04", "geen werkmap"),
        ("x.csv", b"Kenmerk;Kleur\n", "De kolom 'Kleur' kennen wij niet"),
        ("x.csv", b"Datum;Kenmerk;Datum\n", "De kolom 'Datum' staat er twee keer"),
        ("x.csv", "Verhaal\nfêtes".encode("latin-1"), "geen UTF-8-tekst (bij byte 9)"),
        ("x.pdf", b"", "eindigt op"),
        ("lijst", b"", "eindigt op"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_how_to_mend_it(name: str, content: bytes, said: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read(content, name)
    assert said in refused.value.fault.said()


def test_more_lines_than_a_file_may_have() -> None:
    lines = "".join(f'{{"id": "{at}", "observed_on": "2026-02-03", "narrative": "x"}}\n' for at in range(4))
    assert len(read(lines, "x.jsonl", most=4).rows) == 4
    with pytest.raises(FileRefused, match="meer dan 3 regels"):
        read(lines, "x.jsonl", most=3)


def test_a_null_sign_keeps_out_its_line_only() -> None:
    file = read("Kenmerk;Datum;Verhaal\na1;2026-02-03;Een \x00 man\na2;2026-02-03;Twee mannen\n")
    assert told(file) == [(2, "Verhaal", "signs")]
    assert file.rows[1].signal is not None


@pytest.mark.parametrize("raw", ['{"a": 1, "b": {"c": 1, "c": 2}}', '{"c": [{"c": 1, "c": 1}]}'])
def test_a_key_that_stands_twice_is_named_however_deep(raw: str) -> None:
    _value, faults = read_json(raw)
    assert [(one.field, one.code) for one in faults] == [("c", "twice")]


@pytest.mark.parametrize("raw", ["NaN", "[Infinity]", "{", b"\xff", "1" * 5000, "[" * 100_000, ""])
def test_what_is_no_json_is_a_fault_and_no_failure(raw: str | bytes) -> None:
    value, faults = read_json(raw)
    assert (value, [one.code for one in faults]) == (None, ["json"])


# ---------------------------------------------------------------- whatever comes


def judged_or_refused(name: str, content: bytes) -> None:
    """Every line is a signal without faults, or has a fault with a sentence; or the file as a whole is refused."""
    with contextlib.suppress(FileRefused):
        judged(read(content, name))


def judged(file: ReadFile) -> None:
    for row in file.rows:
        assert (row.signal is not None) or row.faults
        assert all(fault.said() and "%(" not in fault.said() for fault in row.faults)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["x.csv", "x.jsonl", "x.xlsx", "x.tsv"]))
def test_any_bytes_are_judged_or_refused(content: bytes, name: str) -> None:
    judged_or_refused(name, content)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.text(max_size=20), max_size=6), max_size=6), st.sampled_from([";", ",", "\t"]))
def test_any_cells_are_judged_or_refused(rows: list[list[str]], comma: str) -> None:
    lines = [comma.join(HEAD), *(comma.join(cells) for cells in rows)]
    judged_or_refused("x.csv", "\n".join(lines).encode(errors="replace"))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*"ab", "kind", "value", "answer"]), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip
KEYS = [
    "id",
    "observed_on",
    "reported_at",
    "organisation_kind",
    "municipality",
    "immediate_danger",
    "narrative",
    "observations",
    "mentions",
    "x",
]


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), values, max_size=6))
def test_any_object_is_judged(row: dict[str, object]) -> None:
    judged_or_refused("x.jsonl", json.dumps(row).encode())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.none() | st.text(st.characters(min_codepoint=32, max_codepoint=1000), max_size=10) | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.dates(), max_size=5), max_size=4))  # fmt: skip
def test_any_workbook_is_judged(rows: list[list[object]]) -> None:
    judged_or_refused("x.xlsx", book(HEAD, *rows))
