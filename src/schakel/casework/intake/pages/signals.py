"""All signals of the own municipality, newest first, narrowed by number, state, source and period."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.intake import queries
from schakel.casework.intake.pages import wording
from schakel.casework.intake.rules import STATES
from schakel.ground.accounts import queries as accounts
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.ui.parts import Empty, NavItem, Tag, WorkGroup, WorkItem, day

PAGE = 25
_DATE = {"type": "date"}


class FilterForm(forms.Form):
    nummer = forms.IntegerField(
        label=gettext_lazy("Nummer"), required=False, min_value=1, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Een nummer heeft alleen cijfers. Namen en teksten doorzoeken wij niet.")},
    )  # fmt: skip
    staat = forms.ChoiceField(label=gettext_lazy("Staat"), required=False)
    van = forms.ChoiceField(label=gettext_lazy("Van wie"), required=False)
    vanaf = forms.DateField(label=gettext_lazy("Gezien vanaf"), required=False, widget=forms.DateInput(attrs=_DATE))
    tot = forms.DateField(label=gettext_lazy("Gezien tot en met"), required=False, widget=forms.DateInput(attrs=_DATE))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("Alle"))]
        self.fields["staat"].choices = every + [(code, wording.state(code)) for code in STATES]  # type: ignore[attr-defined]
        self.fields["van"].choices = every + sources()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get("vanaf"), given.get("tot")
        if first and last and first > last:
            self.add_error("tot", _("Deze dag ligt vóór de eerste. Draai ze om."))
        return given


def sources() -> list[tuple[str, str]]:
    rows = pack().professions.values()
    return [(row.functions[0] if row.functions else row.code, wording.say(row.text)) for row in rows]


@page(may="signal.handle")
def signals(request: HttpRequest) -> HttpResponse:
    viewer = acting_person(request)
    form = FilterForm(request.GET or None)
    only_open = request.GET.get("lijst") == "open"
    chosen = _chosen(form, only_open)
    total = queries.count(viewer=viewer, chosen=chosen)
    last = max((total - 1) // PAGE, 0)
    at = min(_number(request.GET.get("blad", "")), last)
    rows = queries.signals(viewer=viewer, chosen=chosen, limit=PAGE, offset=at * PAGE)
    narrowed = any(request.GET.get(name) for name in form.fields)
    context = {
        "form": form,
        "total": wording.signals(total),
        "groups": [WorkGroup(_("Nieuwste eerst"), items(viewer, rows))] if rows else [],
        "views": views(viewer, only_open),
        "only_open": only_open,
        "narrowed": narrowed,
        "empty": empty(narrowed),
        "newer": _sheet(request, at - 1) if at else "",
        "older": _sheet(request, at + 1) if at < last else "",
    }
    return render(request, "intake/signals.html", context)


def items(viewer: Actor, rows: list[queries.ListedSignal]) -> list[WorkItem]:
    others = {other.id: other.name for other in accounts.organisations()}
    return [
        WorkItem(
            title=wording.source(row, own=viewer.organisation, others=others),
            url=reverse("signal", args=[row.id]),
            do=wording.next_step(row),
            due=row.due_at,
            words=wording.quote(row.words),
            meta=", ".join([wording.received(row), _("gezien op %(day)s") % {"day": day(row.observed_on)}]),
            tags=[Tag(wording.state(row.state))],
        )
        for row in rows
    ]


def views(viewer: Actor, only_open: bool) -> list[NavItem]:
    here = reverse("signals")
    waiting, _oldest = queries.without_outcome(viewer=viewer)
    return [
        NavItem(_("Alles"), here, not only_open, queries.count(viewer=viewer)),
        NavItem(_("Zonder uitkomst"), f"{here}?lijst=open", only_open, waiting),
    ]


def empty(narrowed: bool) -> Empty:
    if narrowed:
        return Empty(
            _("Geen signalen gevonden"),
            _("Er is geen signaal dat hierbij past. Kies een langere periode, of haal een keuze weg."),
            _("Toon alle signalen"),
            reverse("signals"),
        )
    return Empty(
        _("Nog geen signalen"),
        _("Nieuwe signalen komen hier binnen. Vertel collega's hoe zij er een doorgeven, of lees eerdere signalen in."),
        _("Lees eerdere signalen in"),
        reverse("import-signals"),
    )


def _chosen(form: FilterForm, only_open: bool) -> queries.Filter:
    """What is not in order narrows nothing; the form says so beside it."""
    form.is_valid()
    given = form.cleaned_data if form.is_bound else {}
    first: date | None = given.get("vanaf")
    return queries.Filter(
        state=given.get("staat", ""),
        function=given.get("van", ""),
        first=first,
        last=given.get("tot"),
        number=given.get("nummer"),
        only_open=only_open,
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _sheet(request: HttpRequest, at: int) -> str:
    kept = {name: value for name, value in request.GET.items() if name != "blad"}
    return f"{reverse('signals')}?{urlencode({**kept, 'blad': str(at)})}"
