"""When this person came in: what asks more than an open screen wants it to be in the last quarter of an hour."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

_SINCE = "came_in_at"
RECENT = 15 * 60  # seconds


def came_in_now(request: HttpRequest) -> None:
    request.session[_SINCE] = timezone.now().timestamp()


def recently(request: HttpRequest) -> bool:
    """Whether this person came in, second step and all, in the last quarter of an hour."""
    since = request.session.get(_SINCE, 0.0)
    return isinstance(since, float) and timezone.now().timestamp() - since < RECENT
