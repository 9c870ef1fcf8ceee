"""Reads the database's own catalogue and says where the second lock is open, a sentence each."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from psycopg.errors import InsufficientPrivilege

from schakel.ground.database.foreign import FOREIGN
from schakel.ground.database.keeps import Keeps

APP, LINKER, BACKUP = "schakel_app", "schakel_linker", "schakel_backup"
# The one thing the linker leaves behind: that two signals of two municipalities are related, without a word of them.
LINKER_WRITES = {"bundling_hit": {"insert", "delete"}}
TRAIL = ("audit_entry", "audit_processing")

TABLES = """
select c.relname, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner),
       (select count(*) from pg_policy p where p.polrelid = c.oid)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and c.relkind in ('r', 'p', 'm', 'v', 'f')
"""
RIGHTS = """
select c.relname, r.held from pg_class c join pg_namespace n on n.oid = c.relnamespace,
  unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as r (held)
where n.nspname = 'public' and c.relkind in ('r', 'p', 'm', 'v')
  and case when r.held in ('select', 'insert', 'update', 'references')
           then has_any_column_privilege(%s, c.oid, r.held) or has_table_privilege(%s, c.oid, r.held)
           else has_table_privilege(%s, c.oid, r.held) end
"""
OPEN_POLICIES = """
select tablename, policyname from pg_policies
where (qual = 'true' or with_check = 'true') and roles && array['public', 'schakel_app', 'schakel_linker']::name[]
"""
LINKER_COLUMNS = """
select c.relname || '.' || a.attname, format_type(a.atttypid, null) from pg_attribute a
join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped
  and has_column_privilege('schakel_linker', c.oid, a.attnum, 'select')
"""
DEFINERS = """
select p.oid::regprocedure::text,
       p.prosqlbody is not null or exists (select from unnest(p.proconfig) s where s like 'search_path=%%'),
       has_function_privilege('public', p.oid, 'execute') and p.prorettype <> 'trigger'::regtype
from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and p.prosecdef
"""


def our_models() -> list[type[models.Model]]:
    """Every model of the house, the tables Django makes between two of them included."""
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("schakel.")]


def keeps_of(model: type[models.Model]) -> Keeps | None:
    """What the model says itself; a table between two models keeps what the one that declares it keeps."""
    between = model._meta.auto_created
    return (between or model).__dict__.get("keeps")


def personal_tables() -> set[str]:
    return {model._meta.db_table for model in our_models() if (keeps := keeps_of(model)) and keeps.personal}


def open_tables(connection) -> Iterator[str]:
    """Tables without a lock, of somebody else than the owner, or that nobody answers for."""
    personal, ours = personal_tables(), {model._meta.db_table for model in our_models()}
    for name, enabled, forced, owner, policies in connection.execute(TABLES).fetchall():
        if owner != "schakel_owner":
            yield f"{name} belongs to {owner}"
        if name in personal and not (enabled and forced and policies):
            yield f"{name} holds people and has no forced row security"
        if name not in ours and name not in FOREIGN:
            yield f"{name} is nobody's: give it a model with `keeps`, or a reason in foreign.py"
    for name, policy in connection.execute(OPEN_POLICIES).fetchall():
        if name in personal:
            yield f"{name} holds people and policy '{policy}' lets everybody through"


def rights(connection, role: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for table, right in connection.execute(RIGHTS, [role] * 3).fetchall():
        found.setdefault(table, set()).add(right)
    return found


def rows_seen(connection, table: str) -> int:
    """How many rows this role sees in a table, without a scope; none when it may not look at all."""
    try:
        return connection.execute(f'select count(*) from "{table}"').fetchone()[0]
    except InsufficientPrivilege:
        return 0


def rights_too_many(connection) -> Iterator[str]:
    for table, held in rights(connection, APP).items():
        if held & {"truncate", "references", "trigger"}:
            yield f"the application may {sorted(held)} {table}"
        if table in TRAIL and held != {"select"}:
            yield f"the application may {sorted(held)} {table}, and the trail is written by its function only"
    for table, held in rights(connection, LINKER).items():
        if held - LINKER_WRITES.get(table, set()) != {"select"}:
            yield f"the linker may {sorted(held)} {table}"
    for table, held in rights(connection, BACKUP).items():
        if held != {"select"}:
            yield f"the backup may {sorted(held)} {table}"
    for column, kind in connection.execute(LINKER_COLUMNS).fetchall():
        if kind in ("bytea", "text", "json", "jsonb"):
            yield f"the linker reads {column} ({kind}), which may be what somebody wrote"


def bendable_functions(connection) -> Iterator[str]:
    for name, pinned, public in connection.execute(DEFINERS).fetchall():
        if not pinned:
            yield f"{name} runs as the owner with the caller's search path"
        if public:
            yield f"{name} runs as the owner and everybody may call it"
