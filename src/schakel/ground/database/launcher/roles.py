"""The four roles and what each may not do."""

from __future__ import annotations

from collections.abc import Sequence

OWNER, APP, LINKER, BACKUP = "schakel_owner", "schakel_app", "schakel_linker", "schakel_backup"
DATABASE = "schakel"

_ATTRIBUTES = {
    OWNER: "login nosuperuser nobypassrls nocreaterole {createdb}",
    APP: "login nosuperuser nobypassrls nocreaterole nocreatedb noinherit",
    LINKER: "nologin nosuperuser nobypassrls nocreaterole nocreatedb",
    BACKUP: "login nosuperuser bypassrls nocreaterole nocreatedb",
}


def bootstrap_sql(major: int, *, existing: Sequence[str] = (), createdb: bool = False) -> list[str]:
    """Statements that make the roles, or set right those that exist; run by a superuser.

    A plain grant of the linker would make its policies the application's own, so it is granted without
    inheriting (version 16 and up say so in the grant, version 15 in the role). `createdb`: the owner may make
    databases, which the tests need and production does not.
    """
    statements = []
    for role, attributes in _ATTRIBUTES.items():
        verb = "alter" if role in existing else "create"
        statements.append(f"{verb} role {role} {attributes.format(createdb='createdb' if createdb else 'nocreatedb')}")
    options = " with inherit false, set true" if major >= 16 else ""
    statements.append(f"grant {LINKER} to {APP}{options}")
    return statements


def database_sql(name: str = DATABASE) -> list[str]:
    """Statements that make one database: the owner's, and nobody connects who is not named."""
    return [
        f"create database \"{name}\" owner {OWNER} template template0 encoding 'UTF8'",
        f'revoke all on database "{name}" from public',
        f'grant connect on database "{name}" to {APP}, {BACKUP}',
    ]


def dba_script(major: int) -> str:
    """What the administrator of an own PostgreSQL server runs once, with psql, as superuser."""
    passwords = [f"\\password {role}" for role in (OWNER, APP, BACKUP)]
    lines = [
        f"-- Roles and database of Schakel on PostgreSQL {major}. Run once with psql as superuser; psql asks for the passwords.",
        "-- Then: DATABASE_URL=postgresql://schakel_app:...@host/schakel, DATABASE_OWNER_URL=postgresql://schakel_owner:...@host/schakel",
        *(f"{statement};" for statement in bootstrap_sql(major)),
        *passwords,
        *(f"{statement};" for statement in database_sql()),
    ]
    return "\n".join(lines) + "\n"
