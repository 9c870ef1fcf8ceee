""" "Ik pak dit op": the signal is of who says so, and nobody else is called."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from schakel.casework.intake import actions
from schakel.ground.accounts.access import acting_person, page


@page(may="signal.handle")
@require_POST
def take_up(request: HttpRequest, signal: UUID) -> HttpResponse:
    actions.take_up(by=acting_person(request), signal=signal)
    return redirect("signal", signal=signal)
