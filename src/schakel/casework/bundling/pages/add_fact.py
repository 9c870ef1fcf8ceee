"""At which signal of a bundle does a fact belong? A fact speaks for the source of a signal, so one chooses that first."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.casework.bundling import queries
from schakel.casework.bundling.pages.wording import who
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.ui import parts


@page(may="bundle.handle")
def add_fact(request: HttpRequest, number: int) -> HttpResponse:
    row = queries.bundle(viewer=acting_person(request), number=number)
    if row is None or row.ended_at:
        raise Http404
    chosen = [_act(one, number) for one in row.signals]
    return render(request, "bundling/add_fact.html", {"number": number, "title": row.title, "chosen": chosen})


def _act(one: queries.ToldRow, number: int) -> parts.Act:
    label = (
        _("Signaal %(n)s: %(who)s, %(day)s")
        if one.counts
        else _("Signaal %(n)s: %(who)s, %(day)s. Wacht nog op uw oordeel")
    ) % {
        "n": one.position,
        "who": who(one.organisation_kind, one.function),
        "day": parts.day_short(one.observed_on),
    }
    return parts.Act(label, f"{reverse('add-observation', args=[one.id])}?bundel={number}", "plus")
