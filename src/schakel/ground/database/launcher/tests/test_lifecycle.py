"""A cluster is made, found again, survives what happens to it, and is closed to everybody else."""

import os
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from schakel.ground.database import launcher
from schakel.ground.database.launcher.account import client_name
from schakel.ground.database.launcher.tests.conftest import AS_ROOT


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def remember(server: launcher.Server, text: str) -> None:
    with server.connect() as connection:
        connection.execute("create table if not exists remembered (text text)")
        connection.execute("insert into remembered values (%s)", [text])


def remembered(server: launcher.Server) -> list[str]:
    with server.connect() as connection:
        return [row[0] for row in connection.execute("select text from remembered order by 1")]


def test_the_first_start_makes_a_durable_cluster_without_a_network(home):
    server = launcher.start(home)
    assert server.major >= 15
    with server.connect() as connection:
        shown = {
            name: connection.execute(f"show {name}").fetchone()[0]
            for name in ("listen_addresses", "fsync", "server_encoding")
        }
        superusers = connection.execute("select count(*) from pg_roles where rolsuper and rolcanlogin").fetchone()
    assert shown == {"listen_addresses": "", "fsync": "on", "server_encoding": "UTF8"}
    assert superusers == (1,)
    assert [mode(path) for path in (server.data, server.socket)] == [0o700, 0o700]
    assert (server.data.stat().st_uid == 0) is False
    assert (Path(f"/proc/{server.pid}").stat().st_uid == 0) is False


def test_only_the_account_that_started_it_comes_in_and_as_four_roles_only(made):
    server = launcher.start(made)
    for role in ("postgres", "schakel_owner", "schakel_app", "schakel_backup"):
        with server.connect("schakel" if role != "postgres" else "postgres", role) as connection:
            assert connection.execute("select current_user").fetchone() == (role,)
    for role in ("schakel_linker", "nobody", client_name()):
        with pytest.raises(psycopg.OperationalError):
            server.connect("schakel", role)
    assert (server.data / "pg_hba.conf").read_text() == "local all all peer map=schakel\n"
    named = {line.split('"')[1] for line in (server.data / "pg_ident.conf").read_text().splitlines()}
    assert named == {client_name()}


def test_the_roles_are_what_they_should_be(made):
    server = launcher.start(made)
    with server.connect("schakel") as connection:
        rows = connection.execute(
            "select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit, rolcanlogin from pg_roles"
            " where rolname like 'schakel%%' order by 1"
        ).fetchall()
        owner = connection.execute(
            "select pg_get_userbyid(datdba) from pg_database where datname = 'schakel'"
        ).fetchone()
    assert rows == [
        ("schakel_app", False, False, False, False, False, True),
        ("schakel_backup", False, True, False, False, True, True),
        ("schakel_linker", False, False, False, False, True, False),
        ("schakel_owner", False, False, False, True, True, True),
    ]
    assert owner == ("schakel_owner",)


def test_starting_again_uses_what_runs_and_stopping_keeps_the_data(made):
    first = launcher.start(made)
    remember(first, "kept")
    for again in (launcher.start(made), launcher.status(made).server):
        assert (again.pid, again.data, again.socket) == (first.pid, first.data, first.socket)
    assert launcher.stop(made) is True
    assert launcher.stop(made) is False
    assert launcher.status(made).server is None
    assert launcher.status(made).major == first.major
    assert remembered(launcher.start(made)) == ["kept"]


def test_a_home_without_anything_has_no_status_and_nothing_to_stop(home):
    assert launcher.status(home) == launcher.Status(home=home, data=home / "database", major=None, server=None)
    assert launcher.stop(home) is False
    assert not home.exists()


def test_a_server_that_was_killed_is_started_again_with_its_data(made):
    server = launcher.start(made)
    remember(server, "before")
    os.kill(server.pid, signal.SIGKILL)
    while Path(f"/proc/{server.pid}").exists():
        time.sleep(0.01)
    assert (server.data / "postmaster.pid").exists()
    assert launcher.status(made).server is None
    again = launcher.start(made)
    assert again.pid != server.pid
    assert remembered(again) == ["before"]


UNCOLLECTED = """
import ctypes, os, pathlib, signal, sys
from schakel.ground.database import launcher
assert ctypes.CDLL(None).prctl(36, 1, 0, 0, 0) == 0  # what loses its parent becomes our child, and we collect none
server = launcher.start(pathlib.Path(sys.argv[1]))
with server.connect() as held:
    os.kill(server.pid, signal.SIGKILL)
    again = launcher.start(pathlib.Path(sys.argv[1]))
state = pathlib.Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()[0]
print(state, again.pid != server.pid)
"""


def test_a_killed_server_whose_process_nobody_collects_is_started_again_at_once(made):
    done = subprocess.run([sys.executable, "-c", UNCOLLECTED, made], capture_output=True, text=True, timeout=90)
    assert done.stdout.split() == ["Z", "True"], done.stdout + done.stderr


def test_a_stale_pid_file_whose_number_another_program_got_does_not_stop_it(made):
    server = launcher.start(made)
    remember(server, "before")
    left = (server.data / "postmaster.pid").read_text()
    launcher.stop(made)
    (server.data / "postmaster.pid").write_text(left.replace(str(server.pid), str(os.getpid()), 1))
    assert launcher.status(made).server is None
    assert remembered(launcher.start(made)) == ["before"]


def test_five_starts_at_once_give_one_server(home):
    with ThreadPoolExecutor(5) as starters:
        found = list(starters.map(lambda _: launcher.start(home), range(5)))
    assert len({server.pid for server in found}) == 1


def test_a_start_that_was_cut_short_is_done_over(home):
    half = home / "database.half"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    server = launcher.start(home)
    assert not half.exists()
    remember(server, "whole")


def test_a_path_too_long_for_a_socket_gets_a_short_one(home):
    deep = home / ("a" * 60) / ("b" * 60)
    server = launcher.start(deep)
    assert len(os.fsencode(server.socket)) < 60
    assert mode(server.socket) == 0o700
    remember(server, "long")
    assert launcher.stop(deep)
    server.socket.rmdir()


def test_the_server_log_holds_no_statement_and_no_value(made):
    server = launcher.start(made)
    with server.connect() as connection:
        connection.execute("create table people (name text primary key, age int check (age > 0))")
        connection.execute("insert into people values ('Anna', 3)")
        for statement in ("insert into people values ('Anna', 4)", "insert into people values ('Bea', -1)"):
            with pytest.raises(psycopg.IntegrityError):
                connection.execute(statement)
    log = (server.data / "server.log").read_text()
    assert "duplicate key" in log
    for word in ("Anna", "Bea", "insert"):
        assert word not in log


def test_a_log_that_grew_large_is_set_aside(made, monkeypatch):
    monkeypatch.setattr("schakel.ground.database.launcher.server._LOG_LIMIT", 10)
    launcher.start(made)
    assert (made / "database" / "server.log.old").exists()


def test_the_tests_may_give_up_durability_and_nobody_else_does(made):
    server = launcher.start(made, durable=False)
    with server.connect() as connection:
        assert connection.execute("show fsync").fetchone() == ("off",)
    launcher.stop(made)
    with launcher.start(made).connect() as connection:
        assert connection.execute("show fsync").fetchone() == ("on",)


def test_the_environment_names_the_database_unless_it_named_one_already(made, monkeypatch):
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("SCHAKEL_DATA", str(made))
    server = launcher.provide()
    assert server is not None
    for name, role in (("DATABASE_URL", "schakel_app"), ("DATABASE_OWNER_URL", "schakel_owner")):
        with psycopg.connect(os.environ[name]) as connection:
            assert connection.execute("select current_user, current_database()").fetchone() == (role, "schakel")
    assert launcher.provide() is None


def test_root_gives_up_its_rights_and_the_files_are_not_roots(home):
    server = launcher.start(home)
    owners = {path.stat().st_uid for path in server.data.iterdir()}
    assert owners == {server.data.stat().st_uid}
    assert owners == ({server.data.stat().st_uid} if AS_ROOT else {os.geteuid()})
    assert home.stat().st_uid == os.geteuid()
