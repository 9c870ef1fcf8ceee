"""Somebody asks something about their own data: what, who, how it came in, and how that person can safely be reached."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.casework.rights import actions
from schakel.casework.rights.pages import wording
from schakel.casework.rights.rules import ASKERS, CHANNELS, OWN
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.ui import parts


class OwnForm(forms.Form):
    """What the municipality found out itself."""

    name = forms.CharField(
        label=_("Om wie gaat het?"), max_length=400, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Schrijf de naam op.")},
    )  # fmt: skip
    also = forms.CharField(
        label=_("Andere namen en nummers van deze persoon"),
        help_text=_("Eén op een regel: andere spelling, telefoonnummer, kenteken. Geen burgerservicenummer."),
        max_length=2_000,
        required=False,
        widget=forms.Textarea,
    )

    def clean_also(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["also"].splitlines() if line.strip()]


class RequestForm(OwnForm):
    kind = parts.AnswerField(label=_("Wat vraagt de persoon?"), answers=(), error_messages={"required": _("Kies wat de persoon vraagt.")})  # fmt: skip
    asked_by = parts.AnswerField(
        label=_("Wie vraagt het?"),
        answers=[parts.Answer(code, _(label)) for code, label in ASKERS.items()],
        error_messages={"required": _("Kies wie het vraagt.")},
    )
    channel = parts.AnswerField(
        label=_("Hoe kwam het binnen?"),
        answers=[parts.Answer(code, _(label)) for code, label in CHANNELS.items() if code != OWN],
        error_messages={"required": _("Kies hoe het binnenkwam.")},
    )
    received_on = forms.DateField(
        label=_("Op welke dag?"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Vul de dag in."), "invalid": _("Schrijf de dag als 24-11-2026.")},
    )
    reach = forms.CharField(
        label=_("Hoe kunnen wij deze persoon veilig bereiken?"),
        help_text=_("Vraag het de persoon zelf. Een brief naar huis is niet voor iedereen veilig."),
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Schrijf op hoe. Weet u het niet, schrijf dan dat de persoon zelf terugkomt.")},
    )
    field_order = ["kind", "name", "also", "asked_by", "channel", "received_on", "reach"]

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        kind = self.fields["kind"]
        assert isinstance(kind, parts.AnswerField)
        kind.answers = tuple(
            parts.Answer(one.code, wording.say(one.text), wording.say(one.hint) if one.hint else "")
            for one in pack().request_kinds.values()
        )
        kind.choices = [(one.value, one.label) for one in kind.answers]

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen."))
        return day


@page(may="request.handle")
def register_request(request: HttpRequest) -> HttpResponse:
    form = RequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("request", actions.register_request(by=acting_person(request), **form.cleaned_data))
    return render(request, "rights/register_request.html", {"form": form}, status=422 if form.errors else 200)
