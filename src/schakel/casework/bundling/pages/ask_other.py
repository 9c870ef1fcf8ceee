"""Asking another municipality: what they will see, then the names of whom to call. The request itself has no words."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.casework.bundling import actions, queries
from schakel.casework.bundling.pages.wording import listed
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.ui import parts


@page(may="bundle.handle")
def ask_other(request: HttpRequest, hit: UUID) -> HttpResponse:
    viewer = acting_person(request)
    row = next((one for one in queries.hits(viewer=viewer) if one.id == hit), None)
    if row is None:
        raise Http404
    if request.method == "POST":
        actions.ask_other(by=viewer, hit=hit)
        return redirect("asked", hit)
    return render(request, "bundling/ask_other.html", {"row": row, "people": listed([one.name for one in row.people])})


@page(may="bundle.handle")
def asked(request: HttpRequest, hit: UUID) -> HttpResponse:
    """After the act: whom to call, and what they know."""
    row = next((one for one in queries.hits(viewer=acting_person(request)) if one.id == hit), None)
    if row is None or row.request is None:
        raise Http404
    people = [
        parts.Fact(one.name, before=_("Aandachtsfunctionaris, %(other)s") % {"other": one.organisation})
        for one in row.people
    ]
    confirmed = parts.Confirmed(
        title=_("Uw vraag staat bij %(other)s") % {"other": row.other},
        text=_("Bel of mail zelf ook: in de vraag staan geen woorden en geen namen."),
        facts=people,
        steps=[
            parts.Step(_("Zij zien dat u naar een verwant signaal vraagt, en naast welk signaal van hen"), "done"),
            parts.Step(_("U spreekt elkaar"), "now"),
            parts.Step(_("Willen beiden inhoud delen, dan gaat dat met een grondslag"), "later"),
        ],
        acts=[parts.Act(_("Alle verwante signalen"), reverse("hits"), "arrow-left")],
        rings=2,
        tone="tie",
    )
    return render(request, "ui/confirm.html", {"confirmed": confirmed})


@page(may="bundle.handle")
def withdraw_ask(request: HttpRequest, ask: UUID) -> HttpResponse:
    if request.method == "POST":
        actions.withdraw_ask(by=acting_person(request), ask=ask)
    return redirect("hits")


@page(may="bundle.handle")
def acknowledge_ask(request: HttpRequest, ask: UUID) -> HttpResponse:
    if request.method == "POST":
        actions.acknowledge_ask(by=acting_person(request), ask=ask)
    return redirect("hits")
