"""Taking a colleague's second step away, whose phone is gone; it is set up anew at the next login."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.actions.checks import not_found
from schakel.ground.accounts.rules.second_step import REASONS
from schakel.ground.ui import parts

_WORDS: Final = {
    "lost": gettext_lazy("De telefoon is kwijt of stuk, en de herstelcodes ook"),
    "replaced": gettext_lazy("Er is een andere telefoon, en de oude is weg"),
    "suspicion": gettext_lazy("Iemand anders kan de codes misschien zien"),
    "other": gettext_lazy("Iets anders"),
}


class ReasonForm(forms.Form):
    reason = parts.AnswerField(
        label=gettext_lazy("Waarom haalt u de tweede stap weg?"),
        answers=[parts.Answer(code, _WORDS[code]) for code in REASONS],
        error_messages={"required": gettext_lazy("Kies waarom u de tweede stap weghaalt.")},
    )


@page(may="account.manage")
def remove_second_step(request: HttpRequest, account: UUID) -> HttpResponseBase:
    actor = acting_person(request)
    person = queries.person(actor, account)
    if person is None:
        raise not_found()
    form = ReasonForm(request.POST) if request.method == "POST" else ReasonForm()
    if form.is_bound and form.is_valid():
        actions.remove_second_step(by=actor, account=account, reason=form.cleaned_data["reason"])
        messages.success(
            request,
            _("De tweede stap van %(name)s is weg. Bij het volgende inloggen stelt deze persoon hem opnieuw in.")
            % {"name": person.name},
        )
        return redirect("account", account=account)
    around = {"person": person, "form": form}
    return render(request, "accounts/remove_second_step.html", around, status=422 if form.is_bound else 200)
