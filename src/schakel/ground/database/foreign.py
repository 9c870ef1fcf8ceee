"""Tables of Django and of libraries: no row security, because they are read before anybody is known.

Each says why, and what the application may do with it; a guard compares this list with the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models.signals import post_migrate


@dataclass(frozen=True, slots=True)
class Foreign:
    reason: str
    rights: str


_ALL = "select, insert, update, delete"
_READ = "select"

FOREIGN: dict[str, Foreign] = {
    "django_migrations": Foreign("names of migrations; nobody's data", _READ),
    "django_content_type": Foreign("names of models; nobody's data", _READ),
    "django_session": Foreign("read before it is known who asks; holds a signed account number and no name", _ALL),
    "auth_permission": Foreign("names of permissions, unused: roles decide who may", _READ),
    "auth_group": Foreign("unused: roles decide who may", _READ),
    "auth_group_permissions": Foreign("unused: roles decide who may", _READ),
}


def grant_after_migrating() -> None:
    """Hangs the grants on the end of migrate. Django says so of apps with models only, and this one has none."""
    last = apps.get_app_config("sessions")
    post_migrate.connect(grant_foreign_tables, sender=last, dispatch_uid="schakel.database.foreign")


def grant_foreign_tables(*, using: str, **_: Any) -> None:
    """After every migrate: gives the application role its rights on the tables above that exist."""
    connection = connections[using]
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        for table, foreign in FOREIGN.items():
            if table in existing:
                cursor.execute(f'grant {foreign.rights} on "{table}" to schakel_app')
        cursor.execute("grant usage on all sequences in schema public to schakel_app")
