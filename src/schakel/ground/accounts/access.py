"""The gate in front of every page: who may, said at the view itself and readable by a guard as `view.who`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal
from urllib.parse import urlencode

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from schakel.ground.accounts.backend import actor_named, actor_of_account, actor_of_link, actor_of_token
from schakel.ground.accounts.fresh import recently
from schakel.ground.accounts.problems import problem, turned_away
from schakel.ground.accounts.queries.contacts import whom_to_ask
from schakel.ground.accounts.rules import CAPABILITIES, TOKEN_CAPABILITIES, capabilities
from schakel.ground.accounts.throttle import bearer, too_many
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import PATIENCE, acting, waited_too_long

__all__ = [
    "SECOND_STEP", "Who", "acting_person", "actor_named", "actor_of", "actor_of_account", "actor_of_link", "actor_of_token", "api_page", "capabilities", "demand",
    "finished", "page", "problem", "recently", "signed_in", "token_actor", "too_many",
]  # fmt: skip

View = Callable[..., HttpResponseBase]
Via = Literal["session", "token"]
SECOND_STEP = "second_step"  # mark in a session: a code of the second step was given


@dataclass(frozen=True, slots=True)
class Who:
    """Who may: everybody (`public`), who is signed in (`may` None), or who has the capability `may`.

    `unfinished`: also who gave the password and still has to set up the second step.
    """

    may: str | None
    public: bool
    via: Via = "session"
    unfinished: bool = False


def page(
    *, may: str | None = None, public: bool = False, via: Via = "session", unfinished: bool = False
) -> Callable[[View], View]:
    """Puts the gate in front of a view. ValueError at import for an unknown capability or a public page that names one."""
    if may is not None and (may not in CAPABILITIES or public):
        raise ValueError(f"page(may={may!r}, public={public}): a capability of the list, on a page that is not public")
    if via == "token":
        if may is None:
            raise ValueError("page(via='token') names one capability: a token may one thing")
        return api_page(may=may)
    who = Who(may=may, public=public, unfinished=unfinished)

    def decorate(view: View) -> View:
        @wraps(view)
        def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not public:
                actor = actor_of(request)
                if actor is None:
                    return _to_second_step() if _came_halfway(request) else _to_login(request)
                demand(actor, may)
            return view(request, *args, **kwargs)

        gate.who = who  # type: ignore[attr-defined]
        return gate

    return decorate


def api_page(*, may: str) -> Callable[[View], View]:
    """The gate for another system: `Authorization: Bearer <token>`, no cookie, so no cross-site form either.

    The view runs inside acting() with `request.actor`; refusals are problem details (RFC 9457).
    """
    if may not in TOKEN_CAPABILITIES:
        raise ValueError(f"api_page(may={may!r}): a token may only {', '.join(TOKEN_CAPABILITIES)}")
    who = Who(may=may, public=False, via="token")

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            known = token_actor(request)
            if away := turned_away(bearer(request), known=known is not None):
                return away
            assert known is not None
            actor, allowed = known
            try:
                if allowed != may:
                    raise Refused("capability." + may, _("Deze sleutel is niet voor deze handeling gemaakt."))
                request.actor = actor  # type: ignore[attr-defined]
                with acting(actor, wait=PATIENCE):
                    return view(request, *args, **kwargs)
            except Refused as refusal:
                _refused(request, actor, refusal)
                return problem(refusal.status, refusal.message)
            except OperationalError as trouble:
                if not waited_too_long(trouble):
                    raise
                return problem(503, _("Het is druk. Er is niets veranderd. Probeer het opnieuw."), wait=PATIENCE)

        gate.who = who  # type: ignore[attr-defined]
        return gate

    return decorate


def finished(request: HttpRequest) -> bool:
    """Whether this session came in completely: where a second step is required, with a code."""
    return not settings.SECOND_STEP_REQUIRED or bool(request.session.get(SECOND_STEP))


def signed_in(request: HttpRequest, view: View) -> Actor | None:
    """Who acts when this view is run: nobody before the second step is done, but where it is set up.

    A page for systems opens a scope of its own, for the organisation of its token, whatever cookie came along.
    """
    who: Who | None = getattr(view, "who", None)
    if not request.user.is_authenticated or (who and who.via == "token"):
        return None
    actor: Actor = request.user.actor
    return actor if finished(request) or (who and who.unfinished) else None


def actor_of(request: HttpRequest) -> Actor | None:
    """Who acts in this request; None on a public page that nobody signed in for."""
    actor: Actor | None = getattr(request, "actor", None)
    return actor


def acting_person(request: HttpRequest) -> Actor:
    """Who acts on a page behind the gate. RuntimeError on a page without one."""
    actor = actor_of(request)
    if actor is None:
        raise RuntimeError("Nobody acts here: put @page in front of this view.")
    return actor


def demand(actor: Actor, may: str | None) -> None:
    """Refused, with whom to ask, when the actor's roles do not give this capability; None asks for nothing."""
    if may is not None and may not in capabilities(actor.roles):
        raise Refused("capability." + may, _("Dit hoort niet bij uw rol."), whom_to_ask(actor, may))


def token_actor(request: HttpRequest) -> tuple[Actor, str] | None:
    """The actor and the one capability of the bearer token in this request; a session cookie plays no part."""
    token = bearer(request)
    return actor_of_token(token) if token else None


def _came_halfway(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


def _to_second_step() -> HttpResponse:
    return redirect("second-step")


def _to_login(request: HttpRequest) -> HttpResponse:
    back = request.get_full_path() if request.method == "GET" else request.path
    return redirect(f"{reverse('login')}?{urlencode({'next': back})}")


def _refused(request: HttpRequest, actor: Actor, refusal: Refused) -> None:
    place = request.resolver_match
    audit.record_refusal(
        "access.refused",
        by=actor,
        organisation=actor.organisation,
        object_kind=(place.url_name if place else None) or "page",
        object_id=None,
        code=refusal.code,
    )
