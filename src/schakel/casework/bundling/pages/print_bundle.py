"""The bundle on paper: everything open, no forms; that it was printed stands in the trail."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from schakel.casework.bundling import actions
from schakel.casework.bundling.pages.bundle import show_bundle
from schakel.ground.accounts.access import acting_person, page


@page(may="bundle.handle")
def print_bundle(request: HttpRequest, number: int) -> HttpResponse:
    actions.note_printing(by=acting_person(request), number=number)
    return show_bundle(request, number, printing=True)
