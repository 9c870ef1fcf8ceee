"""What another system hears when it is refused: problem details (RFC 9457)."""

from __future__ import annotations

import json

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from schakel.ground.accounts.rules import secret_hash
from schakel.ground.accounts.throttle import too_many


def problem(status: int, detail: str, *, wait: int = 0) -> HttpResponse:
    """Machine-readable status, one plain sentence; `wait`: seconds until one may ask again."""
    body = {
        "type": "about:blank",
        "title": HttpResponse(status=status).reason_phrase,
        "status": status,
        "detail": detail,
    }
    answer = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type="application/problem+json")
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer


def turned_away(token: str, *, known: bool) -> HttpResponse | None:
    """The answer to a token that is nobody's, or that asks too often; None when it may go on. Unknown ones count together."""
    who, most = (secret_hash(token), settings.SYSTEM_A_MINUTE) if known else (b"nobody", settings.STRANGERS_A_MINUTE)
    if seconds := too_many(who, most):
        told = _("Dit systeem vraagt te vaak iets. Probeer het over een minuut opnieuw.")
        return problem(429, told, wait=seconds)
    if known:
        return None
    return problem(
        401, _("Deze sleutel is niet bekend of niet meer geldig. Vraag de functioneel beheerder om een nieuwe.")
    )
