"""Opening the other side of a hit when somebody is in danger and nobody over there answers."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from schakel.ground.breakglass import actions as breakglass
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


def open_related(*, by: Actor, hit: UUID, ground: str, reason: str) -> UUID:
    """The one signal that this hit of the own municipality is about; returns the access. Refused as for `open_access`."""
    with acting(by):
        with connection.cursor() as cursor:
            cursor.execute("select owner, subject, number from bundling_other_side(%s)", [hit])
            found = cursor.fetchone()
        if found is None:
            raise Refused("related.unknown", _("Deze treffer is er niet meer."), as_not_found=True)
        return breakglass.open_access(by=by, what=breakglass.Opening(*found), ground=ground, reason=reason)
