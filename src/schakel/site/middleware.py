"""What every request passes: strict browser headers, and one transaction in which exactly one actor acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import structlog
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from schakel.ground.accounts import access
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import PATIENCE, acting, waited_too_long
from schakel.site import reactions, typed_again

log = structlog.get_logger(__name__)

Respond = Callable[[HttpRequest], HttpResponseBase]

_SWITCHED_OFF = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen",
    "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection", "local-fonts", "magnetometer",
    "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial", "storage-access", "usb",
    "window-management", "xr-spatial-tracking",
)  # fmt: skip


class BrowserPolicyMiddleware:
    """Headers that Django does not set: no powerful features, no other origin, nothing kept in a cache."""

    features = ", ".join(f"{name}=()" for name in _SWITCHED_OFF)

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = self.features
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
        response.headers["X-Permitted-Cross-Domain-Policies"] = "none"
        response.headers["Origin-Agent-Cluster"] = "?1"
        response.headers["X-DNS-Prefetch-Control"] = "off"
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class ScopeMiddleware:
    """Runs a signed-in person's view, rendering included, inside `acting(actor)`; then what must follow.

    A refusal rolls the view's own writes back and is written to the trail in a transaction of its own.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        actor = access.signed_in(request, view)
        request.actor = actor  # type: ignore[attr-defined]
        if actor is None:
            return None
        try:
            with acting(actor, wait=PATIENCE):
                response = view(request, *args, **kwargs)
                if callable(getattr(response, "render", None)):
                    response = response.render()
        except Refused as refusal:
            return refused(request, actor, refusal)
        except OperationalError as trouble:
            if not waited_too_long(trouble):
                raise
            return busy(request, actor)
        if request.method == "POST" or getattr(request, "follow_up", False):  # a page may go on with what was begun
            reactions.run_pending()
        return response


def busy(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Another held for too long what this page needed: nothing was changed, and what was typed stands there again."""
    kept = request.method == "POST" and actor.account is not None
    kept = kept and typed_again.keep(request, actor.account, actor.organisation)  # type: ignore[arg-type]
    context = {
        "kept": kept,
        "again": typed_again.where(request) if request.method == "POST" else request.get_full_path(),
    }
    if kept:
        request.session.save()  # Django keeps no session with an answer of this kind
    log.warning("page.busy", view=request.resolver_match.url_name if request.resolver_match else "")
    answer = render(request, "site/busy.html", context, status=503)
    answer.headers["Retry-After"] = str(PATIENCE)
    return answer


def refused(request: HttpRequest, actor: Actor, refusal: Refused) -> HttpResponse:
    """Writes the refusal to the trail, then answers with it, or with the same page as 'not found'."""
    place = request.resolver_match
    audit.record_refusal(
        "access.refused",
        by=actor,
        organisation=actor.organisation,
        object_kind=place.url_name or "page" if place else "page",
        object_id=None,
        code=refusal.code,
    )
    if refusal.as_not_found:
        return render(request, "404.html", status=404)
    return render(request, "ui/refused.html", {"refusal": refusal}, status=403)
