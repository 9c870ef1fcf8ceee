"""Asking first, without naming anybody (rule 22): whom to call and how. No form, no trail, no dossier; for everybody."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from schakel.casework.intake.pages.wording import say
from schakel.ground.accounts import queries as accounts
from schakel.ground.accounts.access import actor_of, page
from schakel.ground.content.queries import pack


@dataclass(frozen=True, slots=True)
class Adviser:
    what: str
    to: str
    phone: str
    hours: str
    to_be_verified: bool

    @property
    def dial(self) -> str:
        return self.phone.replace("-", "").replace(" ", "")


@page(public=True)
def ask_advice(request: HttpRequest) -> HttpResponse:
    return render(request, "intake/ask_advice.html", {"advisers": advisers(), "colleagues": colleagues(request)})


def advisers() -> list[Adviser]:
    """Where the content pack says that one may ask without a name."""
    return [
        Adviser(say(one.what), say(one.to), one.phone, say(one.hours) if one.hours else "", one.to_be_verified)
        for one in pack().routes.values()
        if one.kind == "advice" and one.phone
    ]


def colleagues(request: HttpRequest) -> list[str]:
    """The focal persons of one's own municipality, for who is signed in: they are the first to ask."""
    actor = actor_of(request)
    if actor is None or not actor.municipality:
        return []
    return [one.name for one in accounts.focal_persons(actor, municipality=actor.municipality)]
