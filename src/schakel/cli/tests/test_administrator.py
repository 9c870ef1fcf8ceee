"""`schakel administrator` makes the first account, once, and lets its person choose the password."""

import argparse
import re

import pytest
from django.contrib.auth import authenticate

from schakel.cli import administrator
from schakel.ground.accounts import access, queries
from schakel.ground.places.actions import load_municipalities
from schakel.ground.places.queries import MunicipalityRow
from schakel.site.demo import people

LOGIN = "anna@waterrijk.example"
PASSWORD = "een-heel-lang-wachtwoord"


@pytest.fixture
def schakel(bare_database, monkeypatch):
    """schakel("--name", ...) gives the exit code, in a database with places and nobody in it."""
    load_municipalities(MunicipalityRow(place.code, place.name, people.SINCE) for place in people.PLACES)
    monkeypatch.setenv("DATABASE_URL", bare_database.server.url("schakel_app", bare_database.name))
    parser = argparse.ArgumentParser()
    administrator.add(parser.add_subparsers())
    given = ["administrator", "--organisation", "Gemeente Waterrijk", "--municipality", "GM9901"]
    return lambda *words, login=LOGIN: administrator.run(parser.parse_args([*given, "--login", login, *words]))


def type_in(monkeypatch, *lines):
    """A keyboard at which these lines are typed where nobody can look along."""
    typed = iter(lines)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))


def come_in(password):
    return authenticate(None, login_name=LOGIN, password=password)


def test_without_a_keyboard_it_prints_a_link_that_works(schakel, capsys):
    assert schakel("--name", "Anna") == 0
    secret = re.search(r"/wachtwoord/([\w-]+)", capsys.readouterr().out).group(1)
    actor = access.actor_of_link(secret)
    assert (actor.name, actor.roles) == ("Anna", {"functional_administrator"})
    assert queries.organisation(actor.organisation).hosts


def test_at_a_keyboard_it_asks_until_the_password_will_do(schakel, monkeypatch, capsys):
    type_in(monkeypatch, PASSWORD, PASSWORD + "x", "kort", "kort", PASSWORD, PASSWORD)
    assert schakel() == 0
    told = capsys.readouterr()
    assert "These differ." in told.err
    assert PASSWORD not in told.err + told.out
    assert "/wachtwoord/" not in told.out
    assert come_in(PASSWORD).actor.roles == {"functional_administrator"}


def test_an_empty_line_gives_the_link_instead(schakel, monkeypatch, capsys):
    type_in(monkeypatch, "")
    assert schakel() == 0
    assert "/wachtwoord/" in capsys.readouterr().out


def test_it_works_once(schakel, capsys):
    assert schakel("--link") == 0
    capsys.readouterr()
    assert schakel("--link", login="b@waterrijk.example") == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "Er is al een account" in told.err


@pytest.mark.parametrize(
    ("words", "login", "sentence"),
    [([], "balie@waterrijk.example", "groep"), ([], "anna", "e-mailadres"), (["--municipality", "GM0344"], LOGIN, "bestaat vandaag niet")],
)  # fmt: skip
def test_what_does_not_fit_is_said_in_a_sentence_and_leaves_nothing(schakel, capsys, words, login, sentence):
    assert schakel(*words, login=login) == 2
    assert sentence in capsys.readouterr().err
    assert queries.is_empty()
    assert queries.organisations() == []


def test_a_municipality_goes_by_its_name_too(schakel, capsys):
    assert schakel("--municipality", "noorderWAARD", "--organisation", "") == 0
    told = capsys.readouterr().out
    actor = access.actor_of_link(re.search(r"/wachtwoord/([\w-]+)", told).group(1))
    assert queries.organisation(actor.organisation).name == "Gemeente Noorderwaard"
    assert actor.municipality == "GM9902"
    assert "/begin" in told


def test_a_name_that_no_municipality_has_makes_nothing(schakel, capsys):
    assert schakel("--municipality", "Noord") == 2
    assert "Near: Noorderwaard." in capsys.readouterr().err
    assert queries.is_empty()
