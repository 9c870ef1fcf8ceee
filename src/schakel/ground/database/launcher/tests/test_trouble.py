"""Each thing that can go wrong, made to go wrong for real, is one sentence that says what to do."""

import os
import pwd
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from schakel.ground.database import launcher
from schakel.ground.database.launcher import binaries
from schakel.ground.database.launcher.account import server_account
from schakel.ground.database.launcher.tests.conftest import AS_ROOT
from schakel.ground.database.launcher.tests.telling import sentence
from tests import clones

CAN_MOUNT = AS_ROOT and subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True).returncode == 0


def start_limited(home: Path, largest: int) -> str:
    """Starts in a process that may write no file beyond `largest` bytes; what it says."""
    program = (
        "import resource, sys; from pathlib import Path; from schakel.ground.database import launcher\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)\n"
        "try: launcher.start(Path(sys.argv[1]))\n"
        "except launcher.DatabaseTrouble as trouble: print(trouble.message)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, home, str(largest)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_a_disk_that_fills_up_while_the_database_is_made(home):
    said = start_limited(home, 1_000_000)
    assert said in {
        f"There is no room left to write the database in {place}: free some disk space, or choose another disk with SCHAKEL_DATA."
        for place in (
            home,
            home / "binaries",
        )  # where the server's own user cannot read the checkout, they are copied first
    }
    assert launcher.status(home).major is None
    launcher.start(home)


def test_a_disk_that_is_full_at_a_later_start(made):
    assert "There is no room left to write the database in" in start_limited(made, 0)
    assert launcher.start(made).major >= 15


@contextmanager
def small_disk(size: str):
    """A real disk of that size: a mount as root; else the home's own, filled by a limit on what may be written."""
    place = Path(tempfile.mkdtemp(prefix="schakel-disk-", dir=clones.home().parent))
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "schakel", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)
        place.rmdir()


def fill(path: Path) -> None:
    with path.open("wb", buffering=0) as filler:
        while filler.write(bytes(100_000)):
            pass


def test_a_really_full_disk_is_said_to_be_full_whoever_we_are(home):
    if not CAN_MOUNT:
        assert "There is no room left" in start_limited(home, 5_000_000)
        return
    with small_disk("20m") as place:
        assert "There is no room left to write the database in" in sentence(place / "home")
    with small_disk("200m") as place:
        launcher.stop(launcher.start(place / "home").home)
        with pytest.raises(OSError, match="No space left"):
            fill(place / "filler")
        assert "There is no room left to write the database in" in sentence(place / "home")
        (place / "filler").unlink()
        launcher.stop(launcher.start(place / "home").home)


def test_a_socket_another_server_uses(home):
    other, mine = home / "other", home / "mine"
    launcher.stop(launcher.start(other).home)
    launcher.stop(launcher.start(mine).home)
    account = server_account(other / "database")
    found = binaries.readable(binaries.find(), account, other)
    control = [found.program("pg_ctl"), "-D", other / "database", "-l", other / "database" / "server.log", "-w"]
    started = account.run(
        [*control, "start", "-o", f"-c unix_socket_directories={mine / 'socket'}"], cwd=other / "database"
    )
    assert started.returncode == 0, started.stdout
    try:
        assert sentence(mine) == (
            f"The socket directory {mine / 'socket'} is in use by another PostgreSQL: stop that server, or choose another SCHAKEL_DATA."
        )
        assert launcher.status(mine).server is None
    finally:
        account.run([*control, "stop"], cwd=other / "database")
    assert launcher.start(mine).socket == mine / "socket"


def test_data_of_a_version_this_machine_does_not_have(made):
    (made / "database" / "PG_VERSION").write_text("14\n")
    assert sentence(made).startswith("The data was made by PostgreSQL 14 and this machine has ")
    (made / "database" / "PG_VERSION").write_text("99\n")
    assert "pg_dump and pg_restore" in sentence(made)
    given = binaries.find()
    assert (
        sentence(made, binaries=given)
        == f"The data was made by PostgreSQL 99 and {given.bin} is version {given.major}."
    )


def test_a_damaged_version_file(made):
    (made / "database" / "PG_VERSION").write_text("rubbish")
    assert sentence(made) == f"{made / 'database'} is damaged: its PG_VERSION cannot be read. Restore it from a backup."


def test_data_of_somebody_else(made):
    data = made / "database"
    if AS_ROOT:
        stranger = next(number for number in range(60_000, 65_000) if not _known(number))
        os.chown(data, stranger, stranger)
        assert sentence(made) == f"{data} belongs to user number {stranger}, who has no account on this machine."
        os.chown(data, 65534, 65534)
    else:
        data.chmod(0)
        assert (
            sentence(made) == f"{data} cannot be read: run as the user it belongs to, or choose another SCHAKEL_DATA."
        )
        data.chmod(0o700)


def _known(number: int) -> bool:
    return any(entry.pw_uid == number for entry in pwd.getpwall())


def test_a_socket_directory_of_somebody_else_is_refused_and_not_taken_over(made):
    (made / "socket").rmdir()
    (made / "elsewhere").mkdir()
    (made / "socket").symlink_to(made / "elsewhere")
    assert "choose another SCHAKEL_DATA" in sentence(made)
    assert (made / "elsewhere").stat().st_uid == os.geteuid()
    (made / "socket").unlink()


def test_a_directory_with_something_else_in_it(home):
    (home / "database").mkdir(parents=True)
    (home / "database" / "photo.jpg").write_text("x")
    assert sentence(home) == f"{home / 'database'} holds something else than a database: choose another SCHAKEL_DATA."


def test_a_home_that_is_a_file(home):
    home.write_text("x")
    assert sentence(home) == f"{home} is not a directory: choose another SCHAKEL_DATA."
    with pytest.raises(launcher.DatabaseTrouble):
        launcher.status(home)


def test_a_server_that_does_not_answer_is_not_started_a_second_time(made):
    server = launcher.start(made)
    account = server_account(server.data)
    ident = server.data / "pg_ident.conf"
    kept = ident.read_text()
    ident.write_text("")
    reload = [server.binaries.program("pg_ctl"), "-D", server.data, "reload"]
    assert account.run(reload, cwd=server.data).returncode == 0
    _until_refused(server)
    assert sentence(made) == (
        f"The database in {server.data} runs (process {server.pid}) but does not answer: stop that process first."
    )
    ident.write_text(kept)
    account.run(["/bin/kill", str(server.pid)], cwd=server.data)
    while Path(f"/proc/{server.pid}").exists():
        time.sleep(0.01)
    assert launcher.start(made).pid != server.pid


def _until_refused(server: launcher.Server) -> None:
    for _ in range(200):
        try:
            server.connect().close()
        except psycopg.OperationalError:
            return
        time.sleep(0.01)
    raise AssertionError("the server kept answering")


def test_a_setting_the_server_refuses_is_told_as_the_server_says_it(made):
    with (made / "database" / "postgresql.conf").open("a") as configuration:
        configuration.write("shared_preload_libraries = 'no_such_library'\n")
    assert "no_such_library" in sentence(made)
