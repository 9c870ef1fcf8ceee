"""Supervision under the AVG: write down, and find what was written or given."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from schakel.casework.provisions import actions, queries
from schakel.casework.provisions.pages import wording
from schakel.casework.provisions.pages.record_forms import RecordForm
from schakel.casework.provisions.rules import KINDS, SUPERVISION
from schakel.ground.accounts.access import acting_person, page


@page(may="supervision.read")
def supervisions(request: HttpRequest) -> HttpResponse:
    viewer = acting_person(request)
    form = RecordForm(request.POST or None, kinds=KINDS[SUPERVISION])
    if request.method == "POST" and form.is_valid():
        made = actions.record_supervision(
            by=viewer, happened_on=form.cleaned_data["happened_on"], fields=form.written()
        )
        return redirect("supervision", made)
    shown = [{"row": row, "kinds": wording.kinds(row.kinds)} for row in queries.supervisions(viewer=viewer)]
    context = {"form": form, "shown": shown}
    return render(request, "provisions/supervisions.html", context, status=422 if form.errors else 200)
