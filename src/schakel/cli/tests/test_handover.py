"""`schakel handover` gives out what was shut, and nothing else, and says so in the trail."""

import argparse
from datetime import date

import pytest

from schakel.casework.intake import actions, queries
from schakel.casework.intake.tests import files
from schakel.cli import handover
from schakel.ground.database.scope import acting


@pytest.fixture
def photo(cast):
    """A photo of Joost with signal 1; its id."""
    with acting(cast.joost):
        actions.keep_draft(by=cast.joost, kind="desk", typed={})
        actions.keep_file(by=cast.joost, kind="desk", name="foto.png", content=files.png())
        receipt = actions.register_signal(
            by=cast.joost, municipality="GM9901", observed_on=date(2026, 11, 20), narrative="Een beeld."
        )
        actions.attach_kept(by=cast.joost, kind="desk", signal=receipt.id)
    with acting(cast.noor):
        return queries.attachments(viewer=cast.noor, signal=receipt.id)[0].id


@pytest.fixture
def schakel(database, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", database.server.url("schakel_app", database.name))
    parser = argparse.ArgumentParser()
    handover.add(parser.add_subparsers())
    fixed = ["handover", "--municipality", "GM9901", "--signal", "1", "--to", str(tmp_path / "image")]
    return lambda number=1, *more: handover.run(parser.parse_args([*fixed, "--file", str(number), *more]))


def handed_over(database):
    with database.as_superuser() as server:
        return server.execute("select origin, actor from audit_entry where kind = 'attachment.handed_over'").fetchall()


def test_what_was_shut_goes_to_one_file_for_one_reader(schakel, photo, cast, database, tmp_path):
    actions.shut(by=cast.noor, attachment=photo)
    assert schakel() == 0
    assert (tmp_path / "image").read_bytes().startswith(b"\x89PNG") and (
        tmp_path / "image"
    ).stat().st_mode & 0o777 == 0o600
    assert [actor for _, actor in handed_over(database)] == [None]
    assert schakel() == 2, "it writes over nothing"
    assert len(handed_over(database)) == 1, "and what was not written was not handed over"


def test_what_people_may_open_is_refused(schakel, photo, database, tmp_path, capsys):
    assert schakel() == 2
    assert "niet afgesloten" in capsys.readouterr().err
    assert not (tmp_path / "image").exists() and handed_over(database) == []


def test_of_another_municipality_or_number_there_is_nothing(schakel, photo, cast, capsys):
    actions.shut(by=cast.noor, attachment=photo)
    assert schakel(2) == 2
    assert schakel(1, "--municipality", "GM9902") == 2
    assert schakel(1, "--municipality", "GM0000") == 2
    assert "No municipality GM0000" in capsys.readouterr().err
