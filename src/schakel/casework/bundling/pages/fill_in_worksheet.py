"""The rows of one dimension of the worksheet, to be answered."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from schakel.casework.bundling import actions, queries
from schakel.casework.bundling.pages.wording import say
from schakel.casework.bundling.pages.worksheet_form import WorksheetForm
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack


@page(may="bundle.handle")
def fill_in_worksheet(request: HttpRequest, number: int, ilo_list: str, dimension: str) -> HttpResponse:
    viewer = acting_person(request)
    row = queries.worksheet(viewer=viewer, number=number, ilo_list=ilo_list)
    lines = {code: line for code, line in row.lines.items() if pack().ilo[code].dimension == dimension} if row else {}
    if row is None or row.ended or not lines:
        raise Http404
    form = WorksheetForm(request.POST if request.method == "POST" else None, lines=lines)
    if form.is_bound and form.is_valid():
        if given := form.given():
            actions.answer_worksheet(by=viewer, number=number, ilo_list=ilo_list, given=given)
        return redirect(f"{reverse('worksheet-list', args=[number, ilo_list])}#deel-{dimension}")
    context = {
        "number": number,
        "ilo_list": ilo_list,
        "list_name": say(pack().ilo_lists[ilo_list].text),
        "title": say(pack().dimensions[dimension].text),
        "form": form,
        "rows": form.rows(),
        "verified": pack().strengths_verified(ilo_list),
        "back": f"{reverse('worksheet-list', args=[number, ilo_list])}#deel-{dimension}",
    }
    return render(request, "bundling/fill_in_worksheet.html", context, status=422 if form.errors else 200)
