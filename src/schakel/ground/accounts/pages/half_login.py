"""Between password and code: the session remembers whose password was right, for five minutes, and lets nobody in."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from schakel.ground.accounts import queries
from schakel.ground.accounts.backend import AccountBackend
from schakel.ground.accounts.models import Account
from schakel.ground.accounts.rules.second_step import HALF_LOGIN
from schakel.ground.database.scope import acting

_KEY = "half_login"


def needed(account: Account) -> bool:
    """Whether this account has a second step, so that the password alone is half."""
    with acting(account.actor):
        return queries.has_second_step(account.actor, account.id)


def has_codes(account: Account) -> bool:
    """Whether an app gives this person codes; else a passkey is asked first."""
    with acting(account.actor):
        return queries.my_second_step(account.actor) is not None


def has_passkeys(account: Account) -> bool:
    with acting(account.actor):
        return bool(queries.my_passkeys(account.actor))


def remember(request: HttpRequest, account: Account) -> None:
    request.session.cycle_key()
    request.session[_KEY] = {
        "account": str(account.id),
        "password": account.get_session_auth_hash(),
        "until": (timezone.now() + HALF_LOGIN).timestamp(),
    }


def recall(request: HttpRequest) -> Account | None:
    """Whose password was right; None after five minutes, for a closed account, or when the password has changed since."""
    kept = request.session.get(_KEY)
    if not isinstance(kept, dict) or timezone.now().timestamp() >= kept["until"]:
        forget(request)
        return None
    account = AccountBackend().get_user(UUID(kept["account"]))
    if account is None or not constant_time_compare(account.get_session_auth_hash(), kept["password"]):
        forget(request)
        return None
    return account


def forget(request: HttpRequest) -> None:
    request.session.pop(_KEY, None)
