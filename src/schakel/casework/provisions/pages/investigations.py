"""An officer's own investigation, under the Wpg: write down, and find what was written."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from schakel.casework.provisions import actions, queries
from schakel.casework.provisions.pages import wording
from schakel.casework.provisions.pages.record_forms import RecordForm
from schakel.casework.provisions.rules import INVESTIGATION, KINDS
from schakel.ground.accounts.access import acting_person, page


@page(may="investigation.read")
def investigations(request: HttpRequest) -> HttpResponse:
    viewer = acting_person(request)
    form = RecordForm(request.POST or None, kinds=KINDS[INVESTIGATION])
    if request.method == "POST" and form.is_valid():
        made = actions.record_investigation(
            by=viewer, happened_on=form.cleaned_data["happened_on"], fields=form.written()
        )
        return redirect("investigation", made)
    shown = [
        {"row": row, "kinds": wording.kinds(row.kinds), "stage": wording.stage(row.stage)}
        for row in queries.investigations(viewer=viewer)
    ]
    context = {"form": form, "shown": shown}
    return render(request, "provisions/investigations.html", context, status=422 if form.errors else 200)
