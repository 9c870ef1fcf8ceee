"""Slows down guessing, and whoever asks too often: counted per name typed, person and token, never per network address.

A name that has no account is counted the same way, so that waiting tells nobody which names exist.
"""

from __future__ import annotations

import time
from collections import Counter
from datetime import timedelta

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from schakel.ground.accounts.models import WrongPasswords
from schakel.ground.accounts.rules.naming import FORGET_TRIES_AFTER, LoginName, wait_after
from schakel.ground.database.scope import looking_up

_MINUTE = 60
_asked: Counter[tuple[bytes, int]] = Counter()


def too_many(who: bytes, most: int) -> int:
    """Counts one request of this one; seconds until it may ask again, 0 when it may now. Nothing of it is kept.

    `who` is the hash of a token, or a name that the caller gives; in each process of the server.
    """
    now = time.time()
    minute = int(now // _MINUTE)
    for old in [key for key in list(_asked) if key[1] < minute]:
        _asked.pop(old, None)
    _asked[who, minute] += 1
    return int((minute + 1) * _MINUTE - now) + 1 if _asked[who, minute] > most else 0


def begin_anew() -> None:
    """Forgets what was counted in this process."""
    _asked.clear()


def bearer(request: HttpRequest) -> str:
    """The token that came with a request; "" when none did."""
    kind, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def wait(name: LoginName) -> timedelta:
    """How much longer this name must wait; zero when it need not."""
    key = _key(name)
    with looking_up(token_hash=key):
        found = WrongPasswords.objects.filter(name_hash=key, last_at__gt=timezone.now() - FORGET_TRIES_AFTER).first()
    if found is None:
        return timedelta()
    return max(found.last_at + wait_after(found.times) - timezone.now(), timedelta())


def wrong(name: LoginName) -> None:
    key, now = _key(name), timezone.now()
    with looking_up(token_hash=key):
        WrongPasswords.objects.filter(name_hash=key, last_at__lte=now - FORGET_TRIES_AFTER).delete()
        WrongPasswords.objects.bulk_create([WrongPasswords(name_hash=key, times=0, last_at=now)], ignore_conflicts=True)
        WrongPasswords.objects.filter(name_hash=key).update(times=F("times") + 1, last_at=now)


def right(name: LoginName) -> None:
    key = _key(name)
    with looking_up(token_hash=key):
        WrongPasswords.objects.filter(name_hash=key).delete()


def sweep() -> int:
    """Forgets counts that are over; the system does it. Returns how many. Works inside acting()."""
    return WrongPasswords.objects.filter(last_at__lte=timezone.now() - FORGET_TRIES_AFTER).delete()[0]


def _key(name: LoginName) -> bytes:
    return salted_hmac("schakel.accounts.throttle", name, algorithm="sha256").digest()
