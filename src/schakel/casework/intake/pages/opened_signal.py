"""One signal of another municipality, opened in an emergency: to read, until it shuts. Not who reported it, no files."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schakel.casework.intake import queries
from schakel.casework.intake.pages import wording
from schakel.casework.intake.pages.signal import came, history
from schakel.ground.accounts import queries as accounts
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.breakglass import queries as breakglass
from schakel.ground.ui.parts import Fact, day, moment


@page(may="danger.open")
def opened_signal(request: HttpRequest, access: UUID) -> HttpResponse:
    viewer = acting_person(request)
    held = breakglass.access(viewer=viewer, which=access)
    if held is None or held.account != viewer.account:
        raise Http404
    row = queries.opened_signal(viewer=viewer, access=access)
    if row is None:
        return redirect("breakglass-access", access)
    house = accounts.organisation(held.owner)
    people = accounts.focal_persons(viewer, municipality=row.listed.municipality)
    context = {
        "row": row,
        "access": held,
        "house": accounts.name_inside(house.name) if house else "",
        "facts": [
            Fact(day(row.listed.observed_on), before=_("Gezien")),
            Fact(wording.state(row.state), before=_("Staat")),
        ],
        "observed": wording.observed(row.observations),
        "added": wording.added(row.added, {}),
        "given": wording.given(row.mentions),
        "about": [
            Fact(moment(row.listed.received_at), before=_("Ontvangen")),
            Fact(str(wording.MINORS[row.listed.minor]), before=_("Iemand onder de 18")),
            Fact(_("Ja") if row.listed.danger else _("Niet gemeld"), before=_("Direct gevaar")),
            *came(row.provenance),
        ],
        "history": history(row, {}),
        "people": [Fact(one.name, before=_("Aandachtsfunctionaris")) for one in people],
    }
    return render(request, "intake/opened_signal.html", context)
