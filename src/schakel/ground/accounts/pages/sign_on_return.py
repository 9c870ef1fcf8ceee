"""Back from the provider: who came is proven first, then let in, bound to an invitation, or refused in plain words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from schakel.ground.accounts import access, actions, backend, queries, sign_on
from schakel.ground.accounts.access import page
from schakel.ground.accounts.models import Account
from schakel.ground.accounts.pages import half_login
from schakel.ground.accounts.pages.login import ask_second_step, enter
from schakel.ground.accounts.pages.sign_on_start import party_of, take
from schakel.ground.audit import actions as audit
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting

PROVIDER = "sign_on_provider"  # mark in a session: came in by this provider, and may want to leave it too


@sensitive_variables("kept", "claims")
@page(public=True)
def sign_on_return(request: HttpRequest) -> HttpResponseBase:
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    kept = take(request)
    row = queries.provider(UUID(kept["provider"])) if kept else None
    if kept is None or row is None or not constant_time_compare(request.GET.get("state", ""), kept["state"]):
        return _refuse(
            request, row, "state", _("Dit duurde te lang, of het begon in een ander venster. Begin opnieuw.")
        )
    try:
        claims = _proven(request, row, kept)
    except sign_on.Distrusted as trouble:
        return _refuse(request, row, str(trouble), _("Wij kunnen niet zeker weten wie u bent. Begin opnieuw."))
    try:
        account = _account(row, kept, claims)
    except Refused as refusal:
        return _refuse(request, row, refusal.code, refusal.message, refusal.ask)
    return _let_in(request, row, kept, account, claims)


def _proven(request: HttpRequest, row: queries.ProviderRow, kept: dict[str, Any]) -> sign_on.Claims:
    if request.GET.get("iss", row.issuer) != row.issuer:  # RFC 9207: the answer is of another provider
        raise sign_on.Distrusted("iss")
    if "error" in request.GET or not request.GET.get("code"):
        raise sign_on.Distrusted("provider_refused")
    party, endpoints = party_of(request, row), sign_on.discovered(row.issuer)
    begun = sign_on.Begun(kept["state"], kept["nonce"], kept["verifier"])
    token, access_token = sign_on.exchange(party, endpoints, request.GET["code"], begun)
    claims = sign_on.verified(party, endpoints, token, begun)
    return sign_on.details(party, endpoints, claims, access_token) if row.invites_itself else claims


def _account(row: queries.ProviderRow, kept: dict[str, Any], claims: sign_on.Claims) -> Account:
    """Whose identity this is; by an invitation it becomes that person's, and otherwise nobody's is guessed."""
    known = backend.account_signed_on(queries.subject_hash(row.issuer, claims.subject))
    if kept["invitation"]:
        return _bound(row, kept["invitation"], claims, known)
    if known is not None:
        return known
    system = queries.system_actor(row.organisation, origin="web")
    if not claims.email_verified:
        raise Refused(
            "sign_on.unknown",
            _("U bent hier nog niet bekend."),
            _("Vraag de functioneel beheerder om een uitnodiging."),
        )
    with acting(system):
        made = actions.admit_unknown(
            by=system, provider=row.id, subject=claims.subject, email=claims.email, name=claims.name
        )
    return _found(made)


def _bound(row: queries.ProviderRow, secret: str, claims: sign_on.Claims, known: Account | None) -> Account:
    actor = access.actor_of_link(secret)
    if actor is None or actor.account is None:
        raise Refused("link.over", _("Deze link werkt niet meer. Vraag de functioneel beheerder om een nieuwe link."))
    if known is not None:
        raise Refused("sign_on.bound", _("Deze inlog hoort al bij een account hier. Log daarmee in."))
    with acting(actor):
        actions.bind_identity(by=actor, provider=row.id, subject=claims.subject, secret=secret)
    return _found(actor.account)


def _found(number: UUID) -> Account:
    account = backend.AccountBackend().get_user(number)
    if account is None:
        raise Refused("account.closed", _("Dit account is gesloten."))
    return account


def _let_in(
    request: HttpRequest, row: queries.ProviderRow, kept: dict[str, Any], account: Account, claims: sign_on.Claims
) -> HttpResponse:
    """A provider that asked for a second step itself is enough; else ours is asked, as after a password."""
    asked_there = bool(row.means & claims.means)
    if not asked_there and half_login.needed(account):
        return ask_second_step(request, account, kept["next"])
    answer = enter(request, account, second_step=asked_there, to=kept["next"])
    request.session[PROVIDER] = str(row.id)
    return answer


def _refuse(
    request: HttpRequest, row: queries.ProviderRow | None, code: str, message: str, ask: str = ""
) -> HttpResponse:
    if row is not None:
        audit.record_refusal(
            "session.refused", by=queries.system_actor(row.organisation, origin="web"), organisation=row.organisation,
            object_kind="provider", object_id=row.id, code=code if "." in code else f"sign_on.{code}",
        )  # fmt: skip
    around = {"row": row, "message": message, "ask": ask}
    return render(request, "accounts/sign_on_return.html", around, status=403)
