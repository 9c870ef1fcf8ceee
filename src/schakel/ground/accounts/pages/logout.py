"""Going out. A form, so that no link on another site can do it."""

from __future__ import annotations

from django.contrib.auth import logout as close_session
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect

from schakel.ground.accounts import actions
from schakel.ground.accounts.access import actor_of, page


@page(public=True, unfinished=True)
def logout(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    actor = actor_of(request)
    if actor is not None:
        actions.went_out(by=actor)
    close_session(request)
    answer: HttpResponse = redirect("login")
    return answer
