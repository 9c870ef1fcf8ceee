"""What a browser was asked for a passkey: kept in the session, good for five minutes and for one answer."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest
from django.utils import timezone

from schakel.ground.accounts.fresh import RECENT, came_in_now, recently
from schakel.ground.accounts.models import Account
from schakel.ground.accounts.rules import passkeys as rules
from schakel.ground.database.actor import Actor

__all__ = ["RECENT", "came_in_now", "go_on", "origin", "recently", "remember", "take"]

_KEY = "asked_passkey"


def origin(request: HttpRequest) -> str:
    """The one address that passkeys and single sign-on are bound to; in practice the one that was typed."""
    return settings.ORIGIN or f"{request.scheme}://{request.get_host()}"


def remember(request: HttpRequest, purpose: str, state: rules.State) -> None:
    until = (timezone.now() + rules.CHALLENGE_HOLDS).timestamp()
    request.session[_KEY] = {"purpose": purpose, "state": state, "until": until}


def take(request: HttpRequest, purpose: str) -> rules.State | None:
    """What was asked, once; None when it was answered, asked for something else, or five minutes ago."""
    kept = request.session.pop(_KEY, None)
    if not isinstance(kept, dict) or kept["purpose"] != purpose or timezone.now().timestamp() >= kept["until"]:
        return None
    state: rules.State = kept["state"]
    return state


def go_on(request: HttpRequest, actor: Actor) -> None:
    """After all sessions of this person were ended: this one goes on."""
    update_session_auth_hash(request, Account.objects.get(id=str(actor.account)))
