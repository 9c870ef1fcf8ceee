"""Refuses to serve over a connection for which row security would mean nothing."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from schakel.ground.database.launcher.binaries import OLDEST
from schakel.ground.database.launcher.roles import LINKER
from schakel.ground.database.launcher.trouble import DatabaseTrouble

_QUESTION = """
select current_user,
       current_setting('server_version_num')::int / 10000,
       rolsuper,
       rolbypassrls,
       exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where n.nspname = 'public' and pg_has_role(current_user, c.relowner, 'member'))
           or exists (select from pg_database d
                      where d.datname = current_database() and pg_has_role(current_user, d.datdba, 'member')),
       exists (select from pg_roles l where l.rolname = %s and pg_has_role(current_user, l.oid, 'usage')),
       exists (select from pg_roles b where b.rolbypassrls and pg_has_role(current_user, b.oid, 'member'))
from pg_roles where rolname = current_user
"""


def refuse_unsafe(connection: BaseDatabaseWrapper) -> None:
    """DatabaseTrouble when the application connects as somebody who stands above row security."""
    with connection.cursor() as cursor:
        cursor.execute(_QUESTION, [LINKER])
        name, major, superuser, bypass, owner, inherits, may_bypass = cursor.fetchone()
    if major < OLDEST:
        raise DatabaseTrouble(f"DATABASE_URL names PostgreSQL {major}; Schakel needs version {OLDEST} or newer.")
    reasons = {
        "is a superuser": superuser,
        "may bypass row security": bypass,
        "owns tables of the application or may become their owner": owner,
        "may become a role that bypasses row security": may_bypass,
        f"inherits {LINKER}, whose view would become its own": inherits,
    }
    for reason, applies in reasons.items():
        if applies:
            raise DatabaseTrouble(
                f"DATABASE_URL connects as {name}, who {reason}: connect as schakel_app (see 'schakel database roles')."
            )
