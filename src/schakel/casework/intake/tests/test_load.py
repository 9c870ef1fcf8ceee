"""`schakel load`: a file goes in in somebody's name, or every fault is told and nothing is written."""

import pytest

from schakel.casework.intake import queries
from schakel.casework.intake.tests.conftest import FILE, PROVISION
from schakel.cli import main, running
from schakel.ground.database.scope import acting

NOOR = "noor@waterrijk.example"


@pytest.fixture
def load(database, monkeypatch):
    monkeypatch.setattr(running, "prepare", lambda **_: True)  # the test runs inside a prepared process
    given = [
        part for kind, basis in PROVISION.items() for part in ("--provision", kind, basis, f"{kind}-12", "2026-11-20")
    ]
    return lambda path, *more, login=NOOR, municipality="GM9901", provision=given: main(
        ["load", str(path), "--municipality", municipality, "--as", login, *provision, *more]
    )


def count(actor):
    with acting(actor):
        return queries.count(viewer=actor)


def test_a_file_goes_in_once_however_often_it_is_loaded(load, cast, capsys, rows):
    assert load(FILE) == 0
    assert "New: 12. Known already: 0." in capsys.readouterr().out
    assert load(FILE) == 0
    assert "New: 0. Known already: 12." in capsys.readouterr().out
    assert count(cast.noor) == 12
    assert rows("select distinct origin from audit_entry where kind = 'signals.imported'") == [("command_line",)]


def test_one_bad_line_keeps_all_out_unless_told_otherwise(load, cast, capsys, tmp_path):
    path = tmp_path / "list.jsonl"
    path.write_text(FILE.read_text("utf-8") + '{"id": "z", "observed_on": "x"}\n', "utf-8")
    assert load(path) == 2
    said = capsys.readouterr().err
    assert "line 13: observed_on:" in said
    assert "Nothing was read in." in said
    assert count(cast.noor) == 0
    assert load(path, "--good-lines") == 2
    assert count(cast.noor) == 12


@pytest.mark.parametrize(
    ("login", "municipality", "said"),
    [
        ("joost@waterrijk.example", "GM9901", "Dit hoort niet bij uw rol."),
        (NOOR, "GM9902", "not for GM9902"),
        ("nobody@waterrijk.example", "GM9901", "Nobody here logs in"),
    ],
)
def test_who_may_not_read_in_reads_nothing_in(load, cast, capsys, login, municipality, said):
    assert load(FILE, login=login, municipality=municipality) == 2
    assert said in capsys.readouterr().err
    assert count(cast.noor) == count(cast.femke) == 0


def test_a_file_that_is_not_there_is_said(load, capsys, tmp_path):
    assert load(tmp_path / "gone.jsonl") == 2
    assert "gone.jsonl" in capsys.readouterr().err
