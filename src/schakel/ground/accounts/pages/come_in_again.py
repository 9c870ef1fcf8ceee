"""Shown instead of a page that changes how somebody comes in, when that person did not come in just now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def come_in_again(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/come_in_again.html", {"next": request.path}, status=403)
