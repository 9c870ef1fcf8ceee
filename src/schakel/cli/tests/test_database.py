"""`schakel database` says what is there, starts and stops it, and keeps its hands off somebody else's server."""

import argparse
import shutil
import tempfile
from pathlib import Path

import pytest

from schakel.cli import database
from schakel.ground.database import launcher
from tests import clones


@pytest.fixture
def schakel(monkeypatch):
    """schakel("status", ...) gives the exit code."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    parser = argparse.ArgumentParser()
    database.add(parser.add_subparsers())
    return lambda *words: database.run(parser.parse_args(["database", *map(str, words)]))


@pytest.fixture
def home():
    made = Path(tempfile.mkdtemp(prefix="schakel-", dir=clones.home().parent))
    made.chmod(0o755)
    yield made / "home"
    launcher.stop(made / "home")
    shutil.rmtree(made)


def test_a_database_is_started_looked_at_and_stopped(schakel, home, capsys):
    assert schakel("status", "--data", home) == 0
    assert capsys.readouterr().out == f"Not running; no data yet in {home / 'database'}.\n"
    assert schakel("start", "--data", home) == 0
    said = capsys.readouterr().out.splitlines()
    server = launcher.status(home).server
    assert said[0] == f"PostgreSQL {server.major} runs (process {server.pid}); the data is in {home / 'database'}."
    assert said[1:] == [f"{name}={value}" for name, value in server.environment().items()]
    assert schakel("status", "--data", home) == 0
    assert capsys.readouterr().out.splitlines() == said[:1]
    assert schakel("stop", "--data", home) == 0
    assert capsys.readouterr().out == "Stopped; the data is kept.\n"
    assert schakel("status", "--data", home) == 0
    assert capsys.readouterr().out == f"Not running; data of PostgreSQL {server.major} is in {home / 'database'}.\n"
    assert schakel("stop", "--data", home) == 0
    assert capsys.readouterr().out == "Nothing was running.\n"


def test_the_usual_place_is_that_of_schakel_data(schakel, home, capsys, monkeypatch):
    monkeypatch.setenv("SCHAKEL_DATA", str(home))
    assert schakel("status") == 0
    assert str(home) in capsys.readouterr().out


def test_trouble_is_one_sentence_and_code_2(schakel, home, capsys):
    home.write_text("x")
    assert schakel("start", "--data", home) == 2
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"{home} is not a directory: choose another SCHAKEL_DATA.\n")
    home.unlink()


@pytest.mark.parametrize("verb", ["start", "stop", "status"])
def test_a_server_named_in_the_environment_is_left_alone(schakel, capsys, monkeypatch, verb):
    monkeypatch.setenv("DATABASE_URL", "postgresql://schakel_app@db.example/schakel")
    assert schakel(verb) == 2
    assert "DATABASE_URL names a server of its own" in capsys.readouterr().err


def test_the_roles_for_another_server_are_printed(schakel, capsys):
    assert schakel("roles", "--postgresql", "15") == 0
    assert capsys.readouterr().out == launcher.dba_script(15)
    with pytest.raises(SystemExit):
        schakel("roles", "--postgresql", "14")
