"""What we test so that everybody can use this, and what nobody tested yet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from schakel.ground.accounts.access import page


@page(public=True)
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "site/accessibility.html")
