"""One organisation: its name, its covenants, and the keys of its systems."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused


class NameForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Naam"), max_length=200)


@page(may="organisation.manage")
def organisation(request: HttpRequest, organisation: UUID) -> HttpResponseBase:
    actor = acting_person(request)
    row = demand_mine(actor, organisation)
    form = NameForm(request.POST or None, initial={"name": row.name})
    if form.is_bound and form.is_valid():
        actions.rename_organisation(by=actor, organisation=organisation, name=form.cleaned_data["name"])
        messages.success(request, _("De naam is bewaard."))
        return redirect("organisation", organisation=organisation)
    around = {
        "row": row,
        "form": form,
        "covenants": _covenants(organisation),
        "own": organisation == actor.organisation,
        "provider": queries.provider_of(organisation),
        "tokens": [_token(token) for token in queries.tokens(actor, organisation=organisation)],
    }
    return render(request, "accounts/organisation.html", around, status=422 if form.is_bound else 200)


def demand_mine(actor: Actor, organisation: UUID) -> queries.OrganisationRow:
    """The organisation when the actor looks after it; else not found."""
    row = queries.organisation(organisation)
    if row is None or organisation not in queries.manageable(actor):
        raise Refused("organisation.other", _("Deze organisatie beheert u niet."), as_not_found=True)
    return row


def _covenants(organisation: UUID) -> list[dict[str, object]]:
    """Covenants that run, each with whether this organisation is party to it today or later."""
    today = timezone.localdate()
    running = [row for row in queries.covenants() if row.valid_until is None or row.valid_until > today]
    return [
        {"row": row, "joined": [m for m in row.members if m.organisation == organisation and m.valid_until is None]}
        for row in running
    ]


def _token(row: queries.TokenRow) -> dict[str, object]:
    return {"row": row, "works": row.ended_at is None and row.expires_at > timezone.now()}
