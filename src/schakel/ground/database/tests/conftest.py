"""A small table with row security, as a module would make one, for the tests of scopes."""

from uuid import UUID

import pytest
from django.db import connections

from schakel.ground.database.security import Policy, RowSecurity
from tests.clones import Clone

ORGANISATIONS = [UUID(int=number) for number in range(1, 9)]
COVENANT = UUID(int=77)

PROBE = RowSecurity(
    "scope_probe",
    [
        Policy("own", "select", using="organisation = (select schakel_organisation())"),
        Policy("own new", "insert", check="organisation = (select schakel_organisation())"),
        Policy(
            "own change",
            "update",
            using="organisation = (select schakel_organisation())",
            check="organisation = (select schakel_organisation())",
        ),
        Policy(
            "officers",
            "delete",
            using="organisation = (select schakel_organisation()) and (select schakel_has_role('officer'))",
        ),
        Policy("known by token", "select", using="token_hash = (select schakel_lookup_token_hash())"),
        Policy("known by name", "select", using="login_name = (select schakel_lookup_login_name())"),
        Policy("known by id", "select", using="id = (select schakel_lookup_account())"),
        Policy(
            "linker", "select", using="covenant = any ((select schakel_covenants())::uuid[])", role="schakel_linker"
        ),
    ],
    {"schakel_app": "select, insert, update (note), delete", "schakel_linker": "select (id, organisation, covenant)"},
)


@pytest.fixture
def probe(bare_database: Clone) -> Clone:
    """`scope_probe`: three rows for each of eight organisations; the first four share a covenant."""
    with connections["owner"].schema_editor() as editor:
        editor.execute(
            "create table scope_probe (id uuid primary key default gen_random_uuid(), organisation uuid, covenant uuid,"
            " login_name text, token_hash bytea, note text)"
        )
        PROBE.database_forwards("database", editor, None, None)
    with bare_database.as_superuser() as everything:
        for number, organisation in enumerate(ORGANISATIONS, start=1):
            for row in range(3):
                everything.execute(
                    "insert into scope_probe (organisation, covenant, login_name, token_hash, note) values (%s, %s, %s, %s, %s)",
                    [
                        organisation,
                        COVENANT if number <= 4 else None,
                        f"person{number}{row}",
                        bytes([number, row]),
                        f"secret {number}",
                    ],
                )
    return bare_database
