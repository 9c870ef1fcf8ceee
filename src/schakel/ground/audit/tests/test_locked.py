"""The trail is written by one function, read by few, and changed by nobody."""

from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from schakel.ground.audit.queries import entries, verify
from schakel.ground.audit.tests.people import (
    FEMKE,
    KARIM,
    NOOR,
    NOORDERWAARD,
    OTHER_PETRA,
    PETRA,
    ROBOT,
    WATERRIJK,
    write,
)
from schakel.ground.database.scope import acting


@pytest.mark.parametrize(
    "reader", [NOOR, KARIM, FEMKE, OTHER_PETRA], ids=["focal", "administrator", "elsewhere", "other officer"]
)
def test_only_the_privacy_officer_and_the_system_of_the_controller_read(bare_database, reader):
    write(subjects=[uuid4()])
    for allowed in (PETRA, ROBOT):
        with acting(allowed):
            assert len(entries(viewer=allowed)) == 1
    with acting(reader), connection.cursor() as cursor:
        for table in ("audit_entry", "audit_processing"):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,)


def test_a_partner_writes_in_the_trail_of_the_controller_and_does_not_read_it(bare_database):
    write("signal.registered", by=FEMKE)
    with acting(PETRA):
        (row,) = entries(viewer=PETRA)
    assert (row.actor, row.actor_organisation) == (FEMKE.account, NOORDERWAARD)
    with acting(OTHER_PETRA):
        assert entries(viewer=OTHER_PETRA) == []


FORBIDDEN = [
    "insert into audit_entry (id, organisation, at, kind, object_kind, result, basis, origin, actor_organisation, roles, facts)"
    " values (gen_random_uuid(), gen_random_uuid(), now(), 'a', 'b', 'done', '', 'web', gen_random_uuid(), '', '{}')",
    "insert into audit_processing select * from audit_processing",
    "insert into audit_reaction select * from audit_reaction",
    "update audit_entry set kind = 'x'",
    "update audit_processing set name = 'x'",
    "update audit_reaction set kind = 'x'",
    "delete from audit_entry",
    "delete from audit_processing",
    "delete from audit_reaction",
    "truncate audit_entry, audit_processing, audit_reaction",
    "alter table audit_entry disable trigger all",
    "alter table audit_entry disable row level security",
    "alter table audit_entry no force row level security",
    "drop policy \"own trail\" on audit_entry",
    "set session_replication_role = replica",
    "select audit_hash(e) from audit_entry e",
    "create or replace function audit_heads() returns int language sql return 1",
    "set role schakel_owner",
]  # fmt: skip


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_application_cannot_touch_the_trail_but_through_its_function(bare_database, statement):
    write(subjects=[uuid4()])
    with bare_database.as_role("schakel_app") as plain, plain.transaction():
        plain.execute(
            "select set_config('schakel.organisation', %s, true), set_config('schakel.roles', 'privacy_officer,system', true)",
            [str(WATERRIJK)],
        )
        with (
            pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.InvalidFunctionDefinition)),
            plain.transaction(),
        ):
            plain.execute(statement)
        assert plain.execute("select count(*) from audit_entry").fetchone() == (1,)


@pytest.mark.parametrize("table", ["audit_entry", "audit_processing"])
@pytest.mark.parametrize(
    "change", ["update {} set organisation = gen_random_uuid()", "delete from {}", "truncate {} cascade"]
)
def test_even_the_owner_and_a_superuser_change_nothing_by_accident(bare_database, table, change):
    write(subjects=[uuid4()])
    with (
        bare_database.as_superuser() as everything,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="written once"),
    ):
        everything.execute(change.format(table))
    assert verify(WATERRIJK) == []


@pytest.mark.parametrize(
    "facts", ['{"name": "Anna de Vries"}', '{"a": {"b": 1}}', '{"a": ["x"]}', '{"a": null}', '["a"]']
)
def test_the_database_refuses_text_too_when_the_function_is_called_directly(bare_database, facts):
    with bare_database.as_role("schakel_app") as plain, plain.transaction():
        plain.execute("select set_config('schakel.organisation', %s, true)", [str(WATERRIJK)])
        with pytest.raises(psycopg.errors.CheckViolation), plain.transaction():
            plain.execute(
                "select audit_append(gen_random_uuid(), gen_random_uuid(), 'a', 'b', null, 'done', '', 'web', %s, 'a', '{}', '{}', null)",
                [facts],
            )


def test_the_function_refuses_when_nobody_acts(bare_database):
    with (
        bare_database.as_role("schakel_app") as plain,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="nobody acts"),
    ):
        plain.execute(
            "select audit_append(gen_random_uuid(), gen_random_uuid(), 'a', 'b', null, 'done', '', 'web', '{}', 'a', '{}', '{}', null)"
        )
