"""What is kept, who sees it and for how long: read from the content pack, so that it stays true."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schakel.ground.accounts.access import page
from schakel.ground.content.queries import pack


@dataclass(frozen=True, slots=True)
class TermRow:
    what: str
    how_long: str
    certainty: str


@page(public=True)
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "site/privacy.html", {"terms": _terms()})


def _terms() -> list[TermRow]:
    language = get_language() or "nl"
    words = {"signal": _("Signaal"), "trail": _("Spoor"), "account": _("Account")}
    certain = {
        "statute": _("Staat in de wet"),
        "standard": _("Staat in een norm"),
        "own_choice": _("Eigen keuze van de gemeente"),
    }
    return [
        TermRow(
            what=words.get(term.record, term.record),
            how_long=term.text.say(language),
            certainty=certain[term.binding] + (" " + _("(nog te controleren)") if term.to_be_verified else ""),
        )
        for term in pack().retention.values()
        if term.record in words
    ]
