"""Which organisation logs somebody in: the way to its own provider, for those that have one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from schakel.ground.accounts import queries
from schakel.ground.accounts.access import page
from schakel.ground.accounts.pages.login import back


@page(public=True)
def sign_on(request: HttpRequest) -> HttpResponseBase:
    if request.user.is_authenticated:
        return redirect(back(request))
    around = {"providers": queries.providers(), "next": request.GET.get("next", "")}
    return render(request, "accounts/sign_on.html", around)
