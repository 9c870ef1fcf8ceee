"""A key for the system of a partner: shown on this page, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from schakel.ground.accounts import actions
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.pages.organisation import demand_mine
from schakel.ground.ui import parts

SEND, READ = "signal.register", "bundle.read"


class TokenForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Voor welk systeem"),
        help_text=gettext_lazy("Bijvoorbeeld: zaaksysteem van het Bewonersplein."),
        max_length=100,
    )
    may = parts.AnswerField(
        label=gettext_lazy("Wat mag dit systeem?"),
        answers=[
            parts.Answer(SEND, gettext_lazy("Signalen sturen"), note=gettext_lazy("Lezen kan het dan niets.")),
            parts.Answer(
                READ,
                gettext_lazy("Zien welke bundels er zijn"),
                note=gettext_lazy("Nummers, aantallen en dagen van de eigen gemeente. Geen namen en geen verhalen."),
            ),
        ],
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Hoe lang geldig"),
        choices=[(30, gettext_lazy("30 dagen")), (183, gettext_lazy("Een half jaar")), (365, gettext_lazy("Een jaar"))],
        coerce=int,
        initial=183,
    )

    def __init__(self, *args: Any, of_a_municipality: bool, **kwargs: Any) -> None:
        """Only a municipality has bundles: another organisation is not asked what its system may."""
        super().__init__(*args, **kwargs)
        if not of_a_municipality:
            del self.fields["may"]


@page(may="organisation.manage")
def create_token(request: HttpRequest, organisation: UUID) -> HttpResponseBase:
    actor = acting_person(request)
    row = demand_mine(actor, organisation)
    form = TokenForm(request.POST or None, of_a_municipality=bool(row.municipality))
    if form.is_bound and form.is_valid():
        valid_for = timedelta(days=form.cleaned_data["days"])
        made = actions.create_token(
            by=actor,
            organisation=organisation,
            name=form.cleaned_data["name"],
            capability=form.cleaned_data.get("may", SEND),
            valid_for=valid_for,
        )
        return render(
            request, "accounts/token_made.html", {"row": row, "made": made, "name": form.cleaned_data["name"]}
        )
    return render(
        request, "accounts/create_token.html", {"row": row, "form": form}, status=422 if form.is_bound else 200
    )
