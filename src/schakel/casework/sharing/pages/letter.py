"""The letter itself: to print from the browser, or as a PDF that a screen reader can read. That it was made is written down."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from schakel.casework.sharing import actions, queries
from schakel.casework.sharing.queries import DisclosureRow, Letter
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.database.refusal import Refused


@page(may="disclosure.handle")
def letter(request: HttpRequest, disclosure: UUID) -> HttpResponse:
    row, told = _letter(request, disclosure)
    return render(request, "sharing/letter.html", {"row": row, "letter": told})


@page(may="disclosure.handle")
def letter_pdf(request: HttpRequest, disclosure: UUID) -> HttpResponse:
    row, told = _letter(request, disclosure)
    try:  # the libraries of the system that set type are asked for here, so that the house also stands without them
        from schakel.casework.sharing.pages.typeset import typeset
    except (ImportError, OSError) as trouble:
        raise Refused(
            "letter.no_typesetter", _("Deze installatie kan geen pdf maken."), _("Druk de brief af vanaf het scherm.")
        ) from trouble
    with translation.override("nl"):  # it goes to a Dutch organisation, whatever language its writer reads
        answer = HttpResponse(typeset(render_to_string("sharing/letter_paper.html", {"letter": told})))
    answer["Content-Type"] = "application/pdf"
    answer["Content-Disposition"] = f'attachment; filename="brief-{row.reference}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def _letter(request: HttpRequest, disclosure: UUID) -> tuple[DisclosureRow, Letter]:
    viewer = acting_person(request)
    row = queries.disclosure(viewer=viewer, disclosure=disclosure, reading=False)
    if row is None:
        raise Http404
    actions.note_letter(by=viewer, disclosure=row.id)
    with translation.override("nl"):
        return row, queries.letter(viewer=viewer, row=row)
