"""What every write of this module shares: a term per day, a sealed text, one line in the log of provisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.provisions.models import Provision, ProvisionLine
from schakel.casework.provisions.queries import length
from schakel.casework.provisions.queries.sealing import bound
from schakel.casework.provisions.rules import Field, after
from schakel.engines.linkage.numbers import masked
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.vault.actions import seal


def only(by: Actor, role: str) -> UUID:
    """The account that acts; refused for anybody who does not hold this role here."""
    if not by.holds(role) or by.account is None:
        raise Refused("provisions.role", _("Dit doet iemand met een andere rol in uw organisatie."))
    return by.account


def terms(day: date) -> dict[str, date]:
    """The three last days of data under the Wpg, counted from `day`."""
    return {
        "free_until": after(day, length("police_free")),
        "kept_until": after(day, length("police_day_to_day")),
        "keep_until": after(day, length("police_set_apart")),
    }


def sealed(text: str, by: Actor, kind: str, row: UUID, field: str) -> bytes:
    """Without citizen service numbers: no law lets them stand here."""
    return seal(masked(text), organisation=by.organisation, bound_to=bound(kind, row, field))


def needed(text: str) -> str:
    if not text.strip():
        raise Refused("provisions.reason", _("Schrijf op waarom. Eén zin is genoeg."))
    return text.strip()


def filled(fields: Iterable[Field], kinds: tuple[str, ...]) -> tuple[Field, ...]:
    """What was written, in the order of the form; refused when that is nothing, or a kind that does not belong here."""
    found = {one.kind: Field(one.kind, one.text.strip()) for one in fields if one.text.strip()}
    if set(found) - set(kinds):
        raise Refused("provisions.kind", _("Dit soort gegevens hoort hier niet."))
    if not found:
        raise Refused("provisions.empty", _("Schrijf minstens één ding op."))
    return tuple(found[kind] for kind in kinds if kind in found)


def not_ahead(day: date) -> None:
    if day > timezone.localdate():
        raise Refused("provisions.day", _("Deze dag moet nog komen."))


def line(by: Actor, row: Provision, act: str, *, why: str = "", reason: str = "", at: datetime | None = None) -> None:
    """One line of the log (Wpg art. 32). The system acts without a name."""
    made = ProvisionLine(
        id=new_id(), provision_id=row.id, controller=row.controller, direction=row.direction, act=act, giver=row.giver,
        recipient=row.recipient, basis=row.basis, kinds=row.kinds, why=why, by=by.account, at=at or timezone.now(),
    )  # fmt: skip
    if reason:
        made.reason = sealed(reason, by, "line", made.id, "reason")
    ProvisionLine.objects.bulk_create([made])
