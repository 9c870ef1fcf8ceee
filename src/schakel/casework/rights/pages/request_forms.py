"""The forms of one request: who asks, what is decided, that the letter went, more time, an end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.casework.rights.actions import Decision
from schakel.casework.rights.pages import wording
from schakel.casework.rights.pages.collect_form import grounds
from schakel.casework.rights.queries import FindingRow, RequestRow
from schakel.casework.rights.rules import GRANT, REFUSE
from schakel.ground.content.queries import pack
from schakel.ground.ui.parts import Answer, AnswerField

YES_NO_YET = (Answer("yes", _("Ja")), Answer("no", _("Nee")), Answer("", _("Nog niet bekend")))


class CheckForm(forms.Form):
    identity = AnswerField(label=_("Hoe staat vast wie de persoon is?"), answers=(), required=False)
    apart = AnswerField(
        label=_("Sprak u de persoon alleen?"),
        help_text=_("Zonder begeleider, ouder, partner of werkgever erbij. Met een eigen tolk."),
        answers=YES_NO_YET,
        required=False,
    )
    willing = AnswerField(label=_("Zei de persoon in eigen woorden dit te willen?"), answers=YES_NO_YET, required=False)
    authority = AnswerField(
        label=_("Zag u dat de ander dit namens de persoon mag vragen?"), answers=YES_NO_YET, required=False
    )

    def __init__(self, data: Any, *, row: RequestRow) -> None:
        check = row.check
        told = {
            "identity": check.identity,
            "apart": check.apart,
            "willing": check.willing,
            "authority": check.authority,
        }
        super().__init__(data, initial=told, auto_id="check-%s")
        identity = self.fields["identity"]
        assert isinstance(identity, AnswerField)
        ways = [Answer(one.code, wording.say(one.text)) for one in pack().identity_ways.values()]
        identity.answers = (*ways, Answer("", _("Nog niet")))
        identity.choices = [(one.value, one.label) for one in identity.answers]
        if check.asked_by == "self":
            del self.fields["authority"]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Waarom?"),
        max_length=2_000,
        widget=forms.Textarea,
        error_messages={"required": _("Schrijf op waarom. Eén zin is genoeg.")},
    )


class AnswerForm(forms.Form):
    on = forms.DateField(
        label=_("Op welke dag ging het antwoord weg?"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Vul de dag in."), "invalid": _("Schrijf de dag als 24-11-2026.")},
    )

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen."))
        return day


class DecisionForm(forms.Form):
    decision = AnswerField(label=_("Uw besluit"), answers=(), error_messages={"required": _("Beslis over deze plek.")})
    ground = forms.ChoiceField(label=_("Grond om te weigeren"), required=False)
    silent = forms.BooleanField(label=_("Doe het, en zeg er in de brief niets over"), required=False)

    def __init__(self, data: Any, *, kind: str, about: FindingRow) -> None:
        super().__init__(data, prefix=about.id.hex[-12:], initial={"ground": about.ground})
        self.about = about
        decision, ground = self.fields["decision"], self.fields["ground"]
        assert isinstance(decision, AnswerField) and isinstance(ground, forms.ChoiceField)
        decision.answers = (Answer(GRANT, _("Akkoord, doe het")), Answer(REFUSE, _("Weiger")))
        decision.choices = [(one.value, one.label) for one in decision.answers]
        ground.choices = grounds(kind)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("decision") == REFUSE and not given.get("ground"):
            self.add_error("ground", _("Kies waarom dit niet kan."))
        return given

    def decided(self) -> tuple[UUID, Decision]:
        given = self.cleaned_data
        return self.about.id, Decision(given["decision"], given["ground"], given["silent"])
