"""What the list of signals is narrowed by: numbers, codes and days. Never names, never what people wrote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.intake import queries
from schakel.casework.intake.pages import wording
from schakel.casework.intake.rules import OUTCOMES, STATES
from schakel.ground.accounts.queries import Contact
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor

_DATE = {"type": "date"}
ME, NOBODY = "ik", "niemand"
DUE = {"nu": 0, "vandaag": 1, "week": 7}  # days from the beginning of today; 0 is this moment
FLAGS = ("minderjarig", "gevaar")


class FilterForm(forms.Form):
    nummer = forms.IntegerField(
        label=gettext_lazy("Nummer"), required=False, min_value=1, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Een nummer heeft alleen cijfers. Namen en teksten doorzoeken wij niet.")},
    )  # fmt: skip
    staat = forms.ChoiceField(label=gettext_lazy("Staat"), required=False)
    eigenaar = forms.ChoiceField(label=gettext_lazy("Bij wie"), required=False)
    uiterlijk = forms.ChoiceField(label=gettext_lazy("Uiterste datum"), required=False)
    uitkomst = forms.ChoiceField(label=gettext_lazy("Kreeg als uitkomst"), required=False)
    van = forms.ChoiceField(label=gettext_lazy("Van wie"), required=False)
    bijzonder = forms.ChoiceField(label=gettext_lazy("Genoemd door de melder"), required=False)
    vanaf = forms.DateField(label=gettext_lazy("Gezien vanaf"), required=False, widget=forms.DateInput(attrs=_DATE))
    tot = forms.DateField(label=gettext_lazy("Gezien tot en met"), required=False, widget=forms.DateInput(attrs=_DATE))

    def __init__(self, data: Any, *, viewer: Actor, team: Sequence[Contact]) -> None:
        super().__init__(data)
        self.viewer, self.team = viewer, team
        colleagues = [(str(one.account), one.name) for one in team if one.account != viewer.account]
        self._choose("staat", [(code, wording.state(code)) for code in STATES])
        self._choose("eigenaar", [(ME, _("Bij mij")), (NOBODY, _("Bij niemand")), *colleagues])
        self._choose(
            "uiterlijk", [("nu", _("Over tijd")), ("vandaag", _("Vandaag of eerder")), ("week", _("Binnen een week"))]
        )
        self._choose("uitkomst", [(code, wording.state(code)) for code in OUTCOMES])
        self._choose("van", sources())
        self._choose("bijzonder", [("minderjarig", _("Mogelijk iemand onder de 18")), ("gevaar", _("Direct gevaar"))])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", _("Alle")), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get("vanaf"), given.get("tot")
        if first and last and first > last:
            self.add_error("tot", _("Deze dag ligt vóór de eerste. Draai ze om."))
        return given

    def chosen(self, *, only_open: bool) -> queries.Filter:
        """What is not in order narrows nothing; the form says so beside it."""
        self.is_valid()
        given = self.cleaned_data if self.is_bound else {}
        whose = given.get("eigenaar", "")
        return queries.Filter(
            state=given.get("staat", ""),
            outcome=given.get("uitkomst", ""),
            function=given.get("van", ""),
            first=given.get("vanaf"),
            last=given.get("tot"),
            number=given.get("nummer"),
            only_open=only_open,
            owner=self.viewer.account if whose == ME else UUID(whose) if whose not in ("", NOBODY) else None,
            without=tuple(one.account for one in self.team) if whose == NOBODY else None,
            due_before=_until(given.get("uiterlijk", "")),
            minor=given.get("bijzonder") == "minderjarig",
            danger=given.get("bijzonder") == "gevaar",
        )

    def narrows(self) -> bool:
        return any(self.data.get(name) for name in self.fields) if self.is_bound else False


def query_of(given: QueryDict, names: Sequence[str]) -> str:
    """The part of an address that narrows the list, in one fixed order; without the page one was at."""
    return urlencode([(name, given[name]) for name in ("lijst", *names) if given.get(name)])


def sources() -> list[tuple[str, str]]:
    rows = pack().professions.values()
    return [(row.functions[0] if row.functions else row.code, wording.say(row.text)) for row in rows]


def _until(code: str) -> datetime | None:
    if code not in DUE:
        return None
    days = DUE[code]
    today = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    return today + timedelta(days=days) if days else timezone.now()
