"""Makes a cluster and writes its configuration: a socket in a closed directory, and no network."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from schakel.ground.database.launcher.account import Account, client_name
from schakel.ground.database.launcher.binaries import Binaries
from schakel.ground.database.launcher.places import PORT, Places
from schakel.ground.database.launcher.roles import APP, BACKUP, OWNER
from schakel.ground.database.launcher.trouble import DatabaseTrouble, disk_full, explain

SUPERUSER = "postgres"
_BUILTIN_LOCALE = 17  # first version with a locale of its own; older ones take the system's

# What PostgreSQL logs can hold a person's data: never the statement, never the detail with the values of a row.
_CONFIGURATION = """\
# Written by Schakel at every start.
listen_addresses = ''
port = {port}
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 128MB
timezone = 'UTC'
log_timezone = 'UTC'
log_statement = none
log_min_error_statement = panic
log_error_verbosity = terse
log_checkpoints = off
"""
_NOT_DURABLE = """\
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
autovacuum = off
"""


def version_of(data: Path) -> int | None:
    """The major version that made the data; None when there is no data. DatabaseTrouble when it cannot be read."""
    try:
        return int((data / "PG_VERSION").read_text().strip())
    except FileNotFoundError:
        _refuse_something_else(data)
        return None
    except ValueError as error:
        raise DatabaseTrouble(f"{data} is damaged: its PG_VERSION cannot be read. Restore it from a backup.") from error
    except OSError as error:
        raise _closed(data) from error


def _refuse_something_else(data: Path) -> None:
    try:
        if data.exists() and any(data.iterdir()):
            raise DatabaseTrouble(f"{data} holds something else than a database: choose another SCHAKEL_DATA.")
    except OSError as error:
        raise _closed(data) from error


def _closed(data: Path) -> DatabaseTrouble:
    return DatabaseTrouble(f"{data} cannot be read: run as the user it belongs to, or choose another SCHAKEL_DATA.")


def make(spot: Places, binaries: Binaries, account: Account) -> None:
    """A fresh cluster, made under another name first: one that was cut short is never mistaken for a whole one."""
    half = spot.data.with_name("database.half")
    shutil.rmtree(half, ignore_errors=True)
    account.make(half)
    done = account.run(
        [
            binaries.program("initdb"),
            f"--pgdata={half}",
            f"--username={SUPERUSER}",
            "--encoding=UTF8",
            *_locale(binaries.major),
            "--auth-local=peer",
            "--auth-host=reject",
            "--no-sync",
        ],
        cwd=half,
    )
    if done.returncode != 0:
        shutil.rmtree(half, ignore_errors=True)
        raise explain("Making the database", done.stdout, where=spot.home)
    if spot.data.exists():
        spot.data.rmdir()
    half.rename(spot.data)


def configure(spot: Places, account: Account, *, durable: bool) -> None:
    """Who may connect and how, written anew at every start so that it follows the account that starts it."""
    text = _CONFIGURATION.format(port=PORT, socket=str(spot.socket).replace("'", "''"))
    who = client_name().replace('"', '""')
    idents = [f'schakel "{who}" {role}' for role in (SUPERUSER, OWNER, APP, BACKUP)]
    try:
        _write(spot.data / "postgresql.auto.conf", text + ("" if durable else _NOT_DURABLE), account)
        _write(spot.data / "pg_hba.conf", "local all all peer map=schakel\n", account)
        _write(spot.data / "pg_ident.conf", "\n".join(idents) + "\n", account)
    except PermissionError as error:
        raise DatabaseTrouble(f"{spot.data} cannot be written: {error.strerror}.") from error
    except OSError as error:
        raise disk_full(spot.data) from error


def _locale(major: int) -> list[str]:
    if major >= _BUILTIN_LOCALE:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=C.UTF-8"]


def _write(path: Path, text: str, account: Account) -> None:
    """Replaces a file whole, as the server's own."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        if account.dropped:
            os.fchown(file.fileno(), account.uid, account.gid)
    fresh.rename(path)
