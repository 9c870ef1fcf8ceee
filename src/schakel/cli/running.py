"""What every command that needs the running system does first: find the database, read the settings, start Django."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path


def prepare(*, migrate: bool = False, serving: bool = False) -> bool:
    """True when Django is ready; else one sentence on standard error that says what to mend.

    `serving`: sessions are signed, so the secret must be the installation's own. Other commands sign nothing and
    get one for the moment.
    """
    from schakel.ground.database.launcher import DatabaseTrouble, provide
    from schakel.site.environment import SettingsTrouble

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schakel.site.settings")
    if not serving:
        os.environ.setdefault("SCHAKEL_SECRET_KEY", secrets.token_urlsafe(50))
    try:
        server = provide()
        if server is not None:
            os.environ.setdefault("SCHAKEL_KEY_FILE", str(beside(server.home)))
        import django

        django.setup()
    except (DatabaseTrouble, SettingsTrouble) as trouble:
        print(trouble, file=sys.stderr)
        return False
    if migrate:
        bring_up_to_date()
    return True


def beside(home: Path) -> Path:
    """The key file of an embedded database: next to its data and never in it, so that a copy of the data is no key."""
    return home.parent / f"{home.name}-key" / "schakel.key"


def bring_up_to_date() -> None:
    """Makes or alters the tables as the owner, and reads in what the content pack says about places."""
    from django.core.management import call_command

    from schakel.site.places import load_places

    call_command("migrate", database="owner", verbosity=0, interactive=False)
    load_places()


def waiting_migrations() -> list[str]:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["owner"])
    return [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
