"""Begin here: the first steps of an organisation in order, and what is not done yet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from schakel.ground.accounts.access import acting_person, page
from schakel.site import beginning


@page(may="organisation.manage")
def begin(request: HttpRequest) -> HttpResponse:
    actor = acting_person(request)
    first = beginning.first_steps(actor)
    following = next((step for step in first if step.state == beginning.OPEN), None)
    around = {"first": first, "following": following, "later": beginning.still_open(actor)}
    return render(request, "site/begin.html", around)
