"""The own passkeys: which there are, since when, and whether they may be copied."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from schakel.ground.accounts import queries
from schakel.ground.accounts.access import acting_person, page


@page()
def passkeys(request: HttpRequest) -> HttpResponseBase:
    actor = acting_person(request)
    around = {"passkeys": queries.my_passkeys(actor), "codes_left": queries.codes_left(actor)}
    return render(request, "accounts/passkeys.html", around)
