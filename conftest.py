"""Fixtures of the whole house: a real database each, real transactions, the roles of production.

`database`: a clone with content and the cast. `bare_database`: the same tables, empty. `cast`: the people by name.
A test without one of these gets an error when it touches the database.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import clones, ordering, templates

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.cast import Cast


def pytest_configure(config: pytest.Config) -> None:
    """Settings of a test run, whatever the environment says: never a database or a key of somebody's work."""
    for name in [
        name
        for name in os.environ
        if name.startswith(("DATABASE_", "SCHAKEL_")) and name not in ("SCHAKEL_TEST_SERVER", "SCHAKEL_PICTURES")
    ]:
        del os.environ[name]
    os.environ["SCHAKEL_MODE"] = "test"
    os.environ["SCHAKEL_KEY_FILE"] = str(clones.home() / "key" / "schakel.key")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schakel.site.settings")

    import django
    from hypothesis import settings

    django.setup()
    settings.register_profile("house", deadline=None)  # a busy machine is no fault in the code
    settings.load_profile("house")
    clones.point(None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = [items[at] for at in ordering.in_order([item.nodeid for item in items])]


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    """A test that switched the language leaves it as it was: a thread keeps it from one request to the next."""
    from django.utils import translation

    with translation.override("nl"):
        yield


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The clearing ledger of one test: databases of other tests have their own."""
    path = tmp_path / "schakel.ledger"
    monkeypatch.setenv("SCHAKEL_LEDGER_FILE", str(path))
    return path


@pytest.fixture(autouse=True)
def unhurried() -> None:
    """The same people act in every test; what they asked in the one before counts for nothing."""
    from schakel.ground.accounts.throttle import begin_anew

    begin_anew()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once a process; each test opens a context of its own in it."""
    from tests import browser as chromium

    with chromium.opened() as opened:
        yield opened


@pytest.fixture(scope="session")
def database_server() -> Iterator[clones.Clones]:
    """The server, running; other test processes of this user share it."""
    server = clones.Clones(clones.home())
    yield server
    server.close()


@pytest.fixture(scope="session")
def migrated_template(database_server: clones.Clones) -> str:
    return database_server.template(templates.migrated(), None, templates.migrate)


@pytest.fixture(scope="session")
def seeded_template(database_server: clones.Clones, migrated_template: str) -> str:
    return database_server.template(templates.seeded(migrated_template), migrated_template, templates.seed_template)


@pytest.fixture
def bare_database(database_server: clones.Clones, migrated_template: str) -> Iterator[clones.Clone]:
    """Tables without a row; Django's "default" is the application role, "owner" the owner of the tables."""
    with database_server.clone(migrated_template) as clone:
        yield clone


@pytest.fixture
def database(database_server: clones.Clones, seeded_template: str) -> Iterator[clones.Clone]:
    """Tables with the content pack and the cast in them."""
    with database_server.clone(seeded_template) as clone:
        yield clone


@pytest.fixture
def cast(database: clones.Clone) -> Cast:
    """The people of the practice region by first name, as actors: `cast.noor`."""
    from tests.cast import Cast

    return Cast()
