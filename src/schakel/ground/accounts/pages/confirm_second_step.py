"""Confirming the second step: the square and the key for the app, and the first code back. Then the recovery codes."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import SECOND_STEP, acting_person, finished, page
from schakel.ground.accounts.pages import asked
from schakel.ground.accounts.pages.second_step import came_in_without
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused


class FirstCodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code uit de app"),
        help_text=gettext_lazy("Zes cijfers. Elke halve minuut staat er een nieuwe."),
        error_messages={"required": gettext_lazy("Typ de zes cijfers over die de app nu toont.")},
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
    )


@sensitive_post_parameters("code")
@sensitive_variables("waiting", "codes")
@page(unfinished=True)
def confirm_second_step(request: HttpRequest) -> HttpResponseBase:
    actor = acting_person(request)
    if not finished(request) and actor.account and queries.has_second_step(actor, actor.account):
        return came_in_without(request)
    waiting = queries.key_to_confirm(actor)
    if waiting is None:
        return redirect("second-step")
    form = FirstCodeForm(request.POST or None)
    codes = _confirmed(actor, form) if form.is_bound and form.is_valid() else ()
    if codes:
        asked.go_on(request, actor)
        request.session[SECOND_STEP] = True
        return render(request, "accounts/new_codes.html", {"codes": codes, "first": True})
    around = {"form": form, "key": waiting.key}
    return render(request, "accounts/confirm_second_step.html", around, status=422 if form.is_bound else 200)


def _confirmed(actor: Actor, form: FirstCodeForm) -> tuple[str, ...]:
    try:
        return actions.confirm_second_step(by=actor, code=form.cleaned_data["code"])
    except Refused as refusal:
        form.add_error("code", refusal.message)
        return ()
