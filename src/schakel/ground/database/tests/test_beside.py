"""The two ways beside the own scope: the linker, who reads no word, and a transaction apart."""

import pytest
from django.db import DatabaseError, connection, transaction

from schakel.ground.database.apart import apart
from schakel.ground.database.scope import acting, as_linker
from schakel.ground.database.tests.conftest import COVENANT, ORGANISATIONS
from schakel.ground.database.tests.probing import actor, raise_zero, rows, wait_until


def test_the_linker_sees_the_covenant_and_no_word_of_it(probe):
    with acting(actor(covenants=[COVENANT])), connection.cursor() as cursor:
        with as_linker():
            assert sorted(rows()) == sorted(ORGANISATIONS[:4] * 3)
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                rows("note")
        assert rows() == [ORGANISATIONS[0]] * 3
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("schakel_app",)


def test_the_linker_of_somebody_without_a_covenant_sees_nothing(probe):
    with acting(actor()), as_linker():
        assert rows() == []


def test_the_own_role_comes_back_when_linking_fails(probe):
    with acting(actor(covenants=[COVENANT])):
        with pytest.raises(ZeroDivisionError), as_linker():
            raise_zero()
        assert rows() == [ORGANISATIONS[0]] * 3
        with pytest.raises(DatabaseError), as_linker():
            connection.cursor().execute("delete from scope_probe")
        assert rows() == [ORGANISATIONS[0]] * 3


def test_apart_is_another_transaction_with_the_same_scope(probe):
    who = actor()

    def write_beside_and_fail() -> None:
        with acting(who):
            connection.cursor().execute("update scope_probe set note = 'lost'")
            with apart(who) as beside:
                beside.execute("insert into scope_probe (organisation, note) values (%s, 'stays')", [who.organisation])
                assert sorted(rows("note", beside)) == ["secret 1"] * 3 + ["stays"]
            raise_zero()

    with pytest.raises(ZeroDivisionError):
        write_beside_and_fail()
    with acting(who):
        assert sorted(rows("note")) == ["secret 1"] * 3 + ["stays"]


def test_apart_keeps_nothing_after_a_failure_and_leaves_no_connection(probe):
    who = actor()
    with pytest.raises(ZeroDivisionError), apart(who) as beside:
        raise_zero(beside.execute("insert into scope_probe (organisation, note) values (%s, 'x')", [who.organisation]))
    with acting(who):
        assert set(rows("note")) == {"secret 1"}
    connection.close()
    question = "select count(*) from pg_stat_activity where datname = current_database() and usename = 'schakel_app'"
    with probe.as_superuser() as everything:
        wait_until(lambda: everything.execute(question).fetchone() == (0,))
