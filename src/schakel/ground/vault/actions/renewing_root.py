"""A newer root for blind keys: written beside the old one first, used when everything is there under it, alone last."""

from __future__ import annotations

from datetime import UTC, datetime

from schakel.ground.vault.actions import roots
from schakel.ground.vault.actions.keeping import current_keeper
from schakel.ground.vault.actions.rotating import alone, renewing
from schakel.ground.vault.rules.sealing import new_key


def new_root() -> int:
    """A newer root: from the next transaction on blind keys are written under it too, and do not yet count; its generation.

    While a change is under way no other is made: first that is finished.
    """
    keeper = current_keeper()
    with renewing() as cursor:
        alone(cursor)
        cursor.execute("select generation from vault_root_key where ended_at is null order by generation desc")
        written = [row[0] for row in cursor.fetchall()]
        if len(written) > 1:
            return int(written[0])
        generation = max(written, default=0) + 1
        first = datetime.now(UTC) if generation == 1 else None
        cursor.execute(
            "insert into vault_root_key (generation, wrapped, key_id, made_at, current_since) values (%s, %s, %s, %s, %s)",
            [
                generation,
                keeper.wrap(new_key(), bound_to=roots.wrapping(generation)),
                keeper.id,
                datetime.now(UTC),
                first,
            ],
        )
    return generation


def let_root_count(generation: int) -> None:
    """From the next transaction on this root counts; blind keys are still written under the old one as well."""
    with renewing() as cursor:
        cursor.execute(
            "update vault_root_key set current_since = %s where generation = %s and current_since is null",
            [datetime.now(UTC), generation],
        )


def end_older_roots(generation: int) -> None:
    """From the next transaction on nothing is written under older roots; they still find what was."""
    with renewing() as cursor:
        cursor.execute(
            "update vault_root_key set ended_at = %s where generation < %s and ended_at is null",
            [datetime.now(UTC), generation],
        )
