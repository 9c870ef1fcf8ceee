"""`schakel unpair` takes a lost phone from an account, and says so in the trail."""

import argparse

import pytest
from django.utils import translation

from schakel.cli import unpair
from schakel.ground.accounts import actions, queries
from schakel.ground.database.scope import acting

KARIM = "karim@waterrijk.example"


@pytest.fixture
def schakel(database, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database.server.url("schakel_app", database.name))
    parser = argparse.ArgumentParser()
    unpair.add(parser.add_subparsers())
    with translation.override("nl"):
        yield lambda login: unpair.run(parser.parse_args(["unpair", login]))


def test_it_takes_the_second_step_from_the_only_administrator(schakel, cast, database, capsys):
    from schakel.ground.accounts.tests.codes import set_up

    set_up(cast.karim)
    assert schakel(KARIM) == 0
    assert "password alone" in capsys.readouterr().out
    with acting(cast.karim) as karim:
        assert queries.my_second_step(karim) is None
        actions.begin_second_step(by=karim)
    with database.as_superuser() as server:
        found = server.execute("select actor, facts->>'reason' from audit_entry where kind = 'second_step.removed'")
        assert found.fetchall() == [(None, "lost")]


@pytest.mark.parametrize(
    ("login", "said"),
    [("nobody@waterrijk.example", "no open account"), (KARIM, "geen tweede stap")],
)
def test_it_says_when_there_is_nothing_to_take(schakel, cast, capsys, login, said):
    assert schakel(login) == 2
    assert said in capsys.readouterr().err
