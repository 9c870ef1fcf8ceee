"""The square an app scans, as a picture of its own and only until its key is confirmed."""

from __future__ import annotations

from io import BytesIO

import segno
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from schakel.ground.accounts import queries
from schakel.ground.accounts.access import acting_person, finished, page
from schakel.ground.accounts.pages.second_step import came_in_without
from schakel.ground.database.refusal import Refused


@sensitive_variables("waiting")
@page(unfinished=True)
def second_step_square(request: HttpRequest) -> HttpResponseBase:
    actor = acting_person(request)
    if not finished(request) and queries.my_second_step(actor):
        return came_in_without(request)
    waiting = queries.key_to_confirm(actor)
    if waiting is None:
        raise Refused("second_step.none", _("Er is niets om te bevestigen. Begin opnieuw."), as_not_found=True)
    return HttpResponse(
        drawing(waiting.address), content_type="image/svg+xml", headers={"Cache-Control": "no-store, private"}
    )


def drawing(address: str) -> bytes:
    """Black on white in light and dark, with the four modules of white around it that scanners need."""
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn,
        kind="svg",
        border=4,
        dark="#000",
        light="#fff",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        omitsize=True,
    )
    return drawn.getvalue()
