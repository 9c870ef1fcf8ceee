"""A transaction beside the present one, for what must stay written when the present one is rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from django.db.backends.utils import CursorWrapper

from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import tell


@contextmanager
def apart(actor: Actor, *, using: str = "default") -> Iterator[CursorWrapper]:
    """A cursor on a connection of its own, on which `actor` acts; committed at the end, closed whatever happens.

    It does not see what the present transaction wrote, and waits for rows the present transaction locked: keep
    it to tables the caller does not touch.
    """
    connection = connections[using].copy()
    try:
        connection.set_autocommit(False)
        with connection.cursor() as cursor:
            tell(cursor, actor)
            yield cursor
        connection.commit()
    finally:
        connection.close()
