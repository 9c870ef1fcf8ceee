"""Going out. A form, so that no link on another site can do it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth import logout as close_session
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse

from schakel.ground.accounts import actions
from schakel.ground.accounts.access import actor_of, page


@page(public=True, unfinished=True)
def logout(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    actor = actor_of(request)
    if actor is not None:
        actions.went_out(by=actor)
    provider = request.session.get("sign_on_provider")
    close_session(request)
    wanted = request.POST.get("next", "")
    answer: HttpResponse
    if provider:
        answer = redirect("logged-out", provider=provider)
    else:
        answer = redirect(f"{reverse('login')}?{urlencode({'next': wanted})}" if wanted else "login")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'  # nothing of the work stays in this browser
    return answer
