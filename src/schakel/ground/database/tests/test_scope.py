"""Who acts decides what exists: at once, in threads, over pooled connections, and not a moment longer."""

import random
import threading

import psycopg
import pytest
from django.db import DatabaseError, connection, connections, transaction

from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting, as_linker, current_actor
from schakel.ground.database.tests.conftest import COVENANT, ORGANISATIONS
from schakel.ground.database.tests.probing import actor, raise_zero, rows


def test_the_database_knows_who_acts_and_forgets_it_at_the_end(bare_database):
    question = "select schakel_actor(), schakel_organisation(), schakel_municipality(), schakel_has_role('a'), schakel_has_role('c'), schakel_covenants()"
    who = actor(roles=["a", "b"], covenants=[COVENANT])
    with connection.cursor() as cursor:
        with acting(who):
            cursor.execute(question)
            assert cursor.fetchone() == (who.account, who.organisation, "GM9901", True, False, [COVENANT])
        cursor.execute(question)
        assert cursor.fetchone() == (None,) * 6


def test_what_an_actor_does_not_have_is_null_so_that_no_policy_lets_it_through(bare_database):
    nobody = Actor(account=None, organisation=ORGANISATIONS[0], roles=frozenset(), municipality=None)
    with acting(nobody), connection.cursor() as cursor:
        cursor.execute(
            "select schakel_actor(), schakel_municipality(), schakel_has_role('a'), not schakel_has_role('a'), schakel_covenants()"
        )
        assert cursor.fetchone() == (None,) * 5


def test_the_first_statement_of_the_transaction_is_the_scope(bare_database, monkeypatch):
    connection.ensure_connection()
    seen: list[str] = []

    def note(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note), acting(actor()), connection.cursor() as cursor:
        cursor.execute("select 1")
    assert seen[0].startswith("select set_config('schakel.actor', %s, true)")
    assert seen[0].count("set_config") == 5
    assert seen[1:] == ["select 1"]


def test_one_sees_the_own_rows_and_outside_a_scope_none(probe):
    for organisation in ORGANISATIONS:
        with acting(actor(organisation)):
            assert rows() == [organisation] * 3
    assert rows() == []
    with transaction.atomic():
        assert rows() == []


def test_a_row_of_another_cannot_be_written(probe):
    with acting(actor()), connection.cursor() as cursor:
        cursor.execute("insert into scope_probe (organisation) values (%s)", [ORGANISATIONS[0]])
        for statement in (
            "insert into scope_probe (organisation) values (%s)",
            "update scope_probe set organisation = %s",
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(statement, [ORGANISATIONS[1]])
        cursor.execute("update scope_probe set note = 'x'")
        assert cursor.rowcount == 4
        cursor.execute("delete from scope_probe")
        assert cursor.rowcount == 0


def test_a_role_opens_what_its_policy_says(probe):
    with acting(actor(roles=["officer"])), connection.cursor() as cursor:
        cursor.execute("delete from scope_probe")
        assert cursor.rowcount == 3


def test_the_same_actor_nested_is_a_savepoint(probe):
    who = actor()
    with acting(who):
        with pytest.raises(ZeroDivisionError), acting(who):
            raise_zero(connection.cursor().execute("update scope_probe set note = 'lost'"))
        with acting(Actor(who.account, who.organisation, who.roles, who.municipality, name="greeted otherwise")):
            assert current_actor() == who
        assert set(rows("note")) == {"secret 1"}
        assert current_actor() is who


@pytest.mark.parametrize("other", [actor(ORGANISATIONS[1]), actor(roles=["officer"]), actor(covenants=[COVENANT])])
def test_another_actor_nested_is_refused(probe, other):
    with acting(actor()):
        with pytest.raises(RuntimeError, match="another actor"), acting(other):
            raise AssertionError("never here")
        assert rows() == [ORGANISATIONS[0]] * 3


def test_another_connection_nested_is_refused(bare_database):
    who = actor()
    with acting(who), pytest.raises(RuntimeError, match="another actor or connection"), acting(who, using="owner"):
        raise AssertionError("never here")


def test_a_transaction_somebody_else_opened_is_refused(bare_database):
    with (
        transaction.atomic(),
        pytest.raises(RuntimeError, match="let acting\\(\\) open the transaction"),
        acting(actor()),
    ):
        raise AssertionError("never here")


def test_nobody_acts_outside(bare_database):
    with pytest.raises(RuntimeError, match="Nobody acts"):
        current_actor()
    with pytest.raises(RuntimeError), as_linker():
        raise AssertionError("never here")


def test_a_scope_ends_after_a_failure_too(probe):
    with pytest.raises(ZeroDivisionError), acting(actor()):
        raise_zero()
    with pytest.raises(RuntimeError, match="Nobody acts"):
        current_actor()
    assert rows() == []


@pytest.fixture(params=["a connection each", "four pooled connections"])
def connecting(request, probe):
    settings = connections.databases["default"]
    if request.param == "a connection each":
        yield
        return
    connections["default"].close()
    before = {"CONN_MAX_AGE": settings["CONN_MAX_AGE"], "OPTIONS": settings["OPTIONS"]}
    settings.update(
        CONN_MAX_AGE=0, OPTIONS={**settings["OPTIONS"], "pool": {"min_size": 1, "max_size": 4, "timeout": 60}}
    )
    yield
    connections["default"].close()
    connections["default"].close_pool()
    settings.update(before)


def test_twelve_threads_with_random_scopes_never_see_a_row_of_another(connecting):
    failures: list[object] = []

    def work(seed: int) -> None:
        dice = random.Random(seed)
        try:
            for _ in range(60):
                organisation = dice.choice(ORGANISATIONS)
                with acting(actor(organisation)):
                    if (seen := rows()) != [organisation] * 3:
                        failures.append((organisation, seen))
                if seen := rows():
                    failures.append(("outside", seen))
                connection.close_if_unusable_or_obsolete()
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_scope_that_is_no_identifier_is_an_error_and_not_a_look(probe):
    with probe.as_role("schakel_app") as plain, plain.transaction():
        plain.execute("select set_config('schakel.organisation', 'x'' or true', true)")
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            plain.execute("select * from scope_probe")
