"""`schakel audit` finds what was touched, and with an anchor what was cut off."""

import argparse
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from schakel.cli import anchors, audit
from schakel.ground.audit.actions import record
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting

HERE, THERE = UUID(int=1), UUID(int=2)
SOMEBODY = Actor(account=uuid4(), organisation=HERE, roles=frozenset(), municipality=None)


@pytest.fixture
def schakel(bare_database, monkeypatch):
    """schakel("verify", ...) gives the exit code, on a database with two trails of three entries."""
    for organisation in (HERE, THERE) * 3:
        with acting(SOMEBODY):
            record("signal.read", by=SOMEBODY, organisation=organisation, object_kind="signal", object_id=None)
    monkeypatch.setenv("DATABASE_URL", bare_database.server.url("schakel_app", bare_database.name))
    parser = argparse.ArgumentParser()
    audit.add(parser.add_subparsers())
    return lambda *words: audit.run(parser.parse_args(["audit", *map(str, words)]))


def tamper(clone, statement: str) -> None:
    with clone.as_superuser() as everything:
        everything.execute("set session_replication_role = replica")
        everything.execute(statement)


def test_a_whole_trail_is_said_to_be_whole(schakel, capsys):
    assert schakel("verify") == 0
    told = capsys.readouterr()
    assert told.out == "2 trails read, 0 faults.\n"
    assert told.err == "Without --anchor a cut-off end cannot be seen.\n"


def test_a_change_is_named_and_gives_code_1(schakel, bare_database, capsys):
    tamper(bare_database, f"update audit_entry set actor = null where organisation = '{HERE}' and number = 2")
    assert schakel("verify") == 1
    assert (
        capsys.readouterr().out
        == f"{HERE} entry 2: it or its processing lines were changed\n2 trails read, 1 faults.\n"
    )
    assert schakel("verify", "--organisation", THERE) == 0
    assert capsys.readouterr().out == "1 trails read, 0 faults.\n"


def test_an_anchor_shows_a_cut_off_end_and_a_trail_that_is_gone(schakel, bare_database, capsys, tmp_path):
    file = tmp_path / "anchors"
    assert schakel("anchor", file) == 0
    assert schakel("anchor", file) == 0
    assert capsys.readouterr().out == f"2 trails anchored in {file}.\n" * 2
    assert len(file.read_text().splitlines()) == 4
    assert schakel("verify", "--anchor", file) == 0
    tamper(bare_database, f"delete from audit_entry where organisation = '{HERE}' or number = 3")
    assert schakel("verify") == 0
    capsys.readouterr()
    assert schakel("verify", "--anchor", file) == 1
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        *(
            f"{organisation} entry 3: the end of the trail was cut off: an anchor knows this entry"
            for organisation in (HERE, THERE)
        ),
        "2 trails read, 2 faults.",
    ]
    assert told.err == ""


@pytest.mark.parametrize("content", [None, "not an anchor\n", "\u20ac"])
def test_a_file_that_is_no_anchor_file_is_refused(schakel, capsys, tmp_path, content):
    file = tmp_path / "anchors"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    assert schakel("verify", "--anchor", file) == 2
    assert f"{file} cannot be used as an anchor" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_refused(schakel, capsys, tmp_path):
    assert schakel("anchor", tmp_path) == 2
    assert f"{tmp_path} cannot be written (Is a directory)" in capsys.readouterr().err


def test_check_says_when_there_is_no_anchor_a_late_one_or_something_else(tmp_path):
    file, now = tmp_path / "anchors", datetime(2026, 11, 24, 12, tzinfo=UTC)
    named = {"SCHAKEL_ANCHOR_FILE": str(file)}

    def said(values=named):
        return anchors.tried(values, now=now)

    assert said({}) == (anchors.OFF, "")
    assert "is not there yet" in said()[1]
    for text, wrong in (
        ("", "cannot be used"),
        ("hello there\n", "cannot be used"),
        ("2026-11-24T08:00:00 x\n", "cannot be used"),
    ):
        file.write_text(text)
        assert wrong in said()[1]
    for age, fault in ((timedelta(days=3), "is of 2026-11-21"), (timedelta(hours=4), "")):
        file.write_text(f"{(now - age).isoformat(timespec='seconds')} {HERE} 3 {'ab' * 32}\n")
        assert fault in said()[1] and bool(said()[0]) == (fault == "")
