"""A municipality or partner joins this installation; the host adds it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.ground.accounts import actions
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.pages import choices
from schakel.ground.accounts.rules.organisations import MUNICIPALITY
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused

_AT_THE_MUNICIPALITY = {"organisation.known", "organisation.municipality", "organisation.realm"}


class OrganisationForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Naam"),
        help_text=gettext_lazy("Zoals hij op het scherm komt, bijvoorbeeld Gemeente Waterrijk."),
        max_length=200,
    )
    kind = forms.ChoiceField(label=gettext_lazy("Soort"))
    municipality = forms.ChoiceField(
        label=gettext_lazy("Welke gemeente"),
        help_text=gettext_lazy("Alleen als de organisatie een gemeente is."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices.kinds()  # type: ignore[attr-defined]
        self.fields["municipality"].choices = choices.municipalities(empty=_("Geen gemeente"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if (given.get("kind") == MUNICIPALITY) != bool(given.get("municipality")):
            self.add_error("municipality", _("Kies de gemeente bij de soort Gemeente, en anders geen."))
        return given


@page(may="organisation.manage")
def create_organisation(request: HttpRequest) -> HttpResponseBase:
    form = OrganisationForm(request.POST or None)
    if form.is_bound and form.is_valid() and _made(acting_person(request), form):
        messages.success(
            request, _("%(name)s staat in de lijst. Maak nu een account voor de beheerder daar.") % form.cleaned_data
        )
        return redirect("organisations")
    return render(request, "accounts/create_organisation.html", {"form": form}, status=422 if form.is_bound else 200)


def _made(actor: Actor, form: OrganisationForm) -> bool:
    given = form.cleaned_data
    try:
        actions.create_organisation(
            by=actor, kind=given["kind"], name=given["name"], municipality=given["municipality"] or None
        )
    except Refused as refusal:
        if refusal.code not in _AT_THE_MUNICIPALITY:
            raise
        form.add_error("municipality", f"{refusal.message} {refusal.ask}".strip())
        return False
    return True
