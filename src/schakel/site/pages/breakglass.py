"""Every emergency access that concerns the viewer: opened by them, of their own signals, or told to them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.ground.accounts.access import acting_person, capabilities, demand, page
from schakel.ground.breakglass import queries
from schakel.ground.database.actor import Actor
from schakel.ground.ui import parts

STATES = {
    "running": gettext_lazy("Nu open"),
    "ended": gettext_lazy("Gesloten, wacht op terugkijken"),
    "late": gettext_lazy("Terugkijken is te laat"),
    "reviewed": gettext_lazy("Teruggekeken"),
}
VERDICTS = {"justified": gettext_lazy("Terecht"), "not_justified": gettext_lazy("Niet terecht")}


@page()
def breakglass(request: HttpRequest) -> HttpResponse:
    viewer = acting_person(request)
    if not concerns(viewer):
        demand(viewer, "danger.open")
    context = {
        "items": [item(row, viewer) for row in queries.accesses(viewer=viewer)],
        "opens": "danger.open" in capabilities(viewer.roles),
        "nothing": parts.Empty(
            _("Geen noodtoegang"),
            _("Niemand opende in nood een signaal van een andere gemeente. Gebeurt dat, dan staat het hier en krijgt u bericht."),
        ),
    }  # fmt: skip
    return render(request, "site/breakglass.html", context)


def concerns(viewer: Actor) -> bool:
    """Focal persons open or own, the privacy officer looks back, the chain director is told."""
    return bool(capabilities(viewer.roles) & {"danger.open", "danger.review", "bundle.hits"})


def item(row: queries.AccessRow, viewer: Actor) -> dict[str, object]:
    waits = row.state in ("ended", "late")
    tone = {"running": "time", "late": "time"}.get(row.state, "")
    said = VERDICTS.get(row.verdict) or STATES[row.state]
    return {
        "title": title(row, viewer),
        "url": reverse("breakglass-access", args=[row.id]),
        "when": row.opened_at,
        "tag": parts.Tag(str(said), tone, "clock" if row.state in ("running", "late") else "check"),
        "asks": waits and row.owner == viewer.organisation and "danger.review" in capabilities(viewer.roles),
    }


def title(row: queries.AccessRow, viewer: Actor) -> str:
    if row.owner == viewer.organisation:
        return _("%(house)s opende uw signaal %(number)s") % {"house": row.organisation_name, "number": row.number}
    if row.organisation == viewer.organisation and row.number:
        return _("U opende signaal %(number)s van %(owner)s") % {"owner": row.owner_name, "number": row.number}
    return _("%(house)s opende een signaal van %(owner)s") % {"house": row.organisation_name, "owner": row.owner_name}
