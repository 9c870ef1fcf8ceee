"""Another name or other work for one person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.actions.checks import not_found
from schakel.ground.accounts.pages.create_account import AccountForm


class ChangeForm(AccountForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for fixed in ("login_name", "organisation", "starts_on", "roles"):
            del self.fields[fixed]


@page(may="account.manage")
def change_account(request: HttpRequest, account: UUID) -> HttpResponseBase:
    actor = acting_person(request)
    person = queries.person(actor, account)
    if person is None:
        raise not_found()
    initial = {name: getattr(person, name) for name in ("name", "function", "place", "report_to")}
    form = ChangeForm(request.POST or None, actor=actor, initial=initial)
    if form.is_bound and form.is_valid():
        actions.change_account(by=actor, account=account, **form.cleaned_data)
        messages.success(request, _("De gegevens zijn bewaard."))
        return redirect("account", account=account)
    around = {"form": form, "person": person}
    return render(request, "accounts/change_account.html", around, status=422 if form.is_bound else 200)
