"""The key file of this installation, and the data key of each organisation."""

from __future__ import annotations

import functools
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.db import DatabaseError, connection

from schakel.ground.database.apart import apart
from schakel.ground.database.identity import new_id
from schakel.ground.database.scope import current_actor
from schakel.ground.vault.models import DataKey
from schakel.ground.vault.rules.key_file import KeyFile, KeyTrouble, make, read
from schakel.ground.vault.rules.sealing import CannotUnseal, decrypt, encrypt, new_key

_Database = tuple[str, str, str]
_opened: dict[tuple[_Database, UUID], bytes] = {}


def open_key_file() -> KeyFile:
    """The key file named by SCHAKEL_KEY_FILE, made when nothing was ever sealed; called before serving.

    KeyTrouble, in one sentence, when it is missing while the database needs it, open to others, or another one.
    """
    path = _path()
    try:
        file = read(path)
    except FileNotFoundError:
        if _ids_in_use():
            raise KeyTrouble(
                f"The key file {path} is missing and the database holds texts that only it can open: put it back from its own backup."
            ) from None
        file = make(path)
        _warn(path)
    if any(used != file.id for used in _ids_in_use()):
        raise KeyTrouble(f"The key file {path} is not the one this database was sealed with: put the right one back.")
    return file


def key_file() -> KeyFile:
    """The key file, read once. KeyTrouble as for open_key_file()."""
    return _read_once(_path())


def data_key(organisation: UUID, *, make: bool) -> bytes:
    """The key of one organisation, unwrapped once per process; made on first use when `make`, else CannotUnseal."""
    here = (_database(), organisation)
    if here not in _opened:
        row = _row(organisation)
        if row is None and make:
            _make_row(organisation)
            row = _row(organisation)
        if row is None:
            raise CannotUnseal
        _opened[here] = _unwrap(organisation, *row)
    return _opened[here]


def _row(organisation: UUID) -> tuple[bytes, bytes] | None:
    current_actor()
    row = DataKey.objects.filter(organisation=organisation).values_list("wrapped", "key_id").first()
    return (bytes(row[0]), bytes(row[1])) if row is not None else None


def _make_row(organisation: UUID) -> None:
    """In a transaction of its own: a key that something was sealed with must not vanish with a rollback.

    When two make it at once the second waits for the first, and takes the first one's.
    """
    file = open_key_file()
    wrapped = encrypt(file.seal, new_key(), bound_to=_wrapping(organisation))
    with apart(current_actor()) as cursor:
        cursor.execute(
            "insert into vault_data_key (id, organisation, wrapped, key_id, made_at) values (%s, %s, %s, %s, %s)"
            " on conflict (organisation) do nothing",
            [new_id(), organisation, wrapped, file.id, datetime.now(UTC)],
        )


def _unwrap(organisation: UUID, wrapped: bytes, key_id: bytes) -> bytes:
    file = key_file()
    if key_id != file.id:
        raise KeyTrouble(
            f"The key file {_path()} is not the one this database was sealed with: put the right one back."
        )
    return decrypt(file.seal, wrapped, bound_to=_wrapping(organisation))


def _wrapping(organisation: UUID) -> bytes:
    return b"key\0" + organisation.bytes


@functools.lru_cache(maxsize=4)
def _read_once(path: Path) -> KeyFile:
    try:
        return read(path)
    except FileNotFoundError:
        return open_key_file()


def _path() -> Path:
    named = os.environ.get("SCHAKEL_KEY_FILE", "").strip()
    if not named:
        raise KeyTrouble(
            "SCHAKEL_KEY_FILE is missing: name the file that keeps the key, on another disk than the database."
        )
    return Path(named)


def _ids_in_use() -> set[bytes]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select vault_key_ids()")
            return {bytes(row[0]) for row in cursor.fetchall()}
    except DatabaseError as error:
        raise KeyTrouble(
            "Whether the key file fits cannot be told while the database does not answer or lacks its tables."
        ) from error


def _database() -> _Database:
    where = connection.settings_dict
    return str(where["HOST"]), str(where["PORT"]), str(where["NAME"])


def _warn(path: Path) -> None:
    sys.stderr.write(
        f"A key file was made: {path}. Keep it, and a copy, apart from the database and its backups: "
        "without it nothing can be read, and with both everything can.\n"
    )
