"""Registering a covenant, and joining or leaving one on a day."""

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
from schakel.ground.accounts.pages import choices
from schakel.ground.accounts.pages.organisation import demand_mine


class CovenantForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Naam"), max_length=200)
    purpose = forms.CharField(
        label=gettext_lazy("Doel"),
        help_text=gettext_lazy("Zoals het in het getekende convenant staat, in één of twee zinnen."),
        max_length=500,
        widget=forms.Textarea,
    )
    region = forms.ChoiceField(label=gettext_lazy("Regio"))
    valid_from = forms.DateField(
        label=gettext_lazy("Geldt vanaf"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = choices.regions()  # type: ignore[attr-defined]


class DayForm(forms.Form):
    on = forms.DateField(
        label=gettext_lazy("Vanaf welke dag"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Kies vandaag of een latere dag: wat geweest is, verandert niet."))
        return day


@page(may="organisation.manage")
def create_covenant(request: HttpRequest) -> HttpResponseBase:
    form = CovenantForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    if form.is_bound and form.is_valid():
        actions.create_covenant(by=acting_person(request), **form.cleaned_data)
        messages.success(request, _("Het convenant %(name)s staat in de lijst.") % form.cleaned_data)
        return redirect("organisations")
    return render(request, "accounts/create_covenant.html", {"form": form}, status=422 if form.is_bound else 200)


@page(may="organisation.manage")
def covenant_membership(request: HttpRequest, organisation: UUID, covenant: UUID) -> HttpResponseBase:
    """Joins when the organisation is no party, leaves when it is: on a day that is said."""
    actor = acting_person(request)
    row, found = demand_mine(actor, organisation), queries.covenant(covenant)
    if found is None:
        return redirect("organisation", organisation=organisation)
    joined = any(member.organisation == organisation and member.valid_until is None for member in found.members)
    form = DayForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_bound and form.is_valid():
        act = actions.leave_covenant if joined else actions.join_covenant
        act(by=actor, covenant=covenant, organisation=organisation, on=form.cleaned_data["on"])
        messages.success(request, _("Het convenant is bijgewerkt."))
        return redirect("organisation", organisation=organisation)
    today = timezone.localdate()
    others = [member.name for member in found.members if member.organisation != organisation and member.holds(today)]
    around = {"row": row, "covenant": found, "joined": joined, "others": others, "form": form}
    return render(request, "accounts/covenant_membership.html", around, status=422 if form.is_bound else 200)
