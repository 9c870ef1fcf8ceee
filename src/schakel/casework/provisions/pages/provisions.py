"""What the police and the prosecution gave here, newest first: who, on which article, and how long it may be used."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.casework.provisions import queries
from schakel.casework.provisions.pages import wording
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.ui import parts


@page(may="provision.read")
def provisions(request: HttpRequest) -> HttpResponse:
    rows = queries.provisions(viewer=acting_person(request), direction="received")
    shown = [
        {
            "row": row,
            "from": wording.party(row.giver),
            "law": wording.law(row.basis),
            "kinds": wording.kinds(row.kinds) or _("Staat in het signaal"),
            "stage": wording.stage(row.stage),
        }
        for row in rows
    ]
    nothing = parts.Empty(
        _("Er is nog geen verstrekking vastgelegd"),
        _("Geeft de politie u iets, vraag dan om artikel, nummer en datum, en leg het hier vast."),
        _("Leg een verstrekking vast"),
        reverse("record-provision"),
    )
    return render(request, "provisions/provisions.html", {"shown": shown, "nothing": nothing})
