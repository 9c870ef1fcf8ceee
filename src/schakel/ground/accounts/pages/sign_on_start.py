"""Sends somebody to the provider of the organisation; the session keeps what must come back, for ten minutes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from schakel.ground.accounts import access, queries, sign_on
from schakel.ground.accounts.access import page
from schakel.ground.accounts.pages import asked
from schakel.ground.accounts.pages.login import back
from schakel.ground.database.scope import acting

KEY = "sign_on"
HOLDS = timedelta(minutes=10)


@page(public=True)
def sign_on_start(request: HttpRequest, provider: UUID) -> HttpResponseBase:
    """To come in; who is in already stays in."""
    if request.user.is_authenticated:
        return redirect(back(request))
    return leave_for(request, provider)


@page(public=True)
@sensitive_variables("secret")
def sign_on_invited(request: HttpRequest, secret: str) -> HttpResponseBase:
    """By an invitation: who comes back is bound to the account that was made for this person, and not who is in already."""
    if request.user.is_authenticated:
        return redirect("set-password", secret=secret)
    actor = access.actor_of_link(secret)
    found = queries.provider_of(actor.organisation) if actor else None
    if actor is None or found is None:
        return redirect("set-password", secret=secret)
    return leave_for(request, found.id, invitation=secret)


def leave_for(request: HttpRequest, provider: UUID, *, invitation: str = "") -> HttpResponse:
    row = queries.provider(provider)
    try:
        if row is None:
            raise sign_on.Distrusted("unknown_provider")
        party = party_of(request, row)
        address, begun = sign_on.begin(party, sign_on.discovered(row.issuer), row.means)
    except sign_on.Distrusted:
        return out_of_order(request, row)
    request.session[KEY] = {
        "provider": str(provider),
        "state": begun.state,
        "nonce": begun.nonce,
        "verifier": begun.verifier,
        "next": back(request),
        "invitation": invitation,
        "until": (timezone.now() + HOLDS).timestamp(),
    }
    answer: HttpResponse = redirect(address)
    return answer


def out_of_order(request: HttpRequest, row: queries.ProviderRow | None) -> HttpResponse:
    return render(request, "accounts/sign_on_start.html", {"row": row}, status=502)


def party_of(request: HttpRequest, row: queries.ProviderRow, name: str = "sign-on-return") -> sign_on.Party:
    """Us, as this provider knows us; its secret is opened by the system of the organisation."""
    system = queries.system_actor(row.organisation, origin="web")
    with acting(system):
        secret = queries.client_secret(system, row.id)
    return sign_on.Party(row.issuer, row.client_id, secret, asked.origin(request) + reverse(name))


def take(request: HttpRequest) -> dict[str, Any] | None:
    """What was kept, once; None when there is nothing, or it is over."""
    kept = request.session.pop(KEY, None)
    if not isinstance(kept, dict) or timezone.now().timestamp() >= kept["until"]:
        return None
    return kept
