"""The form by which who holds a track takes a name out of one record."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from schakel.casework.provisions import actions
from schakel.ground.accounts.access import acting_person
from schakel.ground.database.refusal import Refused


class NameOutForm(forms.Form):
    name = forms.CharField(
        label=_("Welke naam moet weg?"),
        help_text=_("Schrijf hem zoals hij hier staat."),
        max_length=200,
        error_messages={"required": _("Schrijf de naam zoals hij hier staat.")},
    )
    reason = forms.CharField(
        label=_("Waarom hoort deze persoon hier niet?"),
        max_length=2_000,
        widget=forms.Textarea,
        error_messages={"required": _("Schrijf op waarom. Eén zin is genoeg.")},
    )


def asked(request: HttpRequest) -> bool:
    return request.method == "POST" and "name_out" in request.POST


def answered(request: HttpRequest, track: str, record: UUID) -> NameOutForm | HttpResponse:
    """The form to show, empty or with what is wrong in it; or, when it was done, the way back to the record."""
    if not asked(request):
        return NameOutForm()
    form = NameOutForm(request.POST)
    if not form.is_valid():
        return form
    try:
        actions.take_name_out(by=acting_person(request), track=track, record=record, **form.cleaned_data)
    except Refused as refusal:
        if refusal.code != "provisions.not_named":
            raise
        form.add_error("name", refusal.message)
        return form
    return redirect(track, record)
