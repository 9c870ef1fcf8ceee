"""Starts, finds and stops our own cluster."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import psycopg

from schakel.ground.database.launcher import binaries as programs
from schakel.ground.database.launcher import cluster, roles
from schakel.ground.database.launcher.account import Account, server_account
from schakel.ground.database.launcher.binaries import Binaries
from schakel.ground.database.launcher.found import Server, Status, is_postgres, running, workers_in
from schakel.ground.database.launcher.places import PORT, Places, one_at_a_time, places
from schakel.ground.database.launcher.trouble import DatabaseTrouble, disk_full, explain

_SECONDS_TO_START = 60
_SECONDS_TO_END = 10
_LOG_LIMIT = 5_000_000  # bytes; a bigger log is set aside at the next start


def provide(home: Path | None = None, *, durable: bool = True) -> Server | None:
    """Sees to it that the environment names a database; None when DATABASE_URL names one already.

    DatabaseTrouble, in one sentence, when that cannot be done.
    """
    if os.environ.get("DATABASE_URL", "").strip():
        return None
    server = start(home, durable=durable)
    os.environ.update(server.environment())
    return server


def start(home: Path | None = None, *, durable: bool = True, binaries: Binaries | None = None) -> Server:
    """Starts the cluster in `home`, making it when there is none; one that runs already is used as it is.

    `durable=False` gives up safety against power loss for speed: tests only. DatabaseTrouble when it cannot start.
    """
    spot = places(home)
    with one_at_a_time(spot):
        major = cluster.version_of(spot.data)
        account = server_account(spot.data)
        chosen = _fitting(binaries, major)
        already = running(spot, chosen)
        if already is not None:
            return already
        account.demand_entry(spot.home)
        chosen = programs.readable(chosen, account, spot.home)
        if major is None:
            cluster.make(spot, chosen, account)
        account.make(spot.socket)
        cluster.configure(spot, account, durable=durable)
        _clear_after_a_kill(spot)
        server = _launch(spot, chosen, account)
        _bootstrap(server)
        return server


def stop(home: Path | None = None) -> bool:
    """Stops the cluster and waits for it; False when none ran."""
    spot = places(home)
    major = cluster.version_of(spot.data)
    if major is None:
        return False
    with one_at_a_time(spot):
        server = running(spot, programs.find(major=major))
        if server is None:
            return False
        account = server_account(spot.data)
        chosen = programs.readable(server.binaries, account, spot.home)
        done = account.run([chosen.program("pg_ctl"), "stop", "-D", spot.data, "-m", "fast", "-w"], cwd=spot.data)
        if done.returncode != 0:
            raise explain("Stopping the database", done.stdout, where=spot.data)
        return True


def status(home: Path | None = None) -> Status:
    """What is there, without starting anything. DatabaseTrouble when the data cannot be read."""
    spot = places(home)
    major = cluster.version_of(spot.data)
    server = running(spot, programs.find(major=major)) if major is not None else None
    return Status(home=spot.home, data=spot.data, major=major, server=server)


def _fitting(given: Binaries | None, major: int | None) -> Binaries:
    if given is None:
        return programs.find(major=major)
    if major is not None and given.major != major:
        raise DatabaseTrouble(f"The data was made by PostgreSQL {major} and {given.bin} is version {given.major}.")
    return given


def _clear_after_a_kill(spot: Places) -> None:
    """PostgreSQL clears away the files of a dead server itself, unless its number still stands for something.

    That is so while nobody has collected the killed process, and when another program has got the number since.
    What the killed server began may need a moment to notice that it is gone; nothing starts beside it.
    """
    try:
        pid = int(spot.pid.read_text().splitlines()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return
    late = time.monotonic() + _SECONDS_TO_END
    while (left := workers_in(spot.data)) and pid not in left and time.monotonic() < late:
        time.sleep(0.05)
    if Path(f"/proc/{pid}").exists() and not is_postgres(pid, spot.data):
        lock = spot.socket / f".s.PGSQL.{PORT}.lock"
        if lock.exists() and lock.read_text().split("\n", 1)[0] == str(pid):
            lock.unlink(missing_ok=True)
        spot.pid.unlink(missing_ok=True)


def _launch(spot: Places, binaries: Binaries, account: Account) -> Server:
    if spot.log.exists() and spot.log.stat().st_size > _LOG_LIMIT:
        spot.log.rename(spot.log.with_suffix(".log.old"))
    before = spot.log.stat().st_size if spot.log.exists() else 0
    command: list[str | Path] = [
        binaries.program("pg_ctl"),
        "start",
        "-D",
        spot.data,
        "-l",
        spot.log,
        "-w",
        "-t",
        str(_SECONDS_TO_START),
    ]
    try:
        done = account.run(command, cwd=spot.data, timeout=_SECONDS_TO_START + 30)
    except subprocess.TimeoutExpired:
        raise DatabaseTrouble(
            f"The database in {spot.data} did not start within {_SECONDS_TO_START} seconds."
        ) from None
    if done.returncode != 0:
        raise explain(
            "Starting the database", _tail(spot.log, before) or done.stdout, where=spot.data, socket=spot.socket
        )
    server = running(spot, binaries)
    if server is None:
        raise DatabaseTrouble(f"The database in {spot.data} started and stopped again: see {spot.log}.")
    return server


def _tail(log: Path, start_at: int) -> str:
    try:
        with log.open("rb") as file:
            file.seek(start_at)
            return file.read().decode(errors="replace")
    except OSError:
        return ""


def _bootstrap(server: Server) -> None:
    """Roles and database, made or set right at every start."""
    try:
        with server.connect() as connection:
            existing = [row[0] for row in connection.execute("select rolname from pg_roles")]
            for statement in roles.bootstrap_sql(server.major, existing=existing, createdb=True):
                connection.execute(statement.encode())
            known = connection.execute("select from pg_database where datname = %s", [roles.DATABASE]).fetchone()
            for statement in roles.database_sql() if known is None else []:
                connection.execute(statement.encode())
    except psycopg.errors.DiskFull as error:
        raise disk_full(server.data) from error
