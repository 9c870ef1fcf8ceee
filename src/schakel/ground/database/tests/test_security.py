"""The lock arrives with the table, holds for the owner too, and comes off again."""

import pytest
from django.db import DatabaseError, connections

from schakel.ground.database.security import Grants, Policy
from schakel.ground.database.tests.conftest import PROBE

STATE = "select relrowsecurity, relforcerowsecurity from pg_class where relname = 'scope_probe'"


def read(clone, question: str) -> list[tuple]:
    with clone.as_superuser() as everything:
        return everything.execute(question).fetchall()


def test_row_security_is_on_and_forced_so_the_owner_sees_nothing_either(probe):
    assert read(probe, STATE) == [(True, True)]
    with connections["owner"].cursor() as cursor:
        cursor.execute("select count(*) from scope_probe")
        assert cursor.fetchone() == (0,)


def test_it_comes_off_without_a_trace_and_goes_on_again(probe):
    with connections["owner"].schema_editor() as editor:
        PROBE.database_backwards("database", editor, None, None)
    assert read(probe, STATE) == [(False, False)]
    assert read(probe, "select count(*) from pg_policies where tablename = 'scope_probe'") == [(0,)]
    question = "select count(*) from information_schema.role_table_grants where table_name = 'scope_probe' and grantee = 'schakel_app'"
    assert read(probe, question) == [(0,)]
    with connections["default"].cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"):
        cursor.execute("select * from scope_probe")
    with connections["owner"].schema_editor() as editor:
        PROBE.database_forwards("database", editor, None, None)
    assert read(probe, STATE) == [(True, True)]


def test_plain_rights_come_and_go(probe):
    rights = Grants("scope_probe", {"schakel_backup": "update"})
    question = "select has_table_privilege('schakel_backup', 'scope_probe', 'update')"
    with connections["owner"].schema_editor() as editor:
        rights.database_forwards("database", editor, None, None)
    assert read(probe, question) == [(True,)]
    with connections["owner"].schema_editor() as editor:
        rights.database_backwards("database", editor, None, None)
    assert read(probe, question) == [(False,)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"command": "read", "using": "true"}, {"command": "select"}, {"command": "select", "using": "true", "check": "true"},
        {"command": "insert", "using": "true"}, {"command": "insert"}, {"command": "update", "using": "true"},
        {"command": "delete", "using": "true", "check": "true"}, {"command": "all", "using": "true"},
    ],
)  # fmt: skip
def test_a_policy_whose_clauses_do_not_fit_is_refused_before_it_reaches_the_database(wrong):
    with pytest.raises(ValueError, match="policy odd"):
        Policy("odd", **wrong)
