"""Every table with a person in it is locked for everybody, and each guard can be seen to fail."""

from __future__ import annotations

import psycopg
import pytest

from schakel.ground.content.queries import pack
from schakel.ground.database.foreign import FOREIGN
from schakel.ground.database.keeps import Keeps
from tests.guards import locks

# ---------------------------------------------------------------- what is kept, why, and until when


def test_every_model_says_why_it_is_kept_and_until_when():
    silent = [model._meta.label for model in locks.our_models() if not isinstance(locks.keeps_of(model), Keeps)]
    assert silent == []


def test_every_term_is_one_of_the_content_pack_and_every_purpose_a_sentence():
    terms = set(pack("nl").retention)
    stated = {model._meta.label: locks.keeps_of(model) for model in locks.our_models()}
    assert {name: keeps.until for name, keeps in stated.items() if keeps.until not in terms} == {}
    assert [
        name for name, keeps in stated.items() if not (keeps.purpose.endswith(".") and len(keeps.purpose) > 20)
    ] == []


def test_tables_without_a_lock_say_why():
    assert [name for name, foreign in FOREIGN.items() if len(foreign.reason) < 10] == []


# ---------------------------------------------------------------- the lock


def test_every_table_is_somebodys_and_locked_when_people_are_in_it(bare_database):
    with bare_database.as_superuser() as server:
        assert list(locks.open_tables(server)) == []


def test_every_table_of_others_that_we_name_exists(bare_database):
    with bare_database.as_superuser() as server:
        existing = {row[0] for row in server.execute(locks.TABLES).fetchall()}
    assert set(FOREIGN) - existing == set()


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        ("create table loose (name text)", "loose is nobody's"),
        ("create view seen as select * from audit_entry", "seen is nobody's"),
        ("alter table audit_entry disable row level security", "audit_entry holds people and has no forced"),
        ("alter table audit_entry no force row level security", "audit_entry holds people and has no forced"),
        ("create policy p on audit_entry for select to schakel_app using (true)", "lets everybody through"),
        ("create policy p on audit_entry for select using (true)", "lets everybody through"),
        ("alter table audit_entry owner to schakel_app", "audit_entry belongs to schakel_app"),
    ],
)
def test_an_open_table_is_seen(bare_database, break_it, said):
    with bare_database.as_superuser() as server:
        server.execute(break_it)
        assert any(said in sentence for sentence in locks.open_tables(server))


def test_nobody_holds_more_rights_than_the_work_needs(bare_database):
    with bare_database.as_superuser() as server:
        assert list(locks.rights_too_many(server)) == []


@pytest.mark.parametrize(
    "break_it",
    [
        "grant truncate on accounts_account to schakel_app",
        "grant update on audit_entry to schakel_app",
        "grant update (kind) on audit_entry to schakel_app",
        "grant delete on audit_processing to public",
        "grant insert on accounts_account to schakel_linker",
        "grant select (wrapped) on vault_data_key to schakel_linker",
        "grant update on accounts_account to schakel_backup",
    ],
)
def test_a_right_too_many_is_seen(bare_database, break_it):
    with bare_database.as_superuser() as server:
        server.execute(break_it)
        assert len(list(locks.rights_too_many(server))) >= 1


def test_functions_that_run_as_the_owner_cannot_be_bent(bare_database):
    with bare_database.as_superuser() as server:
        assert len(server.execute(locks.DEFINERS).fetchall()) >= 5
        assert list(locks.bendable_functions(server)) == []
        server.execute("create function f() returns int language plpgsql security definer as 'begin return 1; end'")
        assert len(list(locks.bendable_functions(server))) == 2


def test_a_backup_is_complete(bare_database):
    with bare_database.as_superuser() as server:
        tables = {row[0] for row in server.execute(locks.TABLES).fetchall()}
        assert set(locks.rights(server, "schakel_backup")) == tables
        sequences = "select count(*) from pg_sequences where not has_sequence_privilege('schakel_backup', schemaname || '.' || sequencename, 'select')"
        assert server.execute(sequences).fetchone() == (0,)


# ---------------------------------------------------------------- the application


ATTEMPTS = [
    "alter table {} disable row level security",
    "alter table {} no force row level security",
    "alter table {} owner to schakel_app",
    "alter table {} disable trigger all",
    "drop table {}",
    "truncate {}",
    "create policy p on {} for select using (true)",
    "create index i on {} (id)",
]


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_application_cannot_take_the_lock_off_any_table(bare_database, attempt):
    with bare_database.as_role("schakel_app") as app:
        for table in locks.personal_tables():
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(attempt.format(table))


@pytest.mark.parametrize(
    "attempt",
    [
        "set row_security = off; select * from accounts_account",
        "set session_replication_role = replica",
        "set role schakel_owner",
        "set role schakel_backup",
        "set role postgres",
        "set session authorization schakel_owner",
        "create table mine (x int)",
        "create schema mine",
        "create function mine() returns int language sql return 1",
        "create extension pg_trgm",
        "grant schakel_linker to schakel_app with inherit true",
        "alter role schakel_app bypassrls",
        "alter role schakel_app inherit",
        "copy accounts_account to program 'cat'",
        "select pg_read_file('/etc/passwd')",
    ],
)
def test_the_application_cannot_rise_above_itself(bare_database, attempt):
    with bare_database.as_role("schakel_app") as app, pytest.raises(psycopg.Error) as refused:
        app.execute(attempt)
    assert refused.value.sqlstate in ("42501", "42601", "0LP01")


def test_the_application_may_become_the_linker_and_does_not_see_as_the_linker_until_it_does(bare_database):
    question = """
    select pg_has_role('schakel_app', 'schakel_linker', 'member'), pg_has_role('schakel_app', 'schakel_linker', 'usage'),
           (select count(*) from pg_auth_members where member = 'schakel_linker'::regrole),
           (select count(*) from pg_auth_members where member = 'schakel_app'::regrole)
    """
    with bare_database.as_superuser() as server:
        assert server.execute(question).fetchone() == (True, False, 0, 1)
        server.execute("create table seen_by_linker (x int)")
        server.execute("alter table seen_by_linker enable row level security")
        server.execute("create policy p on seen_by_linker for select to schakel_linker using (true)")
        server.execute("grant select on seen_by_linker to schakel_app, schakel_linker")
        server.execute("insert into seen_by_linker values (1)")
    with bare_database.as_role("schakel_app") as app, app.transaction():
        assert app.execute("select count(*) from seen_by_linker").fetchone() == (0,)
        app.execute("set local role schakel_linker")
        assert app.execute("select count(*) from seen_by_linker").fetchone() == (1,)


def test_outside_a_scope_no_table_with_people_shows_a_row(database):
    """On the filled database: the second lock alone, without a query of ours in front of it."""
    with database.as_superuser() as server:
        filled = {table for table in locks.personal_tables() if locks.rows_seen(server, table)}
    assert "accounts_account" in filled
    with database.as_role("schakel_app") as app:
        assert {table: rows for table in filled if (rows := locks.rows_seen(app, table))} == {}
