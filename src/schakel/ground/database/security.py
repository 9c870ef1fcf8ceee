"""Row-level security as migration operations, so that a table and its lock arrive together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation, OperationCategory

COMMANDS = ("all", "select", "insert", "update", "delete")


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy on one command for one role.

    `using` says which rows are seen, `check` which may be written; wrap the schakel_ functions as
    `(select schakel_organisation())` so that PostgreSQL works them out once and not per row.
    ValueError when the clauses do not fit the command.
    """

    name: str
    command: str
    using: str | None = None
    check: str | None = None
    role: str = "schakel_app"
    restrictive: bool = False

    def __post_init__(self) -> None:
        if self.command not in COMMANDS:
            raise ValueError(f"policy {self.name}: command is one of {', '.join(COMMANDS)}")
        if (self.using is None) != (self.command == "insert"):
            raise ValueError(f"policy {self.name}: insert has a check and no using; the others have a using")
        if (self.check is None) != (self.command in ("select", "delete")):
            raise ValueError(f"policy {self.name}: select and delete have no check; insert, update and all have one")

    def create(self, table: str) -> str:
        kind = " as restrictive" if self.restrictive else ""
        using = f" using ({self.using})" if self.using is not None else ""
        check = f" with check ({self.check})" if self.check is not None else ""
        return f'create policy "{self.name}" on "{table}"{kind} for {self.command} to {self.role}{using}{check}'

    def drop(self, table: str) -> str:
        return f'drop policy "{self.name}" on "{table}"'


class RowSecurity(Operation):
    """Switches row security on, forces it on the owner too, adds the policies and the grants. Reversible.

    `grants` maps a role to a comma-separated list, e.g. {"schakel_app": "select, insert, update"}; a part may
    name columns: "select, update (state, closed_at)". What is not granted is refused whatever a policy says.
    """

    reversible = True
    category = OperationCategory.SQL

    def __init__(self, table: str, policies: Sequence[Policy], grants: Mapping[str, str]) -> None:
        self.table = table
        self.policies = list(policies)
        self.grants = dict(grants)

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The lock is no part of Django's picture of a model."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        schema_editor.execute(f'alter table "{self.table}" enable row level security')
        schema_editor.execute(f'alter table "{self.table}" force row level security')
        for policy in self.policies:
            schema_editor.execute(policy.create(self.table))
        for role, rights in self.grants.items():
            schema_editor.execute(f'grant {rights} on "{self.table}" to {role}')

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        for role, rights in self.grants.items():
            schema_editor.execute(f'revoke {rights} on "{self.table}" from {role}')
        for policy in self.policies:
            schema_editor.execute(policy.drop(self.table))
        schema_editor.execute(f'alter table "{self.table}" no force row level security')
        schema_editor.execute(f'alter table "{self.table}" disable row level security')

    def describe(self) -> str:
        return f"Row security on {self.table}"

    @property
    def migration_name_fragment(self) -> str:
        return f"row_security_{self.table}"


RENEWING = "session_user = current_user and (select current_setting('schakel.renewing', true)) = 'on'"
"""The owner itself (never a function that runs as the owner for somebody else), while it says that it renews keys."""


class Resealed(Operation):
    """A table with sealed columns: the owner may read and rewrite its rows while it renews keys, and not otherwise. Reversible.

    Every such table has this, in the migration that makes it or a later one, and its line in `site/sealed.py`.
    """

    reversible = True
    category = OperationCategory.SQL

    def __init__(self, *tables: str) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The lock is no part of Django's picture of a model."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        for table in self.tables:
            for policy in _renewed():
                schema_editor.execute(policy.create(table))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        for table in self.tables:
            for policy in _renewed():
                schema_editor.execute(policy.drop(table))

    def describe(self) -> str:
        return f"Keys are renewed of {', '.join(self.tables)}"

    @property
    def migration_name_fragment(self) -> str:
        return f"resealed_{self.tables[0]}"


def _renewed() -> tuple[Policy, Policy]:
    return (
        Policy("keys are renewed", "select", using=RENEWING, role="current_user"),
        Policy("keys are renewed here", "update", using=RENEWING, check=RENEWING, role="current_user"),
    )


class Grants(Operation):
    """Rights on a table without personal data (reference tables): no row security, only grants. Reversible."""

    reversible = True
    category = OperationCategory.SQL

    def __init__(self, table: str, grants: Mapping[str, str]) -> None:
        self.table = table
        self.grants = dict(grants)

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Rights are no part of Django's picture of a model."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        for role, rights in self.grants.items():
            schema_editor.execute(f'grant {rights} on "{self.table}" to {role}')

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        for role, rights in self.grants.items():
            schema_editor.execute(f'revoke {rights} on "{self.table}" from {role}')

    def describe(self) -> str:
        return f"Rights on {self.table}"

    @property
    def migration_name_fragment(self) -> str:
        return f"rights_{self.table}"
