"""What the tests of scopes share: somebody who acts, and what they see."""

import time
from uuid import UUID, uuid4

from django.db import connection

from schakel.ground.database.actor import Actor
from schakel.ground.database.tests.conftest import ORGANISATIONS


def actor(organisation: UUID = ORGANISATIONS[0], *, roles=(), covenants=(), municipality="GM9901") -> Actor:
    return Actor(
        account=uuid4(),
        organisation=organisation,
        roles=frozenset(roles),
        municipality=municipality,
        covenants=frozenset(covenants),
    )


def rows(what: str = "organisation", cursor=None) -> list:
    cursor = cursor or connection.cursor()
    cursor.execute(f"select {what} from scope_probe")
    return [row[0] for row in cursor.fetchall()]


def raise_zero(_: object = None) -> None:
    raise ZeroDivisionError


def wait_until(holds) -> None:
    """A server process needs a moment to notice that its client left."""
    end = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)
