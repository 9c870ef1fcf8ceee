"""The worksheet on paper: everything open, no forms; that it was printed stands in the trail."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from schakel.casework.bundling import actions
from schakel.casework.bundling.pages.worksheet import show_worksheet
from schakel.ground.accounts.access import acting_person, page


@page(may="bundle.handle")
def print_worksheet(request: HttpRequest, number: int, ilo_list: str) -> HttpResponse:
    actions.note_worksheet_printing(by=acting_person(request), number=number)
    return show_worksheet(request, number, ilo_list, printing=True)
