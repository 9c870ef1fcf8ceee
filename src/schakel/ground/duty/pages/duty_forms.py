"""Filling in the roster: a turn that comes back, a day that differs, somebody who is away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.ground.accounts.queries import Contact
from schakel.ground.duty.pages.duty_words import WEEKS, weekday
from schakel.ground.ui.parts import Answer, ChecksField
from schakel.ground.ui.parts.words import capital

_DATE = {"type": "date"}
_TIME = {"type": "time"}
_DAY_WRONG = {
    "required": gettext_lazy("Kies een dag."),
    "invalid": gettext_lazy("Schrijf de dag als dag, maand, jaar."),
}
_TIME_WRONG = {"required": gettext_lazy("Kies een tijd."), "invalid": gettext_lazy("Schrijf de tijd als 9:00.")}


class WithPeople(forms.Form):
    """`people` are the focal persons: nobody else can be chosen."""

    def __init__(self, data: Any, *, people: Sequence[Contact], prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        self.people = [(str(one.account), one.name) for one in people]

    def who(self, label: str, *, empty: str, required: bool = True) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=label,
            choices=[("", empty), *self.people],
            required=required,
            error_messages={"required": _("Kies een collega.")},
        )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("stand_in") and given.get("stand_in") == given.get("account"):
            self.add_error("stand_in", _("Kies als vervanger een ander dan wie dienst heeft."))
        return given


class TurnForm(WithPeople):
    starts = forms.TimeField(
        label=gettext_lazy("Van"), initial=time(9), widget=forms.TimeInput(_TIME, "%H:%M"), error_messages=_TIME_WRONG
    )
    ends = forms.TimeField(
        label=gettext_lazy("Tot"), initial=time(17), widget=forms.TimeInput(_TIME, "%H:%M"), error_messages=_TIME_WRONG,
        help_text=gettext_lazy("Vroeger dan of gelijk aan ‘van’ betekent: de volgende dag."),
    )  # fmt: skip
    weeks = forms.ChoiceField(
        label=gettext_lazy("Welke weken"), choices=list(WEEKS.items()),
        help_text=gettext_lazy("Na week 53 komt week 1: dan volgen twee oneven weken op elkaar."),
    )  # fmt: skip

    def __init__(self, data: Any, *, people: Sequence[Contact]) -> None:
        super().__init__(data, people=people, prefix="turn")
        answers = [Answer(str(day), capital(weekday(day))) for day in range(7)]
        self.fields["days"] = ChecksField(
            label=_("Op welke dagen"), answers=answers, error_messages={"required": _("Kies minstens één dag.")}
        )
        self.fields["account"] = self.who(_("Wie heeft dienst"), empty=_("Kies een collega"))
        self.fields["stand_in"] = self.who(_("Vervanger"), empty=_("Geen vervanger"), required=False)


class DayForm(WithPeople):
    day = forms.DateField(label=gettext_lazy("Dag"), widget=forms.DateInput(attrs=_DATE), error_messages=_DAY_WRONG)

    def __init__(self, data: Any, *, people: Sequence[Contact]) -> None:
        super().__init__(data, people=people, prefix="day")
        self.fields["account"] = self.who(
            _("Wie heeft die dag dienst"), empty=_("Niemand: bericht gaat naar iedereen"), required=False
        )
        self.fields["stand_in"] = self.who(_("Vervanger"), empty=_("Geen vervanger"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("day") and given["day"] < timezone.localdate():
            self.add_error("day", _("Deze dag is voorbij. Kies vandaag of later."))
        if given.get("stand_in") and not given.get("account"):
            self.add_error("account", _("Kies wie dienst heeft, of laat ook de vervanger leeg."))
        return given


class AwayForm(WithPeople):
    first = forms.DateField(
        label=gettext_lazy("Eerste dag"), widget=forms.DateInput(attrs=_DATE), error_messages=_DAY_WRONG
    )
    last = forms.DateField(
        label=gettext_lazy("Laatste dag"), widget=forms.DateInput(attrs=_DATE), error_messages=_DAY_WRONG
    )

    def __init__(self, data: Any, *, people: Sequence[Contact]) -> None:
        super().__init__(data, people=people, prefix="away")
        self.fields["account"] = self.who(_("Wie is er niet"), empty=_("Kies een collega"))

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            self.add_error("last", _("Deze dag ligt vóór de eerste. Draai ze om."))
        return given
