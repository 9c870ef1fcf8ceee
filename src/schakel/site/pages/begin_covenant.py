"""The covenant of the region: one that is there already, or a new one that was signed, from a day on."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.database.actor import Actor
from schakel.ground.places import queries as places
from schakel.ground.ui.parts import Answer, AnswerField

NEW = "new"


class BeginCovenantForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Naam van het nieuwe convenant"), max_length=200, required=False)
    purpose = forms.CharField(
        label=gettext_lazy("Doel"),
        help_text=gettext_lazy("Zoals het in het getekende convenant staat, in één of twee zinnen."),
        max_length=500,
        required=False,
        widget=forms.Textarea,
    )
    region = forms.ChoiceField(label=gettext_lazy("Regio"), required=False)
    on = forms.DateField(
        label=gettext_lazy("Vanaf welke dag doet u mee"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, running: list[queries.CovenantRow], hosts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = [Answer(str(row.id), row.name, row.purpose) for row in running]
        if hosts:
            answers.append(Answer(NEW, _("Een nieuw convenant"), _("Getekend, en nog niet in Schakel.")))
        self.fields["covenant"] = AnswerField(
            label=_("Welk convenant"), answers=answers, error_messages={"required": _("Kies een convenant.")}
        )
        self.fields["region"].choices = [("", _("Kies een regio")), *((row.code, row.name) for row in places.regions())]  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        first: date = self.cleaned_data["on"]
        if first < timezone.localdate():
            raise forms.ValidationError(_("Kies vandaag of een latere dag: wat geweest is, verandert niet."))
        return first

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("covenant") == NEW:
            for field, words in (
                ("name", _("Geef het convenant een naam.")),
                ("purpose", _("Schrijf het doel op.")),
                ("region", _("Kies een regio.")),
            ):
                if not given.get(field):
                    self.add_error(field, words)
        return given


@page(may="organisation.manage")
def begin_covenant(request: HttpRequest) -> HttpResponse:
    actor = acting_person(request)
    own = queries.organisation(actor.organisation)
    today = timezone.localdate()
    running = [
        row
        for row in queries.covenants()
        if (row.valid_until is None or row.valid_until > today) and not _joined(row, actor)
    ]
    form = BeginCovenantForm(
        request.POST or None,
        running=running,
        hosts=bool(own and own.hosts),
        initial={"on": today, "region": _region(actor)},
    )
    if form.is_bound and form.is_valid():
        _join(actor, form.cleaned_data)
        messages.success(request, _("Uw organisatie doet mee aan het convenant."))
        return redirect("begin")
    around = {"form": form, "any": bool(running), "hosts": bool(own and own.hosts)}
    return render(request, "site/begin_covenant.html", around, status=422 if form.is_bound else 200)


def _joined(row: queries.CovenantRow, actor: Actor) -> bool:
    return any(member.organisation == actor.organisation and member.valid_until is None for member in row.members)


def _region(actor: Actor) -> str:
    """The region of the municipality, for the covenants people usually have; "" when none is known."""
    found = (
        (places.region_of(actor.municipality, row.purpose) for row in places.regions()) if actor.municipality else ()
    )
    return next((row.code for row in found if row), "")


@transaction.atomic
def _join(actor: Actor, given: dict[str, Any]) -> None:
    if given["covenant"] == NEW:
        wanted = {name: given[name] for name in ("name", "purpose", "region")}
        covenant = actions.create_covenant(by=actor, valid_from=given["on"], **wanted)
    else:
        covenant = UUID(given["covenant"])
    actions.join_covenant(by=actor, covenant=covenant, organisation=actor.organisation, on=given["on"])
