"""The worksheet of a bundle: optional, for the focal person; what each dimension of the list comes to, and why."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from schakel.casework.bundling import queries
from schakel.casework.bundling.pages.sheet_parts import dimensions
from schakel.casework.bundling.pages.wording import say
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.ui import parts


@page(may="bundle.handle")
def worksheet(request: HttpRequest, number: int, ilo_list: str = "") -> HttpResponse:
    return show_worksheet(request, number, ilo_list)


def show_worksheet(request: HttpRequest, number: int, ilo_list: str, *, printing: bool = False) -> HttpResponse:
    lists = list(pack().ilo_lists)
    row = queries.worksheet(
        viewer=acting_person(request), number=number, ilo_list=ilo_list or (lists[0] if lists else "")
    )
    if row is None:
        raise Http404
    known = pack().ilo_lists[row.ilo_list]
    context = {
        "row": row,
        "number": number,
        "list_name": say(known.text),
        "verified": pack().strengths_verified(row.ilo_list),
        "to_check": known.to_be_verified,
        "tabs": [_tab(number, code, row.ilo_list) for code in lists],
        "dimensions": dimensions(row),
        "rules": [say(rule.text) for rule in pack().ilo_rules.values()],
        "sources": [pack().sources[code].title for code in known.source],
        "printing": printing,
        "printed_at": timezone.now(),
    }
    return render(request, "bundling/worksheet.html", context)


def _tab(number: int, code: str, current: str) -> parts.NavItem:
    return parts.NavItem(
        say(pack().ilo_lists[code].text), reverse("worksheet-list", args=[number, code]), current=code == current
    )
