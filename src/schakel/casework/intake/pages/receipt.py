"""Right after sending: the number, what happens next, and what to do meanwhile."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.casework.intake import queries
from schakel.casework.intake.pages.signal_files import SignalFiles
from schakel.casework.intake.pages.wording import say
from schakel.ground.accounts import queries as accounts
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.ui.parts import Act, Confirmed, Fact, Step, moment


@page(may="signal.own")
def receipt(request: HttpRequest, signal: UUID) -> HttpResponse:
    actor = acting_person(request)
    row = queries.my_signal(viewer=actor, signal=signal)
    if row is None:
        raise Http404
    context = {
        "confirmed": confirmed(actor, row),
        "files": SignalFiles(actor, row.id, mine=True),
        "child": pack().emergency.get("child") if row.listed.minor == "yes" else None,
    }
    return render(request, "intake/receipt.html", context)


def confirmed(actor: Actor, row: queries.SignalRow) -> Confirmed:
    told = pack().feedback["received"]
    return Confirmed(
        title=_("Uw signaal is binnen. Nummer %(number)s.") % {"number": row.number},
        text=say(told.text),
        facts=[
            Fact(str(row.number), before=_("Nummer")),
            Fact(moment(row.listed.received_at), before=_("Ontvangen")),
            Fact(addressed(row), before=_("Voor")),
        ],
        steps=[
            Step(_("U gaf door wat u zag"), "done"),
            Step(reading(actor, row), "now"),
            Step(_("U hoort of het in behandeling is"), "later", _("Onder ‘Mijn signalen’.")),
            Step(_("U hoort wanneer het is afgerond"), "later"),
        ],
        acts=[
            Act(_("Bekijk wat u doorgaf"), reverse("my-signal", args=[row.id]), "file-text"),
            Act(_("Geef nog een signaal door"), reverse("register-signal"), "plus"),
        ],
    )


def addressed(row: queries.SignalRow) -> str:
    """The municipality it went to, by its own name."""
    controller = accounts.organisation_of_municipality(row.listed.municipality)
    return controller.name if controller else row.listed.municipality


def reading(actor: Actor, row: queries.SignalRow) -> str:
    readers = accounts.focal_persons(actor, municipality=row.listed.municipality)
    if not readers:
        return _("De aandachtsfunctionaris leest uw signaal")
    return _("%(name)s, aandachtsfunctionaris, leest uw signaal") % {"name": readers[0].name}
