"""A real database for every test, in a few hundredths of a second: one server, one template, a clone each.

The server is our own, not durable, in memory where the machine has room, and shared by every test process of
this user. It stops when the last one is done; its templates stay and are known by a hash of what made them.
What killed runs of other copies of the house left is swept at the start (`sweeping`).
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from schakel.ground.database import launcher
from schakel.ground.database.launcher import binaries
from tests import sweeping

ROOT = Path(__file__).resolve().parent.parent
FLAVOURS = {"": None, "debian15": Path("/usr/lib/postgresql/15/bin")}
ROOM = 1_000_000_000  # bytes that must be free in memory before the server goes there
KEPT = timedelta(hours=2)  # longer than any test run


def home() -> Path:
    """Where the server of these tests keeps its things; the key file stands there too."""
    flavour = os.environ.get("SCHAKEL_TEST_SERVER", "")
    if flavour not in FLAVOURS:
        raise SystemExit(
            f"SCHAKEL_TEST_SERVER is '{flavour}'; choose one of {', '.join(filter(None, FLAVOURS))}, or leave it out."
        )
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM
    base = memory if roomy else Path(tempfile.gettempdir())
    place = hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:6]
    return base / f"schakel-tests-{os.geteuid()}-{place}-{flavour or 'own'}"


@dataclass(frozen=True)
class Clone:
    """One database of one test. `as_superuser` is for doing what nobody may, to see that it is noticed."""

    name: str
    server: launcher.Server

    @contextmanager
    def as_superuser(self) -> Iterator[psycopg.Connection]:
        with self.server.connect(self.name) as connection:
            yield connection

    @contextmanager
    def as_role(self, role: str) -> Iterator[psycopg.Connection]:
        with self.server.connect(self.name, role) as connection:
            yield connection


class Clones:
    """The server of this process, and its templates."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._users = sweeping.use(directory, ROOT)
        sweeping.sweep(list(directory.parent.glob(f"schakel-tests-{os.geteuid()}-*")), but=directory)
        flavour = FLAVOURS[os.environ.get("SCHAKEL_TEST_SERVER", "")]
        self.server = launcher.start(directory, durable=False, binaries=binaries.at(flavour) if flavour else None)
        self._maintenance = self.server.connect()
        self._count = 0
        self._sweep()

    def close(self) -> None:
        """Stops the server when no other test process uses it."""
        point(None)
        self._maintenance.close()
        try:
            fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass
        else:
            launcher.stop(self.directory)
        os.close(self._users)

    def template(self, name: str, source: str | None, fill: Callable[[], None]) -> str:
        """The template called `name`: as it is, or made from `source` by `fill`, by one process while others wait."""
        with self._alone():
            if not self._exists(name):
                half = f"half_{uuid.uuid4().hex[:12]}"
                self._create(half, source)
                point(Clone(half, self.server))
                try:
                    fill()
                finally:
                    point(None)
                self._run("alter database {} rename to {}", half, name)
            self._maintenance.execute(
                sql.SQL("comment on database {} is {}").format(
                    sql.Identifier(name), sql.Literal(datetime.now(UTC).isoformat())
                )
            )
        return name

    @contextmanager
    def clone(self, template: str) -> Iterator[Clone]:
        """A copy that Django's connections point at, dropped afterwards whoever still holds on to it."""
        self._count += 1
        copy = Clone(f"test_{os.getpid()}_{self._count}", self.server)
        self._create(copy.name, template)
        point(copy)
        try:
            yield copy
        finally:
            point(None)
            self._run("drop database {} with (force)", copy.name)

    def _create(self, name: str, template: str | None) -> None:
        if template is None:
            for statement in launcher.database_sql(name):
                self._maintenance.execute(statement.encode())
        else:
            self._run("create database {} owner schakel_owner template {} strategy file_copy", name, template)
            self._run("revoke all on database {} from public", name)
            self._run("grant connect on database {} to schakel_app, schakel_backup", name)

    def _exists(self, name: str) -> bool:
        return self._maintenance.execute("select from pg_database where datname = %s", [name]).fetchone() is not None

    def _run(self, statement: str, *names: str) -> None:
        self._maintenance.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with open(self.directory / "template.lock", "w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _sweep(self) -> None:
        """Drops what ended processes left behind, and templates nobody began to use lately."""
        question = "select datname, shobj_description(oid, 'pg_database') from pg_database"
        with self._alone():
            for name, used in self._maintenance.execute(question).fetchall():
                process = re.fullmatch(r"test_(\d+)_\d+", name)
                gone = process is not None and not Path(f"/proc/{process[1]}").exists()
                old = used is not None and _is_old(used) and name.startswith(("migrated_", "seeded_"))
                if gone or old or name.startswith("half_"):
                    self._run("drop database if exists {} with (force)", name)


def _is_old(used: str) -> bool:
    try:
        return datetime.now(UTC) - datetime.fromisoformat(used) > KEPT
    except ValueError:
        return False


def point(clone: Clone | None) -> None:
    """Points Django's connections at one database; at none, a test that did not ask for one gets an error."""
    from django.db import connections

    connections.close_all()
    for alias, role in (("default", "schakel_app"), ("owner", "schakel_owner")):
        settings: dict[str, Any] = connections.databases[alias]
        settings["USER"] = role
        settings["NAME"] = clone.name if clone else "this test did not ask for the database fixture"
        settings["HOST"] = str(clone.server.socket) if clone else str(home() / "nowhere")
        settings["PORT"] = ""
