"""How often one may ask in a minute: each person, each system, and all strangers together. No network address counts.

Systems are counted at their own gate (`accounts.access`). A browser in which somebody was logged in before is no
stranger: its signed cookie gives it a count of its own, so a flood of strangers keeps nobody from coming back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

from schakel.ground.accounts.access import too_many
from schakel.site.typed_again import typist

Respond = Callable[[HttpRequest], HttpResponseBase]
READING = ("GET", "HEAD", "OPTIONS")


class RateMiddleware:
    """Answers 429 with `Retry-After` before a view runs, and before a password is hashed."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        who = getattr(view, "who", None)
        if who is not None and (who.via == "token" or (who.public and request.method in READING)):
            return None
        counted = _counted(request)
        seconds = too_many(*counted) if counted else 0
        if not seconds:
            return None
        answer = HttpResponse(render_to_string("ui/too_often.html"), status=429)
        answer.headers["Retry-After"] = str(seconds)
        return answer


def _counted(request: HttpRequest) -> tuple[bytes, int] | None:
    """Under which name this request is counted, and how many of them may come; None for a stranger who only reads."""
    reads = request.method in READING
    if request.user.is_authenticated:
        most = settings.READS_A_MINUTE if reads else settings.WRITES_A_MINUTE
        return f"{'reads' if reads else 'writes'}:{request.user.pk}".encode(), most
    if reads:
        return None
    known = typist(request)
    if known:
        return f"back:{known[0]}".encode(), settings.WRITES_A_MINUTE
    return b"strangers", settings.STRANGERS_A_MINUTE
