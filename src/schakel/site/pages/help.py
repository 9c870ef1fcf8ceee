"""How it works, and whom to call; the numbers come from the content pack."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from schakel.ground.accounts.access import page
from schakel.ground.content.queries import pack


@dataclass(frozen=True, slots=True)
class RouteRow:
    what: str
    to: str
    phone: str
    to_be_verified: bool

    @property
    def dial(self) -> str:
        return self.phone.replace("-", "").replace(" ", "")


@page(public=True)
def help(request: HttpRequest) -> HttpResponse:
    language = get_language() or "nl"
    routes = [
        RouteRow(route.what.say(language), route.to.say(language), route.phone, route.to_be_verified)
        for route in pack().routes.values()
        if route.phone
    ]
    return render(request, "site/help.html", {"routes": routes})
