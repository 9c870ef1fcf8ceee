"""Triggers that keep what somebody wrote let the owner of the tables through while it renews keys, and nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection

from schakel.casework.intake import actions as intake
from schakel.casework.sharing.tests import given
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from tests.clones import Clone

WHY = "De buurvrouw belt: hij wordt nu weggereden. Niemand nam op."
COLUMNS = {
    "intake_signal": ("narrative", "reach"), "sharing_disclosure": ("necessity", "subsidiarity"), "breakglass_access": ("reason",)
}  # fmt: skip
EXEMPT = "select tgrelid::regclass::text from pg_trigger t join pg_proc p on p.oid = t.tgfoid where p.prosrc like '%schakel.renewing%'"


@pytest.fixture
def written(database: Clone, cast: Any) -> Clone:
    found = given.matter(cast.noor, given.tells(cast))
    given.proposes(
        cast.noor,
        found,
        "G-professional-veilig-thuis",
        "veilig_thuis",
        "child_safety",
        given.codes(found, given.VICTIM),
    )
    with acting(cast.femke):
        intake.open_numbered(by=cast.femke, owner=cast.noor.organisation, number=1, ground="life_in_danger", reason=WHY)
    return database


def sealed(clone: Clone) -> dict[str, list[Any]]:
    with clone.as_superuser() as server:
        return {
            table: server.execute(f"select {', '.join(columns)} from {table} order by id").fetchall()
            for table, columns in COLUMNS.items()
        }


def says_that_it_renews(by: Actor, table: str, column: str) -> str:
    """What the database login of the application gets for it."""
    try:
        with acting(by), connection.cursor() as cursor:
            cursor.execute("select set_config('schakel.renewing', 'on', true)")
            cursor.execute(f"update {table} set {column} = 'x'")
            return "nothing" if cursor.rowcount == 0 else "changed"
    except DatabaseError as refused:
        return type(refused.__cause__).__name__


def test_these_are_all_triggers_with_that_exemption(bare_database: Clone) -> None:
    with bare_database.as_superuser() as server:
        found = {table for (table,) in server.execute(EXEMPT).fetchall()}
    assert found == {*COLUMNS, "intake_attachment"}, "its trigger is the same function as that of the signal"


def test_who_works_here_cannot_use_it(written: Clone, cast: Any) -> None:
    before = sealed(written)
    assert all(before.values())
    for table, columns in COLUMNS.items():
        for column in columns:
            told = {says_that_it_renews(by, table, column) for by in (cast.noor, cast.femke, cast.petra)}
            assert "changed" not in told and "InsufficientPrivilege" in told, (table, column, told)
    assert sealed(written) == before


def test_the_owner_can_only_while_it_says_so_and_no_function_of_it_can(written: Clone, cast: Any) -> None:
    before = sealed(written)
    with written.as_role("schakel_owner") as owner:
        for table, (column, *_more) in COLUMNS.items():
            assert owner.execute(f"update {table} set {column} = 'x'").rowcount == 0, "row security holds for it too"
    with written.as_superuser() as server:  # as if somebody had made one: it runs as the owner, for the application
        server.execute(
            "create function slips() returns void language sql security definer as $$ update intake_signal set narrative = 'x' $$"
        )
        server.execute("alter function slips() owner to schakel_owner")
        server.execute("grant execute on function slips() to schakel_app")
    with acting(cast.noor), connection.cursor() as cursor:
        cursor.execute("select set_config('schakel.renewing', 'on', true)")
        cursor.execute("select slips()")
    assert sealed(written) == before
    with written.as_role("schakel_owner") as owner:
        owner.execute("select set_config('schakel.renewing', 'on', false)")
        assert owner.execute("update intake_signal set narrative = 'x'").rowcount == 1, "this is how keys are renewed"
