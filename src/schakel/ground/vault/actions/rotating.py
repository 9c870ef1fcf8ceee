"""Renews keys while everybody works: by the owner of the tables, in short transactions, each step once more when it was cut short."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection, connections, transaction
from django.db.backends.utils import CursorWrapper

from schakel.ground.database.identity import new_id
from schakel.ground.vault.actions import keys, roots
from schakel.ground.vault.actions.keeping import current_keeper, keeper_of
from schakel.ground.vault.rules.sealing import new_key

OWNER = "owner"
_WAIT_SECONDS = 60.0
_POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A wrapped key: of an organisation (`version` counts) or, without one, a root (`version` is its generation)."""

    organisation: UUID | None
    version: int
    key_id: bytes
    made_at: datetime
    counts: bool


@contextmanager
def renewing() -> Iterator[CursorWrapper]:
    """A transaction of the owner, who reads and rewrites sealed columns and keys in it and nowhere else. One at a time each."""
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        cursor.execute("select set_config('schakel.renewing', 'on', true)")
        yield cursor


def all_keys() -> list[KeyRow]:
    """Every wrapped key there is, roots first; identifiers and dates only."""
    with renewing() as cursor:
        cursor.execute(
            "select null::uuid, generation, key_id, made_at,"
            " generation = (select max(generation) from vault_root_key where current_since is not null) from vault_root_key"
            " union all select organisation, version, key_id, made_at,"
            " version = max(version) over (partition by organisation) from vault_data_key order by 1 nulls first, 2"
        )
        return [KeyRow(row[0], row[1], bytes(row[2]), row[3], row[4]) for row in cursor.fetchall()]


def rewrap() -> int:
    """Wraps every key with the present keeper, in one transaction; how many were another's. Sealed texts stay as they are."""
    keeper = current_keeper()
    with renewing() as cursor:
        alone(cursor)
        cursor.execute(
            "select id, organisation, version, wrapped, key_id from vault_data_key where key_id <> %s", [keeper.id]
        )
        data = cursor.fetchall()
        for own, organisation, version, wrapped, key_id in data:
            bound_to = keys.wrapping(organisation, version)
            key = keeper_of(bytes(key_id)).unwrap(bytes(wrapped), bound_to=bound_to)
            cursor.execute(
                "update vault_data_key set wrapped = %s, key_id = %s where id = %s",
                [keeper.wrap(key, bound_to=bound_to), keeper.id, own],
            )
        cursor.execute("select generation, wrapped, key_id from vault_root_key where key_id <> %s", [keeper.id])
        found = cursor.fetchall()
        for generation, wrapped, key_id in found:
            bound_to = roots.wrapping(generation)
            key = keeper_of(bytes(key_id)).unwrap(bytes(wrapped), bound_to=bound_to)
            cursor.execute(
                "update vault_root_key set wrapped = %s, key_id = %s where generation = %s",
                [keeper.wrap(key, bound_to=bound_to), keeper.id, generation],
            )
    return len(data) + len(found)


def new_data_key(organisation: UUID) -> int | None:
    """A newer data key for one organisation, with which everything is sealed from the next transaction on; its version.

    While an older one still stands by from the last time no other is made: first that is finished. None without any key.
    """
    keeper = current_keeper()
    with renewing() as cursor:
        alone(cursor)
        cursor.execute("select version from vault_data_key where organisation = %s order by version", [organisation])
        versions = [row[0] for row in cursor.fetchall()]
        if len(versions) != 1:
            return versions[-1] if versions else None
        version = int(versions[0]) + 1
        cursor.execute(
            "insert into vault_data_key (id, organisation, version, wrapped, key_id, made_at) values (%s, %s, %s, %s, %s, %s)",
            [
                new_id(), organisation, version, keeper.wrap(new_key(), bound_to=keys.wrapping(organisation, version)),
                keeper.id, datetime.now(UTC),
            ],
        )  # fmt: skip
    return version


def retire(organisation: UUID) -> int:
    """Removes the older data keys of an organisation: what they sealed, in whatever copy, opens nowhere here any more.

    Only when nothing here needs them: see `older_ended` and `resealing.still_old`. How many went.
    """
    with renewing() as cursor:
        alone(cursor)
        cursor.execute(
            "delete from vault_data_key where organisation = %s and version <"
            " (select max(version) from vault_data_key where organisation = %s)",
            [organisation, organisation],
        )
        return int(cursor.rowcount)


def older_ended(*, wait: float = _WAIT_SECONDS) -> bool:
    """Waits until every transaction of the application that runs now has ended: the later ones know the newest keys.

    False when one still runs after `wait` seconds.
    """
    until = time.monotonic() + wait
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        now = cursor.fetchone()[0]
        while True:
            cursor.execute(
                "select count(*) from pg_stat_activity where usename = session_user and datname = current_database()"
                " and pid <> pg_backend_pid() and xact_start <= %s",
                [now],
            )
            if not cursor.fetchone()[0]:
                return True
            if time.monotonic() > until:
                return False
            time.sleep(_POLL_SECONDS)


def alone(cursor: CursorWrapper) -> None:
    """Nobody else renews at this moment."""
    cursor.execute("select pg_advisory_xact_lock(hashtext('schakel.vault'), 0)")
