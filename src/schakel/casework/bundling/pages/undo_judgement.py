"""Taking back what was said: a page of its own that says what will hold again."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from schakel.casework.bundling import actions, queries
from schakel.casework.bundling.pages.wording import HOW, JUDGED
from schakel.ground.accounts.access import acting_person, page


@page(may="bundle.handle")
def undo_judgement(request: HttpRequest, number: int, act: UUID) -> HttpResponse:
    viewer = acting_person(request)
    said = queries.judgement(viewer=viewer, act=act)
    if said is None:
        raise Http404
    if request.method == "POST":
        actions.undo(by=viewer, judgement=act)
        return redirect("judged", number, act)
    return render(
        request,
        "bundling/undo_judgement.html",
        {"said": said, "kind": HOW.get(said.how, JUDGED[said.kind]), "number": number},
    )
