"""What nobody should send and somebody will: a clear refusal, never a broken page, and nothing typed is lost."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from schakel.casework.intake.tests.conftest import WORDS
from schakel.casework.intake.tests.test_pages import DESK, signals_of, text, typed, upload

FIRST = b"id,observed_on,narrative\n"


def workbook(part, content):
    """A workbook of which one part holds something else."""
    whole, changed = io.BytesIO(), io.BytesIO()
    book = Workbook()
    book.active.append(["id", "observed_on", "narrative"])
    book.save(whole)
    with ZipFile(whole) as old, ZipFile(changed, "w", ZIP_DEFLATED) as new:
        for name in {*old.namelist(), part}:
            new.writestr(name, content if name == part else old.read(name))
    return changed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("lijst.csv", FIRST + b'1,2026-01-01,"' + b"x" * 140_000 + b'"\n', "Bij regel 2"),
        ("lijst.csv", FIRST + b'1,2026-01-01,"Open\n2,2026-01-01,Deze zou erin opgaan\n', "Bij regel 3"),
        ("lijst.xlsx", workbook("xl/workbook.xml", b"<bogus"), "geen werkmap"),
        ("lijst.xlsx", workbook("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"), "geen werkmap"),
        ("lijst.xlsx", workbook("xl/padding.bin", b"0" * (101 * 1024 * 1024)), "meer dan 20000 regels"),
    ],
    ids=["full", "open", "book", "sheet", "bomb"],
)
def test_a_broken_file_says_why_and_is_not_taken_in_by_halves(as_, name, content, said):
    answer = upload(as_("noor"), content, name)
    assert answer.status_code == 422
    assert said in text(answer)


@pytest.mark.parametrize(
    "line",
    [b"[" * 100_000, b'{"age": ' + b"9" * 5000 + b"}", b'{"id": "1", "observed_on": "2026-11-20", "narrative": "\\ud800"}'],
    ids=["deep", "large", "half"],
)  # fmt: skip
def test_a_line_that_is_no_signal_stays_out_and_the_others_go_in(as_, line):
    good = '{"id": "2", "observed_on": "2026-11-20", "narrative": "Een tekst met\u2028een regeleinde erin."}'.encode()
    assert "1 signaal kan erin" in text(upload(as_("noor"), line + b"\n" + good + b"\n"))


def test_lines_of_a_spreadsheet_may_end_as_on_an_old_machine(as_):
    said = text(upload(as_("noor"), b"id;observed_on;narrative\r1;2026-11-20;Een zorg.\r", "lijst.csv"))
    assert "1 signaal kan erin." in said


def test_a_row_with_more_cells_than_headings_is_not_cut_short(as_):
    said = text(upload(as_("noor"), FIRST + b"1,2026-11-20,Een man, twee vrouwen\n2,2026-11-20,Goed,,\n", "lijst.csv"))
    assert "1 signaal kan erin, 1 regel niet" in said
    assert "meer vakken dan koppen" in said


def test_a_workbook_goes_in_also_with_empty_columns_beside_it(as_):
    book, whole = Workbook(), io.BytesIO()
    for row in (["id", "observed_on", "narrative", "", None], ["1", "2026-11-20", "Een zorg.", "", ""]):
        book.active.append(row)
    book.active["H9"] = " "
    book.save(whole)
    assert "1 signaal kan erin." in text(upload(as_("noor"), whole.getvalue(), "lijst.xlsx"))


@pytest.mark.parametrize(
    "other",
    [
        {"given_kind": ["person"], "given_value": ["Anwar\x00"]},
        {"value": "Anwar\x00"},
        {"narrative": f"{WORDS}\x00"},
        {"observed_on": "0026-11-20"},
    ],
    ids=["mention", "line", "words", "year"],
)
def test_what_cannot_be_kept_is_refused_and_what_was_typed_stays(as_, cast, other):
    answer = as_("joost").post(DESK, typed(**other))
    assert answer.status_code == 422
    assert WORDS in text(answer)
    assert signals_of(cast.noor) == []


@pytest.mark.parametrize("other", [{"once": "a\x00"}, {"once": "a" * 500}, {"do": "drop:" + "9" * 5000}])
def test_a_page_that_was_tampered_with_still_answers(as_, other):
    assert as_("joost").post(DESK, typed(**other)).status_code in (200, 302)
