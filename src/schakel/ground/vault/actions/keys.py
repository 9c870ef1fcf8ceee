"""The data keys of each organisation: the newest seals, every one opens."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.db import connection

from schakel.ground.database.apart import apart
from schakel.ground.database.identity import new_id
from schakel.ground.database.scope import current_actor, remembered
from schakel.ground.vault.actions.keeping import current_keeper, keeper_of
from schakel.ground.vault.models import DataKey
from schakel.ground.vault.rules.sealing import CannotUnseal, new_key

_Database = tuple[str, str, str]
_opened: dict[tuple[_Database, UUID, int, bytes], bytes] = {}
_known: dict[tuple[_Database, UUID, int], bytes] = {}


def sealing_key(organisation: UUID) -> tuple[int, bytes]:
    """Version and key that seal now, made on first use. Looked up once in a transaction, so that a new key counts from the next.

    An old key is retired only when every transaction that began before its successor has ended (see `rotating`): what
    this one seals can be opened.
    """
    current_actor()
    held = remembered()
    if ("sealing", organisation) not in held:
        row = _newest(organisation)
        if row is None:
            _make_first(organisation)
            row = _newest(organisation)
        if row is None:
            raise CannotUnseal
        version, wrapped, key_id = row
        held["sealing", organisation] = version, unwrapped(organisation, version, wrapped, key_id)
    version, key = held["sealing", organisation]
    return int(version), bytes(key)


def opening_key(organisation: UUID, version: int) -> bytes:
    """The key of this version. CannotUnseal when there is none, or none any more."""
    current_actor()
    known = _known.get((database(), organisation, version))
    if known is not None:
        return known
    row = DataKey.objects.filter(organisation=organisation, version=version).values_list("wrapped", "key_id").first()
    if row is None:
        raise CannotUnseal
    return unwrapped(organisation, version, bytes(row[0]), bytes(row[1]))


def unwrapped(organisation: UUID, version: int, wrapped: bytes, key_id: bytes) -> bytes:
    """Once per process."""
    here = (database(), organisation, version, wrapped)
    if here not in _opened:
        _opened[here] = keeper_of(key_id).unwrap(wrapped, bound_to=wrapping(organisation, version))
        _known[here[:3]] = _opened[here]
    return _opened[here]


def wrapping(organisation: UUID, version: int) -> bytes:
    """What a wrapped data key is bound to; the first version as it was before there were versions."""
    return b"key\0" + organisation.bytes + (b"" if version == 1 else b"\0" + version.to_bytes(4, "big"))


def database() -> _Database:
    where = connection.settings_dict
    return str(where["HOST"]), str(where["PORT"]), str(where["NAME"])


def forget_opened() -> None:
    """What this process unwrapped; looked up again from here on."""
    _opened.clear()
    _known.clear()


def _newest(organisation: UUID) -> tuple[int, bytes, bytes] | None:
    row = DataKey.objects.filter(organisation=organisation).order_by("-version").first()
    return (row.version, bytes(row.wrapped), bytes(row.key_id)) if row else None


def _make_first(organisation: UUID) -> None:
    """In a transaction of its own: a key that something was sealed with must not vanish with a rollback.

    When two make it at once the second waits for the first, and takes the first one's.
    """
    keeper = current_keeper()
    wrapped = keeper.wrap(new_key(), bound_to=wrapping(organisation, 1))
    with apart(current_actor()) as cursor:
        cursor.execute(
            "insert into vault_data_key (id, organisation, version, wrapped, key_id, made_at) values (%s, %s, 1, %s, %s, %s)"
            " on conflict (organisation, version) do nothing",
            [new_id(), organisation, wrapped, keeper.id, datetime.now(UTC)],
        )
