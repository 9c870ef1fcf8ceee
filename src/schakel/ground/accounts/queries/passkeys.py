"""The viewer's own passkeys; nobody sees those of somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from schakel.ground.accounts.models import Account, Passkey, RecoveryCode
from schakel.ground.accounts.rules import passkeys as rules
from schakel.ground.database.actor import Actor

NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class PasskeyRow:
    """`copied`: the maker of the device may copy it to other devices. `doubted`: set aside, there may be a copy."""

    id: UUID
    name: str
    made_on: date
    last_used_on: date | None
    copied: bool
    doubted: bool


def my_passkeys(viewer: Actor) -> list[PasskeyRow]:
    """Oldest first; none for the system."""
    return [
        PasskeyRow(row.id, row.name, row.made_on, row.last_used_on, row.backup_eligible, row.doubted_at is not None)
        for row in _mine(viewer).order_by("made_on", "id")
    ]


def codes_left(viewer: Actor) -> int:
    """How many recovery codes the viewer has not used yet."""
    return RecoveryCode.objects.filter(account_id=viewer.account, used_at__isnull=True).count() if viewer.account else 0


def passkey_to_make(viewer: Actor, origin: str) -> tuple[str, rules.State]:
    """What the viewer's browser needs to make a passkey that is not there yet, and the state to check the answer by."""
    account = Account.objects.get(id=viewer.account or NOBODY)
    held = [bytes(row) for row in _mine(viewer).values_list("credential", flat=True)]
    return rules.to_make(origin, account=account.id, login_name=account.login_name, held=held)


def passkey_to_use(viewer: Actor, origin: str) -> tuple[str, rules.State]:
    """What the viewer's browser needs to use one of the viewer's own passkeys."""
    usable = _mine(viewer).filter(doubted_at__isnull=True)
    return rules.to_use(origin, [bytes(row) for row in usable.values_list("credential", flat=True)])


def _mine(viewer: Actor) -> QuerySet[Passkey]:
    return Passkey.objects.filter(account_id=viewer.account or NOBODY)
