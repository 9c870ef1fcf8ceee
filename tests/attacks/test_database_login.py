"""Somebody has the application's own database login: a stolen password of the database, or SQL that got through.

That the login cannot switch off a lock, become the owner, read files or run programs stands, trick by trick, in
`tests/guards/test_database.py`. These go on from there: pretending, shadowing, and what the rows then still tell.
"""

from __future__ import annotations

import psycopg
import pytest

from tests.attacks import weak
from tests.attacks.weakening import attack
from tests.attacks.world import OUTSIDE, SECRETS

ACT = "select set_config('schakel.actor', %s, true), set_config('schakel.organisation', %s, true), set_config('schakel.roles', %s, true), set_config('schakel.municipality', 'GM9901', true)"


def acts_as(app, actor) -> None:
    app.execute(ACT, [str(actor.account), str(actor.organisation), ",".join(actor.roles)])


@attack(holds="who acts is a setting, and the login can set it: what it then reads is sealed, and the key is not in the database",
        broken_by=weak.words_in_the_clear)  # fmt: skip
def test_pretend_to_be_the_focal_person(world, cast):
    """Tells the database to be Noor, and reads every table for names, numbers and words."""
    with world.clone.as_role("schakel_app") as app, app.transaction():
        acts_as(app, cast.noor)
        assert app.execute("select count(*) from intake_signal").fetchone() == (3,)
        tables = app.execute(
            "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'"
            " and has_table_privilege(c.oid, 'select')"
        ).fetchall()
        whole = " ".join(
            str(app.execute(f'select to_jsonb(t) from "{name}" t').fetchall()) for (name,) in tables
        ).lower()
    hexed = [word.encode().hex() for word in (*SECRETS, OUTSIDE)]
    assert [word for word in (*SECRETS, OUTSIDE) if word.lower() in whole] == []
    assert [word for word in hexed if word in whole] == []


@attack(
    holds="the trail takes rows from one function only, which writes down who acts",
    broken_by=weak.trail_takes_everything,
)
@pytest.mark.parametrize(
    "statement",
    [
        "delete from audit_processing",
        "update audit_entry set kind = 'x'",
        "insert into audit_entry select * from audit_entry limit 0",
        "update audit_processing set name = 'x'",
        "truncate audit_processing",
    ],
)
def test_wipe_out_the_traces(world, cast, statement):
    """Pretends to be the system, and changes the trail."""
    with world.clone.as_role("schakel_app") as app:
        acts_as(app, cast.system("waterrijk").__class__(None, cast.noor.organisation, frozenset({"system"}), "GM9901"))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(statement)


@attack(holds="the login may make nothing in the database, for the moment neither", broken_by=weak.temporary_tables)
@pytest.mark.parametrize(
    "statement",
    [
        "create temp table intake_signal (id uuid)",
        "create temp view accounts_account as select 1",
        "create function pg_temp.schakel_organisation() returns uuid language sql return gen_random_uuid()",
        "create temp sequence s",
    ],
)
def test_shadow_a_table_or_a_function(world, statement):
    """Puts a table or function of the attacker's before ours, so that the next statement finds it first."""
    with world.clone.as_role("schakel_app") as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(statement)


@attack(
    holds="policies are bound to functions when they are made; the search path plays no part",
    broken_by=weak.no_row_security,
)
@pytest.mark.parametrize("path", ["", "pg_temp, public", "pg_catalog", "nowhere"])
def test_bend_a_policy_with_the_search_path(world, cast, path):
    """Changes where names are looked up, so that a policy finds another function, or none."""
    with world.clone.as_role("schakel_app") as app, app.transaction():
        app.execute("select set_config('search_path', %s, true)", [path])
        acts_as(app, cast.elif_)
        assert app.execute("select count(*) from public.intake_signal").fetchone() == (1,)


@attack(holds="row security stands under every way to read a table", broken_by=weak.no_row_security)
@pytest.mark.parametrize(
    "statement",
    [
        "copy intake_signal to stdout",
        "declare c cursor with hold for select * from intake_signal",
        "select * from intake_signal order by id for update",
        "table intake_signal",
        "select (t).* from (select intake_signal as t from intake_signal) x",
        "with w as (update intake_signal set due_at = due_at returning *) select * from w",
    ],
)
def test_read_a_table_by_another_way(world, statement):
    """Nobody acts: reads with a copy, a cursor, a lock, a whole row, and by changing what stands there."""
    with world.clone.as_role("schakel_app") as app, app.transaction():
        if statement.startswith("copy"):
            with app.cursor() as cursor, cursor.copy(statement.encode()) as lines:
                found = list(lines)
        elif statement.startswith("declare"):
            app.execute(statement)
            found = app.execute("fetch all from c").fetchall()
        else:
            found = app.execute(statement).fetchall()
    assert found == []


@attack(holds="what was told of an actor ends with the transaction", broken_by=weak.scopes_stay)
def test_find_the_scope_of_who_used_the_connection_before(database, cast):
    """Uses a connection of the pool after somebody else, and looks for what they could see."""
    from django.db import connection

    from schakel.ground.database.scope import acting

    with acting(cast.noor):
        pass
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from intake_signal")
        assert cursor.fetchone() == (0,)
        cursor.execute("select nullif(current_setting('schakel.actor', true), '')")
        assert cursor.fetchone() == (None,)


@attack(
    holds="a function that runs as the owner does one thing, for the organisation that acts",
    broken_by=weak.functions_for_everybody,
)
def test_ask_a_function_of_the_owner_for_others(world, cast):
    """Calls the functions that run as the owner, for a signal and a number of another organisation, and outside a scope."""
    with world.clone.as_role("schakel_app") as app:
        with app.transaction():
            assert app.execute("select * from intake_sent_before('x')").fetchall() == []
        with app.transaction():
            acts_as(app, cast.elif_)
            signal, held = world.signal(), cast.noor.organisation
            assert app.execute("select intake_is_new(%s, %s)", [signal, held]).fetchone() == (False,)
