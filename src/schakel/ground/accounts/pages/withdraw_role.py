"""Taking a role back, after saying what that does."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.actions.checks import not_found
from schakel.ground.accounts.rules import ROLES
from schakel.ground.database.actor import Actor


@page(may="account.manage")
def withdraw_role(request: HttpRequest, account: UUID, granted: UUID) -> HttpResponseBase:
    person, grant = find_grant(acting_person(request), account, granted)
    if request.method == "POST":
        actions.withdraw_role(by=acting_person(request), granted=granted)
        messages.success(request, _("De rol is ingetrokken."))
        return redirect("account", account=account)
    around = {"person": person, "name": _(ROLES[grant.role].name), "purpose": _(ROLES[grant.role].purpose)}
    return render(request, "accounts/withdraw_role.html", around)


def find_grant(actor: Actor, account: UUID, granted: UUID) -> tuple[queries.PersonRow, queries.GrantRow]:
    person = queries.person(actor, account)
    grant = next((one for one in person.grants if one.id == granted), None) if person else None
    if person is None or grant is None:
        raise not_found()
    return person, grant
