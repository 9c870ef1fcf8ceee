"""Somebody is in danger and nobody of the other municipality answers: opens one signal of theirs for a short while."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from schakel.casework.bundling import actions as bundling
from schakel.casework.bundling import queries as bundles
from schakel.casework.intake import actions as intake
from schakel.ground.accounts import queries as accounts
from schakel.ground.accounts.access import acting_person, page, recently
from schakel.ground.breakglass import queries as breakglass
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.ui import parts


class DangerForm(forms.Form):
    """`houses`: whose signal it may be, when no hit says so: identifier and name of covenant partners."""

    ground = parts.AnswerField(label=gettext_lazy("Wat is er nu aan de hand?"), answers=[])
    reason = forms.CharField(
        label=gettext_lazy("Schrijf op wat er gebeurt, en wie u probeerde te bereiken"),
        help_text=gettext_lazy("De andere gemeente leest dit. Het staat verzegeld bij de noodtoegang."),
        error_messages={"required": gettext_lazy("Schrijf op wat er gebeurt, en wie u probeerde te bereiken.")},
        max_length=2000,
        widget=forms.Textarea,
    )
    tried = parts.ChecksField(label=gettext_lazy("Voordat u opent"), answers=[])

    def __init__(self, *args: Any, houses: Sequence[tuple[str, str]] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"] = parts.AnswerField(label=self.fields["ground"].label or "", answers=grounds())
        self.fields["tried"] = parts.ChecksField(
            label=self.fields["tried"].label or "",
            answers=[parts.Answer("yes", _("Ik belde de mensen hierboven en kreeg niemand te pakken."))],
            error_messages={"required": _("Bel eerst. Kruis dit aan als niemand opneemt.")},
        )
        if houses is not None:
            self.fields["owner"] = forms.ChoiceField(label=_("Van welke gemeente is het signaal?"), choices=houses)
            self.fields["number"] = forms.IntegerField(
                label=_("Nummer van het signaal"),
                min_value=1,
                max_value=2_000_000_000,
                error_messages={"required": _("Typ het nummer van het signaal.")},
            )


def grounds() -> list[parts.Answer]:
    """Why it may, with its time box and whatever the content pack says of its basis."""
    language = (get_language() or "").split("-")[0]
    found = []
    for one in pack().break_glass.values():
        mark = f" ({_('nog te controleren')})" if one.to_be_verified else ""
        hint = f"{one.hint.say(language)}{mark}" if one.hint else ""
        box = _("Gaat %(hours)s uur open.") % {"hours": one.hours}
        found.append(parts.Answer(one.code, one.text.say(language), f"{box} {hint}".strip()))
    return found


@page(may="danger.open")
def open_in_danger(request: HttpRequest, hit: UUID | None = None) -> HttpResponse:
    viewer = acting_person(request)
    if not recently(request):
        again = {"next": request.path, "danger": True}
        return render(request, "accounts/come_in_again.html", again, status=403)
    related = _related(viewer, hit)
    houses = None if related else [(str(one.organisation), one.name) for one in _partners(viewer)]
    form = DangerForm(request.POST or None, houses=houses)
    if form.is_bound and form.is_valid():
        access = _opened(viewer, hit, form)
        if access is not None:
            return redirect("opened-signal", access)
    context = {
        "form": form,
        "related": related,
        "houses": houses,
        "people": _people(viewer, related),
        "running": breakglass.running(viewer=viewer),
    }
    return render(request, "site/open_in_danger.html", context, status=422 if form.is_bound else 200)


def _related(viewer: Actor, hit: UUID | None) -> bundles.RelatedRow | None:
    if hit is None:
        return None
    found = next((one for one in bundles.hits(viewer=viewer) if one.id == hit), None)
    if found is None:
        raise Http404
    return found


def _partners(viewer: Actor) -> list[Any]:
    return [one for one in accounts.covenant_partners(viewer) if one.municipality]


def _people(viewer: Actor, related: bundles.RelatedRow | None) -> list[parts.Fact]:
    """Whom to call first: focal persons over there."""
    if related is not None:
        return [parts.Fact(one.name, before=one.organisation) for one in related.people]
    partners = {one.organisation for one in _partners(viewer)}
    return [
        parts.Fact(one.name, before=one.organisation_name)
        for one in accounts.contacts(viewer)
        if one.role == "focal_person" and one.organisation in partners
    ]


def _opened(viewer: Actor, hit: UUID | None, form: DangerForm) -> UUID | None:
    """The access; None when it was refused, and then the form says why."""
    given = form.cleaned_data
    why = {"ground": given["ground"], "reason": given["reason"]}
    try:
        if hit is not None:
            return bundling.open_related(by=viewer, hit=hit, **why)
        return intake.open_numbered(by=viewer, owner=UUID(given["owner"]), number=given["number"], **why)
    except Refused as refusal:
        if refusal.as_not_found:
            raise
        field = {"breakglass.reason": "reason", "breakglass.number": "number"}.get(refusal.code)
        form.add_error(field, refusal.message)
        return None
