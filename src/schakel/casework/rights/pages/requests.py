"""Requests that wait for something, by the day an answer is due."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.casework.rights import queries
from schakel.casework.rights.pages import wording
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.ui import parts


@page(may="request.handle")
def requests(request: HttpRequest) -> HttpResponse:
    viewer = acting_person(request)
    ended = request.GET.get("lijst") == "klaar"
    rows = (
        queries.requests(viewer=viewer, states=("answered", "withdrawn")) if ended else queries.requests(viewer=viewer)
    )
    do = {
        "received": _("Stel vast wie het vraagt"),
        "checked": _("Wacht op de aandachtsfunctionaris"),
        "collected": _("Beslis"),
        "decided": _("Stuur de brief"),
    }
    items = [
        parts.WorkItem(
            title=f"{wording.kind(row.kind)}: {row.name}",
            url=reverse("request", args=[row.id]),
            do=do.get(row.state, wording.state(row.state)),
            due=None if ended else row.due_on,
            meta=_("Kenmerk %(reference)s, ontvangen %(day)s")
            % {"reference": row.reference, "day": parts.day(row.received_on)},
            tags=[parts.Tag(_("Kijk opnieuw: niet alles kon weg"), "time", "alert-circle")] if row.stuck else [],
        )
        for row in rows
    ]
    context = {
        "ended": ended,
        "groups": [parts.WorkGroup(_("Klaar") if ended else _("Open"), items)] if items else [],
        "nothing": parts.Empty(
            _("Er wacht geen verzoek"),
            _("Vraagt iemand wat wij bewaren, of dat er iets weg moet? Leg het hier vast. U hebt een maand."),
            _("Leg een verzoek vast"),
            reverse("register-request"),
        ),
    }
    return render(request, "rights/requests.html", context)
