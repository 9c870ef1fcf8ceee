"""The language of the account goes with the browser, so that the next page speaks it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponseBase


def remember_language(answer: HttpResponseBase, language: str) -> None:
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
