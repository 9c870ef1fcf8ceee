"""A login that ended while somebody typed takes nothing away: what was posted is kept, sealed, until that person is back.

Kept is only what a form posts in text: no password, no code, no file. It is sealed for the account that typed (a signed
cookie tells which), stays half an hour, and is never sent again by itself: the page shows it and waits for the button.
Whoever else logs in there cannot open it, and it is gone.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.csrf import csrf_failure as told_by_django

from schakel.ground.accounts import access
from schakel.ground.database.actor import Actor, system
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import CannotUnseal, seal, unseal
from schakel.site.refilling import refill

Respond = Callable[[HttpRequest], HttpResponseBase]

KEPT_FOR = timedelta(minutes=30)
COOKIE, SALT = "schakel_typist", "schakel.site.typist"
_KEY, _SHORT = "typed", "typed_expiry"
_MOST_PAGES = 5
_LONGEST = 200_000  # characters of JSON: a signal of the greatest length fits
_NEVER = re.compile(r"password|wachtwoord|secret|^code$|^csrfmiddlewaretoken$", re.IGNORECASE)


class TypedAgainMiddleware:
    """Stands before the scope is opened: keeps on the way in, fills on the way out."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        typed = getattr(request, "typed_again", None)
        if typed is not None and response.status_code == 200 and isinstance(response, HttpResponse):
            _show(request, response, typed)
        _mark(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        who = getattr(view, "who", None)
        if who is None or who.public or who.via != "session":
            return None
        if request.user.is_authenticated:
            if request.method == "GET" and (actor := access.signed_in(request, view)):
                _recall(request, actor)
            return None
        known = typist(request)
        if request.method != "POST" or known is None or not keep(request, *known):
            return None
        return _to(request, f"{reverse('login')}?{urlencode({'next': where(request)})}")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """A page from before the last login has an old mark. The same site, the same person: shown again, filled, not sent."""
    same_site = urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()
    if same_site and request.user.is_authenticated and access.finished(request):
        actor: Actor = request.user.actor
        if actor.account and keep(request, actor.account, actor.organisation):
            return _to(request, where(request))
    return told_by_django(request, reason)


# ---------------------------------------------------------------- keeping


def keep(request: HttpRequest, account: UUID, organisation: UUID) -> bool:
    """Whether what was posted is kept now, in a session that lets nobody in."""
    fields = {name: values for name, values in request.POST.lists() if not _NEVER.search(name)}
    whole = json.dumps(
        {"to": request.path, "at": timezone.now().timestamp(), "files": bool(request.FILES), "fields": fields}
    )
    if not any(any(values) for values in fields.values()) or len(whole) > _LONGEST:
        return False
    page = where(request)
    with acting(system(organisation, None, origin="web")):
        sealed = seal(whole, organisation=organisation, bound_to=_bound(account, page))
    kept = {other: one for other, one in request.session.get(_KEY, {}).items() if other != page}
    newest = list(kept.items())[-(_MOST_PAGES - 1) :]
    request.session[_KEY] = {**dict(newest), page: b64encode(sealed).decode()}
    if not request.user.is_authenticated:
        request.session[_SHORT] = True
        request.session.set_expiry(KEPT_FOR)
    return True


def where(request: HttpRequest) -> str:
    """The page the form stands on, when the browser says so."""
    come_from = urlsplit(request.headers.get("Referer", ""))
    return come_from.path if come_from.netloc == request.get_host() and come_from.path else request.path


def _to(request: HttpRequest, address: str) -> HttpResponse:
    """To another page; a part of a page that was asked for by script says so in words that its script knows."""
    if not request.headers.get("HX-Request"):
        return redirect(address)
    quiet = request.headers.get("X-Schakel-Quiet")
    return HttpResponse(status=401, headers={} if quiet else {"HX-Redirect": address})


def _bound(account: UUID, where: str) -> str:
    return f"site.typed:{account}:{where}"


# ---------------------------------------------------------------- showing


def _recall(request: HttpRequest, actor: Actor) -> None:
    """Opens what this person typed on this page; what cannot be opened, or is too old, goes."""
    kept: dict[str, str] = request.session.get(_KEY, {})
    if request.session.pop(_SHORT, None):
        request.session.set_expiry(None)
    if not kept or actor.account is None:
        return
    if request.path not in kept:
        return
    sealed = kept.pop(request.path)
    request.session[_KEY] = kept
    try:
        with acting(actor):
            whole = unseal(
                b64decode(sealed), organisation=actor.organisation, bound_to=_bound(actor.account, request.path)
            )
    except CannotUnseal:
        request.session[_KEY] = {}
        return
    told = json.loads(whole)
    if timezone.now().timestamp() - told["at"] > KEPT_FOR.total_seconds():
        return
    typed = QueryDict(mutable=True)
    for name, values in told["fields"].items():
        typed.setlist(name, values)
    request.typed_again, request.typed_to, request.typed_files = typed, told["to"], told["files"]  # type: ignore[attr-defined]


def _show(request: HttpRequest, response: HttpResponse, typed: QueryDict) -> None:
    """In the form, with a line that says so. A page that knows what was typed filled its form itself."""
    told = {"files": request.typed_files, "left": []}  # type: ignore[attr-defined]
    fields = {} if getattr(request, "typed_again_shown", False) else dict(typed.lists())
    here, to = request.path, str(request.typed_to)  # type: ignore[attr-defined]
    html = response.content.decode()
    if fields:
        told["left"] = refill(html, fields, here=here, to=to).left
    note = render_to_string("site/typed_again.html", told)
    response.content = refill(html, fields, here=here, to=to, note=note).html.encode()


# ---------------------------------------------------------------- who typed


def _mark(request: HttpRequest, response: HttpResponseBase) -> None:
    """A cookie that outlives the login says whose page this was; going out on purpose takes it away."""
    if request.path == reverse("logout"):
        response.delete_cookie(COOKIE, samesite="Strict")
        return
    user = getattr(request, "user", None)
    if user is None or not request.session.accessed or not user.is_authenticated:
        return
    mine = (user.pk, user.organisation_id)
    if typist(request) != mine:
        value = signing.dumps([str(one) for one in mine], salt=SALT)
        response.set_cookie(COOKIE, value, httponly=True, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE)


def typist(request: HttpRequest) -> tuple[UUID, UUID] | None:
    """Account and organisation of who was logged in here before, by a cookie that we signed; else None."""
    try:
        account, organisation = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT)
        return UUID(account), UUID(organisation)
    except (signing.BadSignature, ValueError):
        return None
