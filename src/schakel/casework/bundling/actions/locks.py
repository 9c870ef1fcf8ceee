"""One at a time where two at once could miss each other. Held to the end of the transaction; a controller goes first."""

from __future__ import annotations

from uuid import UUID

from django.db import connection


def alone(controller: UUID) -> None:
    """Nobody else links, judges or bundles for this controller until we are done; what they did is seen from here on."""
    _lock(f"schakel.bundling {controller}")


def alone_in(covenant: UUID) -> None:
    """Nobody else lays keys beside those of this covenant. Taken last and in order of covenant, so that nobody waits for long."""
    _lock(f"schakel.bundling.covenant {covenant}")


def _lock(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
