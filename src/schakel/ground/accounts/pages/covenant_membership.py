"""Joining or leaving a covenant, on a day."""

from __future__ import annotations

from datetime import date
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
from schakel.ground.accounts.pages.organisation import demand_mine


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
