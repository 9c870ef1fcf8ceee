"""What the tests of intake share: one signal passed on by Joost, browsers, and a file of invented signals."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

FILE = Path(__file__).with_name("signals.jsonl")
WATERRIJK, NOORDERWAARD, ZUIDERVEEN = "GM9901", "GM9902", "GM9903"
PROVISION = {"police": "G-police-municipality-19", "bank": "G-bank-consent", "healthcare": "G-healthcare-consent"}
"""On what basis the data of the file came, by kind of organisation."""
WORDS = "Eén man legt twaalf paspoorten op de balie. Hij heet Kasimir Wolkenstok."


def provenances():
    from schakel.casework.intake.actions import Provenance

    return {kind: Provenance(basis, f"{kind}-12", date(2026, 11, 20)) for kind, basis in PROVISION.items()}


@pytest.fixture
def tell(database, cast):
    """tell() lets Joost pass on one worry to Waterrijk; anything of it can be another."""

    from schakel.casework.intake import actions
    from schakel.ground.database.scope import acting

    def act(by=None, **other):
        by = by or cast.joost
        given = {
            "municipality": WATERRIJK,
            "observed_on": date(2026, 11, 23),
            "narrative": WORDS,
            "observations": [actions.IncomingObservation("GEN-03", "seen", "saw")],
            "mentions": [actions.IncomingMention("person", "Kasimir Wolkenstok")],
            "function": "desk",
        }
        with acting(by):
            return actions.register_signal(by=by, **{**given, **other})

    return act


@pytest.fixture
def as_(database, cast):
    """as_("joost"): a browser in which somebody is signed in."""

    from django.test import Client

    from schakel.ground.accounts.backend import AccountBackend

    def enter(name):
        client = Client(SERVER_NAME="localhost")
        client.force_login(AccountBackend().get_user(getattr(cast, name).account))
        return client

    return enter


@pytest.fixture
def trail(database):
    """trail(object_id) gives the kinds written about it, in order."""

    def read(object_id):
        with database.as_superuser() as server:
            found = server.execute(
                "select kind from audit_entry where object_id = %s order by number", [str(object_id)]
            )
            return [kind for (kind,) in found.fetchall()]

    return read


@pytest.fixture
def rows(database):
    """rows("select ...", [...]) as nobody may: to see what stands there."""

    def read(statement, values=()):
        with database.as_superuser() as server:
            return server.execute(statement, list(values)).fetchall()

    return read


@pytest.fixture
def django_queries():
    """with django_queries() as asked: the statements of this connection, without savepoints."""
    from contextlib import contextmanager

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    @contextmanager
    def capture():
        asked = []
        with CaptureQueriesContext(connection) as captured:
            yield asked
        asked += [
            one["sql"] for one in captured.captured_queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))
        ]

    return capture
