"""Who wraps the keys here: the key file, the environment or a device, looked at again when a key asks for another keeper."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from django.db import DatabaseError, connection

from schakel.ground.vault.rules.keepers import Keeper, KeyTrouble
from schakel.ground.vault.rules.key_file import KeyFile, make, parsed, read

_read: dict[str, KeyFile] = {}
_reading = threading.Lock()


def open_key_file() -> KeyFile:
    """The keepers named by SCHAKEL_KEYS or SCHAKEL_KEY_FILE; a file is made when nothing was ever sealed. Called before serving.

    KeyTrouble, in one sentence, when it is missing while the database needs it, open to others, or another one.
    """
    try:
        file = _read_anew()
    except FileNotFoundError:
        if ids_in_use():
            raise KeyTrouble(
                f"The key file {path()} is missing and the database holds texts that only it can open: put it back from its own backup."
            ) from None
        file = make(path())
        _warn(path())
    if any(file.keeper(used) is None for used in ids_in_use()):
        raise wrong_file()
    return file


def key_file() -> KeyFile:
    """The keepers as they were last read. KeyTrouble as for open_key_file()."""
    known = _read.get(_where())
    if known is not None:
        return known
    try:
        return _read_anew()
    except FileNotFoundError:
        return open_key_file()


def keeper_of(key_id: bytes) -> Keeper:
    """Who wrapped a key; when nobody known did, the file is read again, for it may have been renewed. KeyTrouble when still nobody."""
    for file in (key_file, _read_anew):
        try:
            found = file().keeper(key_id)
        except FileNotFoundError:
            break
        if found is not None:
            return found
    raise wrong_file()


def current_keeper() -> Keeper:
    """Who wraps new keys, as the file says at this moment."""
    return open_key_file().current


def path() -> Path:
    named = os.environ.get("SCHAKEL_KEY_FILE", "").strip()
    if not named:
        raise KeyTrouble(
            "SCHAKEL_KEY_FILE is missing: name the file that keeps the key, on another disk than the database."
        )
    return Path(named)


def in_environment() -> bool:
    """Whether the lines of the key file stand in the environment itself; then no command can change them."""
    return bool(os.environ.get("SCHAKEL_KEYS", "").strip())


def ids_in_use() -> set[bytes]:
    """Which keepers the keys in the database need."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select vault_key_ids()")
            return {bytes(row[0]) for row in cursor.fetchall()}
    except DatabaseError as error:
        raise KeyTrouble(
            "Whether the key file fits cannot be told while the database does not answer or lacks its tables."
        ) from error


def wrong_file() -> KeyTrouble:
    what = "What SCHAKEL_KEYS says" if in_environment() else f"The key file {path()}"
    return KeyTrouble(f"{what} is not the one this database was sealed with: put the right one back.")


def _read_anew() -> KeyFile:
    if in_environment():
        try:
            file = parsed(os.environ["SCHAKEL_KEYS"])
        except ValueError:
            raise KeyTrouble(
                "SCHAKEL_KEYS cannot be used: write the lines of a key file in it, such as: seal and a key in base64."
            ) from None
    else:
        file = read(path())
    with _reading:
        _read[_where()] = file
    return file


def _where() -> str:
    return os.environ.get("SCHAKEL_KEYS", "").strip() or str(path())


def _warn(made: Path) -> None:
    sys.stderr.write(
        f"A key file was made: {made}. Keep it, and a copy, apart from the database and its backups: "
        "without it nothing can be read, and with both everything can.\n"
    )
