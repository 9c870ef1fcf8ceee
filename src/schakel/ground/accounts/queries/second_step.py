"""Whether somebody has a second step; how it stands for oneself, and for an administrator no more than yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from schakel.ground.accounts.models import Account, RecoveryCode, SecondStep
from schakel.ground.accounts.rules import second_step as rules
from schakel.ground.database.actor import Actor
from schakel.ground.vault import actions as vault


@dataclass(frozen=True, slots=True)
class SecondStepRow:
    """`codes_left`: recovery codes that were not used yet."""

    confirmed_at: datetime
    codes_left: int


@dataclass(frozen=True, slots=True)
class KeyToConfirm:
    """What an app needs: the otpauth address for the square, and the key in groups of four."""

    address: str
    key: str


def my_second_step(viewer: Actor) -> SecondStepRow | None:
    """How the viewer's own second step stands; None without one."""
    if viewer.account is None:
        return None
    found = SecondStep.objects.filter(account_id=viewer.account, confirmed_at__isnull=False).first()
    if found is None or found.confirmed_at is None:
        return None
    left = RecoveryCode.objects.filter(account_id=viewer.account, used_at__isnull=True).count()
    return SecondStepRow(found.confirmed_at, left)


def key_to_confirm(viewer: Actor) -> KeyToConfirm | None:
    """The viewer's key that no code confirmed yet; None when there is none. A key in use is never shown again."""
    if viewer.account is None:
        return None
    found = SecondStep.objects.filter(account_id=viewer.account, confirmed_at__isnull=True).first()
    if found is None:
        return None
    login_name = Account.objects.values_list("login_name", flat=True).get(id=viewer.account)
    key = opened(viewer, found)
    return KeyToConfirm(rules.address(key, login_name), rules.in_groups(key))


def has_second_step(viewer: Actor, account: UUID) -> bool:
    """For oneself and for who looks after this account; anybody else is told no."""
    with connection.cursor() as cursor:
        cursor.execute("select accounts_has_second_step(%s)", [account])
        return bool(cursor.fetchone()[0])


def opened(viewer: Actor, step: SecondStep) -> str:
    """The key of the viewer's own row, unsealed."""
    return vault.unseal(bytes(step.sealed_key), organisation=viewer.organisation, bound_to=bound_to(step.id))


def bound_to(step: UUID) -> str:
    return f"accounts.second_step:{step}:key"
