"""The police or the prosecution gave something: article, their number, the day, what for, and exactly what."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from schakel.casework.provisions import actions, queries
from schakel.casework.provisions.pages import wording
from schakel.casework.provisions.pages.record_forms import DAY, LONGEST, past
from schakel.casework.provisions.rules import Field
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack


class ProvisionForm(forms.Form):
    giver = forms.ChoiceField(label=_("Wie gaf dit?"), error_messages={"required": _("Kies wie dit gaf.")})
    basis = forms.ChoiceField(
        label=_("Op welk artikel?"),
        help_text=_("De gever zegt dat erbij. Weet u het niet, vraag het dan eerst."),
        error_messages={"required": _("Kies het artikel.")},
    )
    reference = forms.CharField(
        label=_("Hun nummer van de verstrekking"),
        max_length=64,
        error_messages={"required": _("Vul het nummer in waaronder dit is vastgelegd.")},
    )
    provided_on = forms.DateField(
        label=_("Op welke dag verstrekt?"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages=DAY,
        validators=[past],
    )
    text = forms.CharField(
        label=_("Wat is gegeven?"),
        help_text=_("Precies wat is gegeven, en niets erbij. Geen gegevens uit een lopend onderzoek, geen BSN."),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Schrijf op wat is gegeven.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = queries.bases_to_receive()
        givers = dict.fromkeys(code for row in rows for code in row.giver if code in queries.GIVERS)
        for name, found in (
            ("giver", [(code, wording.party(code)) for code in givers]),
            ("basis", [(row.code, f"{row.law}: {wording.say(row.text)}") for row in rows]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Kies")), *found]


@page(may="provision.read")
def record_provision(request: HttpRequest) -> HttpResponse:
    form = ProvisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        known = pack().legal_bases[given["basis"]]
        made = actions.record_provision(
            by=acting_person(request), giver=given["giver"], basis=given["basis"], reference=given["reference"],
            provided_on=given["provided_on"], purpose=known.purposes[0], fields=[Field(known.may[0], given["text"])],
        )  # fmt: skip
        return redirect("provision", made)
    return render(request, "provisions/record_provision.html", {"form": form}, status=422 if form.errors else 200)
