"""The vault on a real database: who can open what, what a rollback leaves, and what a backup shows."""

import subprocess
import threading
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection, connections

from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import CannotUnseal, KeyTrouble, blind, keys, open_key_file, roots, seal, unseal
from schakel.ground.vault.models import DataKey
from schakel.ground.vault.rules.key_file import make

WATERRIJK, NOORDERWAARD = UUID(int=9901), UUID(int=9902)
NOOR = Actor(account=uuid4(), organisation=WATERRIJK, roles=frozenset({"focal_person"}), municipality="GM9901")
LOTTE = Actor(account=uuid4(), organisation=uuid4(), roles=frozenset({"reporter"}), municipality=None)
STORY = "Zij slaapt achter de keuken van het restaurant en krijgt geen loon."


def test_a_text_comes_back_in_another_transaction(bare_database):
    with acting(NOOR):
        sealed = seal(STORY, organisation=WATERRIJK, bound_to="intake.signal:1:narrative")
    with acting(NOOR):
        assert unseal(sealed, organisation=WATERRIJK, bound_to="intake.signal:1:narrative") == STORY
        assert unseal(memoryview(sealed), organisation=WATERRIJK, bound_to="intake.signal:1:narrative") == STORY


def test_a_partner_seals_for_the_municipality_that_reads(bare_database):
    with acting(LOTTE):
        sealed = seal(STORY, organisation=WATERRIJK, bound_to="a")
    with acting(NOOR):
        assert unseal(sealed, organisation=WATERRIJK, bound_to="a") == STORY


def test_swapped_rows_and_organisations_refuse(bare_database):
    with acting(NOOR):
        first = seal("een", organisation=WATERRIJK, bound_to="row:1")
        other = seal("twee", organisation=NOORDERWAARD, bound_to="row:1")
        for sealed, organisation, place in (
            (first, WATERRIJK, "row:2"),
            (first, NOORDERWAARD, "row:1"),
            (other, WATERRIJK, "row:1"),
            (first, uuid4(), "row:1"),
        ):
            with pytest.raises(CannotUnseal):
                unseal(sealed, organisation=organisation, bound_to=place)


def test_a_rollback_cannot_lose_the_key_of_an_organisation(bare_database):
    sealed = []

    def seal_and_fail() -> None:
        with acting(NOOR):
            sealed.append(seal(STORY, organisation=WATERRIJK, bound_to="a"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        seal_and_fail()
    with acting(NOOR):
        assert DataKey.objects.filter(organisation=WATERRIJK).count() == 1
        assert unseal(sealed[0], organisation=WATERRIJK, bound_to="a") == STORY


def test_twelve_first_writers_share_one_key(bare_database):
    sealed, failures = [], []

    def write(number: int) -> None:
        try:
            with acting(NOOR):
                sealed.append((number, seal(f"text {number}", organisation=WATERRIJK, bound_to=f"row:{number}")))
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with acting(NOOR):
        assert DataKey.objects.count() == 1
        for number, text in sealed:
            assert unseal(text, organisation=WATERRIJK, bound_to=f"row:{number}") == f"text {number}"


def test_nothing_is_sealed_or_seen_while_nobody_acts(bare_database):
    with acting(NOOR):
        seal(STORY, organisation=WATERRIJK, bound_to="a")
    assert DataKey.objects.count() == 0
    with pytest.raises(RuntimeError, match="Nobody acts"):
        seal(STORY, organisation=uuid4(), bound_to="a")


@pytest.mark.parametrize("statement", ["update vault_data_key set wrapped = ''", "delete from vault_data_key"])
def test_the_application_cannot_change_or_remove_a_key(bare_database, statement):
    with bare_database.as_role("schakel_app") as plain, pytest.raises(psycopg.errors.InsufficientPrivilege):
        plain.execute(statement)


def test_blind_keys_are_the_same_for_everybody_in_a_covenant_only(bare_database):
    covenant = uuid4()
    with acting(NOOR):
        mine = blind("phone", ["+31612345678", "+31687654321"], covenant=covenant)
    with acting(LOTTE):
        assert blind("phone", ["+31687654321", "+31612345678"], covenant=covenant) == mine[::-1]
        assert not set(blind("phone", ["+31612345678", "+31687654321"])) & set(mine)


@pytest.fixture
def other_file(tmp_path, monkeypatch):
    """The path of a key file that is not there yet; the process forgets what it opened with the usual one."""
    monkeypatch.setenv("SCHAKEL_KEY_FILE", str(tmp_path / "schakel.key"))
    for forgets in (keys, roots):
        forgets.forget_opened()
    return tmp_path / "schakel.key"


@pytest.fixture
def something_sealed(bare_database):
    with acting(NOOR):
        seal(STORY, organisation=WATERRIJK, bound_to="a")


def test_the_first_start_makes_the_key_file_and_says_to_keep_it_apart(bare_database, other_file, capsys):
    made = open_key_file()
    assert open_key_file() == made
    warning = capsys.readouterr().err
    assert warning.count(str(other_file)) == 1
    assert "apart from the database and its backups" in warning


def test_a_lost_key_file_is_never_replaced_by_a_new_one(something_sealed, other_file):
    with pytest.raises(KeyTrouble, match="put it back from its own backup"):
        open_key_file()
    assert not other_file.exists()


def test_the_wrong_key_file_is_refused_at_the_start_and_when_opening(something_sealed, other_file):
    make(other_file)
    with pytest.raises(KeyTrouble, match="not the one this database was sealed with"):
        open_key_file()
    with acting(NOOR), pytest.raises(KeyTrouble, match="not the one this database was sealed with"):
        unseal(b"\x01", organisation=WATERRIJK, bound_to="a")


def test_no_name_of_a_key_file_is_said_in_a_sentence(bare_database, monkeypatch):
    monkeypatch.delenv("SCHAKEL_KEY_FILE")
    with pytest.raises(KeyTrouble, match=r"^SCHAKEL_KEY_FILE is missing: name the file"):
        open_key_file()


def test_a_database_without_tables_is_said_in_a_sentence(bare_database, other_file):
    with bare_database.as_superuser() as everything:
        everything.execute("drop function vault_key_ids()")
    with pytest.raises(KeyTrouble, match="lacks its tables"):
        open_key_file()


def test_a_backup_shows_no_word_of_a_story(bare_database):
    with acting(NOOR):
        sealed = seal(STORY, organisation=WATERRIJK, bound_to="a")
    with bare_database.as_superuser() as everything:
        everything.execute("create table kept (sealed bytea)")
        everything.execute("insert into kept values (%s)", [sealed])
        everything.execute("grant select on kept to schakel_backup")
    dump = _dump(bare_database)
    assert sealed.hex() in dump
    for word in ("slaapt", "keuken", "restaurant", "krijgt"):
        assert word not in dump
        assert word.encode().hex() not in dump
    with acting(NOOR), connection.cursor() as cursor:
        cursor.execute("select wrapped from vault_data_key")
        assert bytes(cursor.fetchone()[0]).hex() in dump


def _dump(clone) -> str:
    done = subprocess.run(
        [clone.server.binaries.program("pg_dump"), "-h", clone.server.socket, "-U", "schakel_backup", clone.name],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
