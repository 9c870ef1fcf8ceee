"""An account for emergencies: it keeps a password of its own, for when the provider of the organisation is down."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schakel.ground.accounts import actions
from schakel.ground.accounts.access import acting_person, page


@page(may="account.manage")
def keep_password(request: HttpRequest, account: UUID) -> HttpResponseBase:
    if request.method == "POST":
        keeps = request.POST.get("keeps") == "yes"
        actions.keep_password(by=acting_person(request), account=account, keeps=keeps)
        said = (
            _("Dit account is nu ook voor noodgevallen.") if keeps else _("Dit account is niet meer voor noodgevallen.")
        )
        messages.success(request, said)
    return redirect("account", account=account)
