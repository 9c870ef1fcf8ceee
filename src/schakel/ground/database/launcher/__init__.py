"""Finds PostgreSQL, starts our own cluster, keeps its data: for a demonstration, a small installation and the tests.

`provide()` is what a command calls; production names its own server in DATABASE_URL and none of this runs.
"""

from schakel.ground.database.launcher.binaries import Binaries
from schakel.ground.database.launcher.found import Server, Status
from schakel.ground.database.launcher.roles import bootstrap_sql, database_sql, dba_script
from schakel.ground.database.launcher.safety import refuse_unsafe
from schakel.ground.database.launcher.server import provide, start, status, stop
from schakel.ground.database.launcher.trouble import DatabaseTrouble

__all__ = [
    "Binaries",
    "DatabaseTrouble",
    "Server",
    "Status",
    "bootstrap_sql",
    "database_sql",
    "dba_script",
    "provide",
    "refuse_unsafe",
    "start",
    "status",
    "stop",
]
