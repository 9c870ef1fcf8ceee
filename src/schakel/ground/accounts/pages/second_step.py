"""Setting up the second step, or setting it up again: what one needs, and the start."""

from __future__ import annotations

from django.contrib.auth import logout as close_session
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import acting_person, finished, page
from schakel.ground.accounts.pages import asked
from schakel.ground.accounts.pages.come_in_again import come_in_again
from schakel.ground.accounts.pages.login_code import CodeForm


@sensitive_post_parameters("code")
@page(unfinished=True)
def second_step(request: HttpRequest) -> HttpResponseBase:
    actor = acting_person(request)
    present = queries.my_second_step(actor)
    if not finished(request) and actor.account and queries.has_second_step(actor, actor.account):
        return came_in_without(request)
    if not present and queries.my_passkeys(actor) and not asked.recently(request):
        return come_in_again(request)
    form = CodeForm(request.POST) if present and request.method == "POST" else CodeForm()
    if request.method == "POST" and (not present or form.is_valid()):
        answer = actions.begin_second_step(by=actor, code=form.cleaned_data["code"] if present else "")
        if not present or form.took(answer):
            return redirect("confirm-second-step")
    around = {"form": form, "present": present, "required": not finished(request)}
    return render(request, "accounts/second_step.html", around, status=422 if form.is_bound else 200)


def came_in_without(request: HttpRequest) -> HttpResponse:
    """A session without a code, of an account that has a second step by now: it logs in again, with one."""
    close_session(request)
    answer: HttpResponse = redirect("login")
    return answer
