"""Opening a signal of another municipality by its number, when somebody is in danger and nobody there answers."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from schakel.ground.breakglass import actions as breakglass
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


def open_numbered(*, by: Actor, owner: UUID, number: int, ground: str, reason: str) -> UUID:
    """The signal that `owner`, a covenant partner, knows by this number; returns the access.

    Refused as for `open_access`, and in the same words for a number that is not there and a house outside the covenants.
    """
    with acting(by):
        with connection.cursor() as cursor:
            cursor.execute("select intake_numbered(%s, %s)", [owner, number])
            signal: UUID | None = cursor.fetchone()[0]
        if signal is None:
            raise Refused("breakglass.number", _("Deze gemeente heeft geen signaal met dit nummer."))
        what = breakglass.Opening(owner, signal, number)
        return breakglass.open_access(by=by, what=what, ground=ground, reason=reason)
