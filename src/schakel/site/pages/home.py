"""Where somebody begins: the first page of their menu, and the desk for who has no other work here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from schakel.ground.accounts.access import page
from schakel.ground.accounts.rules import navigation


@page(may=None)
def home(request: HttpRequest) -> HttpResponse:
    menu = navigation(request.actor.roles)  # type: ignore[attr-defined]
    return redirect(menu[0].url_name if menu else "register-signal")
