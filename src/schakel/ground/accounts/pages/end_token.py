"""A key of a system stops working."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schakel.ground.accounts import actions
from schakel.ground.accounts.access import acting_person, page


@page(may="organisation.manage")
def end_token(request: HttpRequest, organisation: UUID, token: UUID) -> HttpResponseBase:
    if request.method == "POST":
        actions.end_token(by=acting_person(request), token=token)
        messages.success(request, _("De sleutel werkt niet meer."))
    return redirect("organisation", organisation=organisation)
