"""A shelter is protected: from here on its address links nothing, is shown nowhere and counts for nothing."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.bundling.models import ProtectedAddress
from schakel.casework.bundling.queries.blinding import blinded
from schakel.casework.bundling.queries.protection import KINDS, hashes
from schakel.engines.linkage import Key, keys_of, keys_to_protect
from schakel.engines.linkage.observe import read
from schakel.engines.linkage.signal import Mention
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import SYSTEM_ROLE, Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import generations


def protect_address(*, by: Actor, address: str) -> int:
    """Keeps keyed hashes of the address, never the address; returns how many signals must be read anew.

    Refused for an address without street, number and town. Each signal that names it gets a line `signal.screened` in
    the trail of its own controller, which `site/reactions.py` follows with `link_arrival`.
    """
    with acting(by):
        if not (by.holds("functional_administrator") or by.holds(SYSTEM_ROLE)):
            raise Refused("protection.role", _("Een adres beschermen doet de functioneel beheerder."))
        if not keys_to_protect("address", address):
            raise Refused("protection.address", _("Schrijf straat, huisnummer en plaats op."))
        keys = [key for key in keys_of(read(Mention("address", address), 0, timezone.localdate())) if key.kind in KINDS]
        moment = timezone.now()
        ProtectedAddress.objects.bulk_create(
            [ProtectedAddress(key=key, added_by=by.account, added_at=moment) for key in sorted(set(hashes(keys)))],
            ignore_conflicts=True,
        )
        audit.record("address.protected", by=by, organisation=by.organisation, object_kind="address", object_id=None)
        found = _naming(keys)
        for controller, signal in found:
            audit.record("signal.screened", by=by, organisation=controller, object_kind="signal", object_id=signal)
        return len(found)


def _naming(keys: list[Key]) -> list[tuple[UUID, UUID]]:
    """Controllers and signals that hold one of these keys, found by the keys for own signals."""
    numbers = [int(key.text) for one in generations() for key in blinded(keys, generation=one).values()]
    with connection.cursor() as cursor:
        cursor.execute("select controller, signal from bundling_holders(%s) order by controller, signal", [numbers])
        return [(row[0], row[1]) for row in cursor.fetchall()]
