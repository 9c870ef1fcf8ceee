"""Where somebody begins: the first page of their menu, and the desk for who has no other work here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.queries import frame_of


@page(may=None)
def home(request: HttpRequest) -> HttpResponse:
    menu = frame_of(viewer=acting_person(request)).navigation
    return redirect(menu[0].url_name if menu else "register-signal")
