"""The organisations of this installation, and the covenants between them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from schakel.ground.accounts import queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.actions.checks import hosts
from schakel.ground.accounts.pages import choices


@page(may="organisation.manage")
def organisations(request: HttpRequest) -> HttpResponseBase:
    actor = acting_person(request)
    mine = queries.manageable(actor)
    today = timezone.localdate()
    regions = dict(choices.regions())
    covenants = [
        {
            "row": row,
            "region": regions.get(row.region, row.region),
            "members": [member.name for member in row.members if member.holds(today)],
            "over": row.valid_until is not None and row.valid_until <= today,
        }
        for row in queries.covenants()
    ]
    around = {
        "organisations": [{"row": row, "mine": row.id in mine} for row in queries.organisations()],
        "covenants": covenants,
        "hosts": hosts(actor),
    }
    return render(request, "accounts/organisations.html", around)
