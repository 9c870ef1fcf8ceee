"""Where the data, the socket and the lock of a cluster are."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from schakel.ground.database.launcher.trouble import DatabaseTrouble, disk_full

PORT = 5432  # the name of the socket; nothing listens on the network
_SOCKET_LIMIT = 107  # bytes of a socket's path on Linux
_ROOT_HOME = Path("/var/lib/schakel")  # /root is closed to the account the server runs as


@dataclass(frozen=True, slots=True)
class Places:
    """`home` is ours; `data` and `socket` belong to the account the server runs as."""

    home: Path
    data: Path
    socket: Path

    @property
    def lock(self) -> Path:
        return self.home / "lock"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @property
    def pid(self) -> Path:
        return self.data / "postmaster.pid"


def places(home: Path | None = None) -> Places:
    """`home`, else SCHAKEL_DATA, else /var/lib/schakel for root and the user's own data directory for others."""
    chosen = (home or _default_home()).expanduser().absolute()
    return Places(home=chosen, data=chosen / "database", socket=_socket(chosen))


@contextmanager
def one_at_a_time(spot: Places) -> Iterator[None]:
    """Two starts of the same cluster wait for each other. DatabaseTrouble when the directory cannot be used."""
    try:
        spot.home.mkdir(parents=True, exist_ok=True, mode=0o755 if os.geteuid() == 0 else 0o700)
        handle = os.open(spot.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError as error:
        raise DatabaseTrouble(
            f"{spot.home} cannot be written: make it yours, or choose another SCHAKEL_DATA."
        ) from error
    except (FileExistsError, NotADirectoryError) as error:
        raise DatabaseTrouble(f"{spot.home} is not a directory: choose another SCHAKEL_DATA.") from error
    except OSError as error:
        raise disk_full(spot.home) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _default_home() -> Path:
    given = os.environ.get("SCHAKEL_DATA", "").strip()
    if given:
        return Path(given)
    if os.geteuid() == 0:
        return _ROOT_HOME
    return Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share") / "schakel"


def _socket(home: Path) -> Path:
    """Beside the data; a short name in the runtime directory when that path would not fit."""
    beside = home / "socket"
    if len(os.fsencode(beside / f".s.PGSQL.{PORT}")) <= _SOCKET_LIMIT:
        return beside
    name = f"schakel-{os.geteuid()}-" + hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    return _runtime() / name


def _runtime() -> Path:
    if os.geteuid() == 0:
        return Path("/run")
    # The last resort is open to all; Account.make refuses a directory there that is not ours.
    return Path(os.environ.get("XDG_RUNTIME_DIR") or "/tmp")  # noqa: S108
