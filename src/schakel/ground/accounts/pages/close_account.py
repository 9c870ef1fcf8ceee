"""Closing an account, after saying what goes and what stays; and opening it again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.actions.checks import not_found
from schakel.ground.accounts.pages.account_link import show_link


@page(may="account.manage")
def close_account(request: HttpRequest, account: UUID) -> HttpResponseBase:
    actor = acting_person(request)
    person = queries.person(actor, account)
    if person is None:
        raise not_found()
    if request.method == "POST":
        actions.deactivate(by=actor, account=account)
        messages.success(request, _("Het account van %(name)s is gesloten.") % {"name": person.name})
        return redirect("account", account=account)
    return render(request, "accounts/close_account.html", {"person": person})


@page(may="account.manage")
def reopen_account(request: HttpRequest, account: UUID) -> HttpResponseBase:
    if request.method != "POST":
        return redirect("account", account=account)
    actor = acting_person(request)
    made = actions.reactivate(by=actor, account=account)
    person = queries.person(actor, account)
    return show_link(request, made, person.name if person else "")
