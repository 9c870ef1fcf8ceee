"""One at a time where two at once could miss each other. Held to the end of the transaction; a controller goes first."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection


def alone(controller: UUID) -> None:
    """Nobody else links, judges or bundles for this controller until we are done; what they did is seen from here on."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"schakel.bundling {controller}"])


def alone_with(keys: Iterable[int]) -> None:
    """Nobody else lays or takes away one of these keys of a covenant until we are done; who has others does not wait.

    Always in the same order, so that nobody waits for somebody who waits for them.
    """
    wanted = ",".join(map(str, sorted(set(keys))))
    if wanted:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(key) from unnest(%s::bigint[]) as key", ["{" + wanted + "}"])
