"""The second administrator agrees to a role that somebody else gave."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schakel.ground.accounts import actions
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.pages.withdraw_role import find_grant


@page(may="account.manage")
def confirm_role(request: HttpRequest, account: UUID, granted: UUID) -> HttpResponseBase:
    if request.method == "POST":
        find_grant(acting_person(request), account, granted)
        actions.confirm_role(by=acting_person(request), granted=granted)
        messages.success(request, _("De rol is bevestigd en geldt nu."))
    return redirect("account", account=account)
