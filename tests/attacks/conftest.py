"""What attacks share: the world, browsers of the cast, systems with a key, and the weakening when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tests import clones, templates
from tests.attacks.weakening import ON, Weak

if TYPE_CHECKING:
    from tests.attacks.world import World

HOST = "localhost"


@pytest.fixture(scope="session")
def world_template(database_server: clones.Clones, seeded_template: str) -> str:
    made_by = templates.seeded_with("attacked", [Path(__file__).with_name("world.py")], seeded_template)

    def fill() -> None:
        from tests.attacks import world

        world.fill()

    return database_server.template(made_by, seeded_template, fill)


@pytest.fixture
def database(database_server: clones.Clones, world_template: str) -> Iterator[clones.Clone]:
    with database_server.clone(world_template) as clone:
        yield clone


@pytest.fixture
def world(database: clones.Clone) -> World:
    from tests.attacks.world import World

    return World(database)


@pytest.fixture(autouse=True)
def weakened(request: pytest.FixtureRequest) -> Iterator[None]:
    """Nothing in `make test`; with the plugin the product is weak against this one attack, for as long as it lasts."""
    named = getattr(getattr(request.node, "function", None), "attack", None)
    if named is None or not ON["weakened"]:
        yield
        return
    with pytest.MonkeyPatch.context() as patching:
        weak = Weak(patching, lambda: request.getfixturevalue("database"))
        named.broken_by(weak)
        try:
            yield
        finally:
            weak.restore()


@pytest.fixture
def as_(database: clones.Clone, cast: Any) -> Callable[..., Client]:
    """as_("joost"): a browser of theirs. A broken page answers 500 instead of breaking the test."""
    from schakel.ground.accounts.backend import AccountBackend

    def enter(name: str, **how: Any) -> Client:
        browser = Client(raise_request_exception=False, SERVER_NAME=HOST, **how)
        browser.force_login(AccountBackend().get_user(getattr(cast, name).account))
        return browser

    return enter


@pytest.fixture
def stranger(database: clones.Clone) -> Client:
    return Client(raise_request_exception=False, SERVER_NAME=HOST)


@pytest.fixture
def key_of(cast: Any) -> Callable[..., str]:
    """key_of("karim"): a fresh key for a system of their organisation."""
    from schakel.ground.accounts.actions import create_token
    from schakel.ground.database.scope import acting

    def make(name: str, capability: str = "signal.register") -> str:
        by = getattr(cast, name)
        with acting(by):
            return create_token(by=by, organisation=by.organisation, name="Aanval", capability=capability).secret

    return make
