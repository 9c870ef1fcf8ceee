"""A new one-time link for a colleague; it is shown on this page and nowhere else."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import acting_person, page


@page(may="account.manage")
def account_link(request: HttpRequest, account: UUID) -> HttpResponseBase:
    if request.method != "POST":
        return redirect("account", account=account)
    actor = acting_person(request)
    made = actions.renew_link(by=actor, account=account)
    person = queries.person(actor, account)
    return show_link(request, made, person.name if person else "")


def show_link(request: HttpRequest, made: actions.Invitation, name: str) -> HttpResponse:
    """The only page that ever shows the link."""
    address = request.build_absolute_uri(reverse("set-password", args=[made.secret]))
    around = {"address": address, "name": name, "made": made}
    return render(request, "accounts/account_link.html", around)
