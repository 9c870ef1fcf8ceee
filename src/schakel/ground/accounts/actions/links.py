"""One-time links: the secret is made here, handed over once, and kept as a hash."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from schakel.ground.accounts.models import Account, OneTimeLink
from schakel.ground.accounts.rules import new_secret, secret_hash
from schakel.ground.accounts.rules.naming import LINK_VALID_FOR
from schakel.ground.database.actor import Actor


def make_link(*, by: Actor, account: Account, from_day: date | None = None) -> tuple[str, datetime]:
    """A new link, three days good from now or from `from_day`; earlier ones that were not used no longer work."""
    end_links(account)
    secret, start = new_secret(), timezone.now()
    if from_day is not None:
        start = max(start, timezone.make_aware(datetime.combine(from_day, time.min)))
    made = OneTimeLink.objects.create(
        account=account, token_hash=secret_hash(secret), made_by=by.account, expires_at=start + LINK_VALID_FOR
    )
    return secret, made.expires_at


def end_links(account: Account) -> None:
    OneTimeLink.objects.filter(account=account, ended_at__isnull=True).update(ended_at=timezone.now())


def use_link(*, account: Account, secret: str) -> bool:
    """Uses the link up; False when it was used, replaced or past its time. Two at once: one wins."""
    usable = OneTimeLink.objects.filter(
        account=account, token_hash=secret_hash(secret), ended_at__isnull=True, expires_at__gt=timezone.now()
    )
    return usable.update(ended_at=timezone.now()) == 1
