"""The municipality sees for itself that somebody was wrongly named: nobody asked, and it is handled all the same."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from schakel.casework.rights import actions
from schakel.casework.rights.pages.register_request import OwnForm
from schakel.casework.rights.rules import OWN
from schakel.ground.accounts.access import acting_person, page


@page(may="request.collect")
def own_finding(request: HttpRequest) -> HttpResponse:
    form = OwnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.register_request(
            by=acting_person(request), kind="erasure", channel=OWN, received_on=timezone.localdate(), asked_by="self", reach="",
            **form.cleaned_data,
        )  # fmt: skip
        return redirect("collect-request", made)
    return render(request, "rights/own_finding.html", {"form": form}, status=422 if form.errors else 200)
