"""Somebody leaves: the last day, what stops then, and the keys of systems that this person made."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.actions.checks import not_found
from schakel.ground.ui.parts import Answer, ChecksField
from schakel.ground.ui.parts import day as say_day


class LeaveForm(forms.Form):
    last_day = forms.DateField(
        label=gettext_lazy("Laatste werkdag"),
        help_text=gettext_lazy("Tot en met deze dag werkt het account. Ging iemand al weg, kies dan die dag."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, tokens: list[queries.TokenRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if tokens:
            answers = [Answer(str(row.id), row.name) for row in tokens]
            self.fields["tokens"] = ChecksField(
                label=_("Sleutels die deze persoon maakte: welke stoppen nu?"), answers=answers, required=False
            )


@page(may="account.manage")
def leave(request: HttpRequest, account: UUID) -> HttpResponseBase:
    actor = acting_person(request)
    person = queries.person(actor, account)
    if person is None:
        raise not_found()
    tokens = queries.tokens_made_by(actor, account)
    form = LeaveForm(request.POST or None, tokens=tokens, initial={"last_day": timezone.localdate()})
    if form.is_bound and form.is_valid():
        last: date = form.cleaned_data["last_day"]
        ended = [UUID(one) for one in form.cleaned_data.get("tokens", ())]
        actions.leave(by=actor, account=account, last_day=last, tokens=ended)
        messages.success(
            request,
            _("%(name)s gaat weg. Na %(day)s opent dit account niets meer.")
            % {"name": person.name, "day": say_day(last)},
        )
        return redirect("account", account=account)
    around = {"person": person, "form": form, "tokens": tokens}
    return render(request, "accounts/leave.html", around, status=422 if form.is_bound else 200)


@page(may="account.manage")
def stay(request: HttpRequest, account: UUID) -> HttpResponseBase:
    if request.method == "POST":
        actions.stay(by=acting_person(request), account=account)
        messages.success(request, _("De laatste werkdag is weggehaald. Geef de rollen opnieuw die moeten blijven."))
    return redirect("account", account=account)
