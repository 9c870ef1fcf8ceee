"""One record of supervision; what came out of an investigation says with which provision."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from schakel.casework.provisions import queries
from schakel.casework.provisions.pages import name_out, wording
from schakel.casework.provisions.rules import SUPERVISION
from schakel.ground.accounts.access import acting_person, page


@page(may="supervision.read")
def supervision(request: HttpRequest, record: UUID) -> HttpResponse:
    viewer = acting_person(request)
    found = queries.supervision(viewer=viewer, record=record)
    if found is None:
        raise Http404
    leaves = name_out.answered(request, SUPERVISION, record)
    if isinstance(leaves, HttpResponse):
        return leaves
    came = found.listed.provision
    given = queries.provision(viewer=viewer, provision=came) if came else None
    context = {
        "found": found,
        "leaves": leaves,
        "fields": wording.fields(found.fields),
        "provision": wording.facts(given) if given else [],
    }
    return render(request, "provisions/supervision.html", context, status=422 if leaves.errors else 200)
