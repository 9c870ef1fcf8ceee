"""All signals of the own municipality by due date, narrowed by number, state, owner, date, outcome, source and period."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.intake import actions, queries
from schakel.casework.intake.pages import wording
from schakel.casework.intake.pages.signals_filter import FilterForm, query_of
from schakel.ground.accounts import queries as accounts
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.queries import Contact
from schakel.ground.database.actor import Actor
from schakel.ground.ui.parts import Empty, NavItem, Tag, WorkGroup, WorkItem, day

PAGE = 25


class ViewForm(forms.Form):
    """A name for the choice that is on the screen."""

    naam = forms.CharField(
        label=gettext_lazy("Naam van deze lijst"),
        max_length=60,
        error_messages={"required": gettext_lazy("Geef deze lijst een naam.")},
    )


@page(may="signal.handle")
def signals(request: HttpRequest) -> HttpResponse:
    viewer = acting_person(request)
    team = accounts.focal_persons(viewer, municipality=viewer.municipality or "")
    form = FilterForm(request.GET or None, viewer=viewer, team=team)
    query = query_of(request.GET, list(form.fields))
    keep = ViewForm(request.POST if request.POST.get("do") == "save" else None)
    if request.method == "POST" and (said := _kept(viewer, request, keep, query)):
        messages.success(request, said)
        return redirect(f"{reverse('signals')}?{query}" if request.POST.get("do") == "save" else reverse("signals"))
    only_open = request.GET.get("lijst") == "open"
    chosen = form.chosen(only_open=only_open)
    total = queries.count(viewer=viewer, chosen=chosen)
    last = max((total - 1) // PAGE, 0)
    at = min(_number(request.GET.get("blad", "")), last)
    rows = queries.signals(viewer=viewer, chosen=chosen, limit=PAGE, offset=at * PAGE)
    saved = queries.saved_views(viewer=viewer)
    context = {
        "form": form,
        "keep": keep,
        "total": wording.signals(total),
        "groups": [WorkGroup(_("Op uiterste datum"), items(viewer, rows, team))] if rows else [],
        "views": views(viewer, query, saved),
        "mine": next((one for one in saved if one.chosen == query), None),
        "only_open": only_open,
        "narrowed": form.narrows(),
        "empty": empty(form.narrows()),
        "earlier": _sheet(request, at - 1) if at else "",
        "later": _sheet(request, at + 1) if at < last else "",
    }
    return render(request, "intake/signals.html", context, status=422 if keep.errors else 200)


def items(viewer: Actor, rows: list[queries.ListedSignal], team: Sequence[Contact]) -> list[WorkItem]:
    others = {other.id: other.name for other in accounts.organisations()}
    names = {one.account: one.name for one in team}
    return [
        WorkItem(
            title=wording.source(row, own=viewer.organisation, others=others),
            url=reverse("signal", args=[row.id]),
            do=wording.next_step(row),
            due=row.due_at,
            words=wording.quote(row.words),
            meta=", ".join([wording.received(row), _("gezien op %(day)s") % {"day": day(row.observed_on)}]),
            tags=[Tag(wording.state(row.state)), Tag(whose(row, viewer, names), icon="user")],
        )
        for row in rows
    ]


def whose(row: queries.ListedSignal, viewer: Actor, names: dict[UUID, str]) -> str:
    if row.owner is None:
        return _("Bij niemand")
    if row.owner == viewer.account:
        return _("Bij u")
    name = names.get(row.owner)
    return _("Bij %(name)s") % {"name": name} if name else _("Was van iemand die hier weg is")


def views(viewer: Actor, query: str, saved: Sequence[queries.ViewRow]) -> list[NavItem]:
    here = reverse("signals")
    waiting, _oldest = queries.without_outcome(viewer=viewer)
    return [
        NavItem(_("Alles"), here, not query, queries.count(viewer=viewer)),
        NavItem(_("Zonder uitkomst"), f"{here}?lijst=open", query == "lijst=open", waiting),
        *(NavItem(one.name, f"{here}?{one.chosen}", query == one.chosen) for one in saved),
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


def _kept(viewer: Actor, request: HttpRequest, keep: ViewForm, query: str) -> str:
    """What was done with a list of one's own, in words; "" when the form says what is missing."""
    if request.POST.get("do") == "drop":
        mine = next((one for one in queries.saved_views(viewer=viewer) if one.chosen == query), None)
        if mine is None:
            return ""
        actions.drop_view(by=viewer, view=mine.id)
        return _("De lijst is weggehaald. De signalen staan er nog.")
    if not query or not keep.is_valid():
        return ""
    actions.save_view(by=viewer, name=keep.cleaned_data["naam"], chosen=query)
    return _("De lijst is bewaard. Alleen u ziet deze naam.")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _sheet(request: HttpRequest, at: int) -> str:
    kept = {name: value for name, value in request.GET.items() if name != "blad"}
    return f"{reverse('signals')}?{urlencode({**kept, 'blad': str(at)})}"
