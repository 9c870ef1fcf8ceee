"""Somebody logs out on every other device, and stays here. Where one logs in is kept nowhere, so there is no list to choose from."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schakel.ground.accounts import actions
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.pages import asked


@page()
def end_my_sessions(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST":
        actor = acting_person(request)
        actions.end_my_sessions(by=actor)
        asked.go_on(request, actor)
        messages.success(request, _("U bent op alle andere apparaten uitgelogd."))
    return redirect("my-account")
