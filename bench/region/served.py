"""A durable server to measure on, with the practice region in a database that is copied for each measurement."""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any


@contextmanager
def server(home: str) -> Iterator[Any]:
    """Runs for as long as this; with a `home` it is kept, and found again."""
    import conftest

    conftest.pytest_configure(SimpleNamespace())  # type: ignore[arg-type]
    from schakel.ground.database import launcher
    from tests import clones, templates

    place = Path(home) if home else Path(tempfile.mkdtemp(prefix="schakel-online-"))
    place.mkdir(exist_ok=True)
    place.chmod(0o755)
    os.environ["SCHAKEL_KEY_FILE"] = str(place / "key" / "schakel.key")
    running = launcher.start(place, durable=True)
    try:
        clones.point(clones.Clone("schakel", running))
        if not (place / "seeded").exists():
            templates.migrate()
            templates.seed_template()
            (place / "seeded").touch()
        yield running
    finally:
        clones.point(None)
        launcher.stop(place)
        if not home:
            shutil.rmtree(place, ignore_errors=True)


@contextmanager
def database(running: Any, name: str) -> Iterator[None]:
    """A copy, which Django works in."""
    from tests import clones

    clones.point(None)
    _say(
        running,
        f"drop database if exists {name} with (force)",
        f"create database {name} owner schakel_owner template schakel strategy file_copy",
        f"grant connect on database {name} to schakel_app, schakel_backup",
    )
    clones.point(clones.Clone(name, running))
    yield
    clones.point(None)
    _say(running, f"drop database {name} with (force)")


def settled(running: Any, name: str) -> None:
    """As after a quiet night: known to the planner, and on disk."""
    with running.connect(name) as connection:
        connection.autocommit = True
        connection.execute("vacuum analyze")
        connection.execute("checkpoint")


def bytes_a_signal(running: Any, name: str, size: int) -> dict[str, float]:
    """By table, with its indexes."""
    from region.stock import TABLES

    asked = "select t, pg_total_relation_size(t::regclass) from unnest(%s::text[]) t"
    with running.connect(name) as connection:
        return {table: held / size for table, held in connection.execute(asked, [list(TABLES)]).fetchall()}


def floor(running: Any, name: str) -> dict[str, float]:
    """Milliseconds at p50, without Django: what no product can go below on this machine."""
    with running.connect(name) as connection:
        connection.autocommit = True
        connection.execute("create table floor_probe (n int)")
        keys = [
            row[0]
            for row in connection.execute(
                "select key from bundling_link_key tablesample system (5) where covenant is null limit 12"
            )
        ]
        (controller,) = connection.execute("select controller from bundling_link_key limit 1").fetchone()
        probe = "select signal from bundling_link_key where controller = %s and key = any (%s) limit 500"
        return {
            "`select 1`": _p50(lambda: connection.execute("select 1").fetchone()),
            "12 keys asked at once": _p50(lambda: connection.execute(probe, [controller, keys]).fetchall()),
            "one row, committed to disk": _p50(lambda: connection.execute("insert into floor_probe values (1)")),
        }


def _p50(work: Callable[[], Any]) -> float:
    times = []
    for _ in range(200):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1e3)
    return statistics.median(times)


def _say(running: Any, *statements: str) -> None:
    with running.connect("postgres") as connection:
        connection.autocommit = True
        for statement in statements:
            connection.execute(statement)
