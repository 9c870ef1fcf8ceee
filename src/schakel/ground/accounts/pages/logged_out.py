"""Gone out here. Whoever came in by the organisation may want to leave there too: a computer is often shared."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from schakel.ground.accounts import queries, sign_on
from schakel.ground.accounts.access import page
from schakel.ground.accounts.pages.sign_on_start import party_of


@page(public=True)
def logged_out(request: HttpRequest, provider: UUID) -> HttpResponseBase:
    row = queries.provider(provider)
    if row is None or request.user.is_authenticated:
        return redirect("login")
    try:
        address = sign_on.leaving(party_of(request, row, "login"), sign_on.discovered(row.issuer))
    except sign_on.Distrusted:
        address = ""
    return render(request, "accounts/logged_out.html", {"row": row, "address": address})
