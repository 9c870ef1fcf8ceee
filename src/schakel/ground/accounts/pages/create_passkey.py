"""A new passkey: the browser is asked on this page and answers once. The first one brings recovery codes along."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import SECOND_STEP, acting_person, finished, page
from schakel.ground.accounts.pages import asked
from schakel.ground.accounts.pages.come_in_again import come_in_again
from schakel.ground.accounts.pages.second_step import came_in_without
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused

_PURPOSE = "make"


class PasskeyForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Naam van dit apparaat"),
        help_text=gettext_lazy("Zodat u hem later herkent, bijvoorbeeld: werktelefoon."),
        max_length=60,
        required=False,
    )
    answer = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)


@sensitive_post_parameters("answer")
@sensitive_variables("codes")
@page(unfinished=True)
def create_passkey(request: HttpRequest) -> HttpResponseBase:
    actor = acting_person(request)
    if not finished(request) and actor.account and queries.has_second_step(actor, actor.account):
        return came_in_without(request)
    if not asked.recently(request):
        return come_in_again(request)
    number = len(queries.my_passkeys(actor)) + 1
    form = PasskeyForm(request.POST or None, initial={"name": _("Passkey %(number)d") % {"number": number}})
    if form.is_bound and form.is_valid():
        codes = _added(request, actor, form, number)
        if codes is not None:
            return _done(request, actor, codes)
    options, state = queries.passkey_to_make(actor, asked.origin(request))
    asked.remember(request, _PURPOSE, state)
    around = {"form": form, "asked": options, "required": not finished(request)}
    return render(request, "accounts/create_passkey.html", around, status=422 if form.is_bound else 200)


def _added(request: HttpRequest, actor: Actor, form: PasskeyForm, number: int) -> tuple[str, ...] | None:
    state = asked.take(request, _PURPOSE)
    given = form.cleaned_data
    name = given["name"].strip() or _("Passkey %(number)d") % {"number": number}
    form.data = {"name": given["name"], "answer": ""}  # an answer counts once, so the page asks anew
    if state is None:
        form.add_error(None, _("Dit duurde te lang, of het is al gebruikt. Begin opnieuw."))
        return None
    try:
        return actions.add_passkey(
            by=actor, name=name, origin=asked.origin(request), state=state, answer=given["answer"]
        )
    except Refused as refusal:
        form.add_error(None, f"{refusal.message} {refusal.ask}".strip())
        return None


def _done(request: HttpRequest, actor: Actor, codes: tuple[str, ...]) -> HttpResponse:
    asked.go_on(request, actor)
    request.session[SECOND_STEP] = True
    if codes:
        return render(request, "accounts/new_codes.html", {"codes": codes, "first": True})
    messages.success(request, _("De passkey is bewaard. Op andere apparaten logt u opnieuw in."))
    answer: HttpResponse = redirect("passkeys")
    return answer
