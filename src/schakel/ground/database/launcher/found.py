"""A cluster of ours that runs, and how to tell it from something that only looks like one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from schakel.ground.database.launcher import roles
from schakel.ground.database.launcher.binaries import Binaries
from schakel.ground.database.launcher.cluster import SUPERUSER
from schakel.ground.database.launcher.places import PORT, Places
from schakel.ground.database.launcher.trouble import DatabaseTrouble


@dataclass(frozen=True, slots=True)
class Server:
    """A running cluster of ours: `socket` is the directory to connect through, `pid` its process, `major` its version."""

    home: Path
    data: Path
    socket: Path
    binaries: Binaries
    pid: int

    @property
    def major(self) -> int:
        return self.binaries.major

    def url(self, role: str, database: str = roles.DATABASE) -> str:
        """An address for DATABASE_URL; no password, because the kernel tells the server who connects."""
        return f"postgresql://{role}@/{quote(database)}?host={quote(str(self.socket), safe='')}&port={PORT}"

    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.url(roles.APP), "DATABASE_OWNER_URL": self.url(roles.OWNER)}

    def connect(self, database: str = "postgres", role: str = SUPERUSER) -> psycopg.Connection:
        """A plain connection in autocommit mode, by default as superuser: for maintenance and tests only."""
        return psycopg.connect(
            host=str(self.socket), port=PORT, dbname=database, user=role, autocommit=True, connect_timeout=10
        )


@dataclass(frozen=True, slots=True)
class Status:
    """`server` is None when nothing runs; `major` is None when there is no data yet."""

    home: Path
    data: Path
    major: int | None
    server: Server | None


def running(spot: Places, binaries: Binaries) -> Server | None:
    """Our server when it lives: its own pid file names a process and a socket, and behind it is this very data."""
    try:
        lines = spot.pid.read_text().splitlines()
        pid, socket = int(lines[0]), Path(lines[4])
    except (FileNotFoundError, IndexError, ValueError):
        return None
    server = Server(home=spot.home, data=spot.data, socket=socket, binaries=binaries, pid=pid)
    try:
        with server.connect() as connection:
            row = connection.execute("show data_directory").fetchone()
    except psycopg.OperationalError:
        if is_postgres(pid, spot.data):
            raise DatabaseTrouble(
                f"The database in {spot.data} runs (process {pid}) but does not answer: stop that process first."
            ) from None
        return None
    return server if row is not None and Path(row[0]).samefile(spot.data) else None


def is_postgres(pid: int, data: Path) -> bool:
    """Whether the process is a PostgreSQL in `data`; a number that some other program got since is not."""
    try:
        return Path(f"/proc/{pid}/cwd").samefile(data)
    except OSError:
        return False


def workers_in(data: Path) -> list[int]:
    """Every process that works in `data`, as all processes of a PostgreSQL do."""
    numbers = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [number for number in numbers if is_postgres(number, data)]
