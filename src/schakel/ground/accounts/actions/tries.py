"""Wrong codes and passkeys of one person in a row: each makes the next wait longer, whatever password was given between."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from schakel.ground.accounts.actions import checks
from schakel.ground.accounts.models import WrongCodes
from schakel.ground.accounts.rules import wait_after
from schakel.ground.accounts.rules.naming import FORGET_TRIES_AFTER
from schakel.ground.database.actor import Actor


def wait(by: Actor) -> timedelta:
    """How much longer this person must wait; zero when that is over. The row is locked, so that two cannot count as one."""
    found = _row(by)
    if found is None:
        return timedelta()
    return max(found.last_at + wait_after(found.times) - timezone.now(), timedelta())


def count(by: Actor, *, right: bool) -> None:
    """A right one clears the count, a wrong one adds to it."""
    if right:
        WrongCodes.objects.filter(account_id=checks.me(by)).delete()
        return
    now, found = timezone.now(), _row(by)
    WrongCodes.objects.update_or_create(
        account_id=checks.me(by), defaults={"times": found.times + 1 if found else 1, "last_at": now}
    )


def _row(by: Actor) -> WrongCodes | None:
    """The count of the last day; an older one is forgotten."""
    recent = WrongCodes.objects.select_for_update().filter(
        account_id=checks.me(by), last_at__gt=timezone.now() - FORGET_TRIES_AFTER
    )
    return recent.first()
