"""New recovery codes, after a code; shown once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.pages.login_code import CodeForm


@sensitive_post_parameters("code")
@sensitive_variables("answer")
@page()
def recovery_codes(request: HttpRequest) -> HttpResponseBase:
    actor = acting_person(request)
    left = queries.codes_left(actor)
    if not queries.my_second_step(actor) and not left:
        return redirect("second-step")
    form = CodeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        answer = actions.renew_recovery_codes(by=actor, code=form.cleaned_data["code"])
        if form.took(answer):
            return render(request, "accounts/new_codes.html", {"codes": answer.made})
    around = {"form": form, "left": left}
    return render(request, "accounts/recovery_codes.html", around, status=422 if form.is_bound else 200)
