"""Registering a covenant that was signed on paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.ground.accounts import actions
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.pages import choices


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


@page(may="organisation.manage")
def create_covenant(request: HttpRequest) -> HttpResponseBase:
    form = CovenantForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    if form.is_bound and form.is_valid():
        actions.create_covenant(by=acting_person(request), **form.cleaned_data)
        messages.success(request, _("Het convenant %(name)s staat in de lijst.") % form.cleaned_data)
        return redirect("organisations")
    return render(request, "accounts/create_covenant.html", {"form": form}, status=422 if form.is_bound else 200)
