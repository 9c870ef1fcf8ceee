"""The map of a bundle: which signals name the same, and why we say so, drawn and in tables."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from schakel.casework.bundling import queries
from schakel.casework.bundling.pages.link_parts import shared_chains
from schakel.casework.bundling.pages.map_parts import MOST_DRAWN, drawn, lonely, namings_table, signals_table
from schakel.ground.accounts.access import acting_person, page


@page(may="bundle.handle")
def bundle_map(request: HttpRequest, number: int) -> HttpResponse:
    row = queries.bundle(viewer=acting_person(request), number=number)
    if row is None:
        raise Http404
    if row.ended_at:
        return redirect("bundle", number)  # that page says where its signals are
    drawing = drawn(row)
    context = {
        "number": number,
        "title": row.title,
        "drawing": drawing,
        "chains": shared_chains(row) if drawing and row.shared else None,
        "most": MOST_DRAWN,
        "namings": namings_table(row),
        "signals": signals_table(row),
        "lonely": lonely(row),
        "waits": any(not one.counts for one in row.signals),
    }
    return render(request, "bundling/bundle_map.html", context)
