"""What I passed on, newest first, each with what I heard of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.casework.intake import queries
from schakel.casework.intake.pages.wording import on, quote, say
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.ui.parts import Empty, WorkGroup, WorkItem


@page(may="signal.own")
def my_signals(request: HttpRequest) -> HttpResponse:
    rows = queries.my_signals(viewer=acting_person(request))
    return render(request, "intake/my_signals.html", {"groups": groups(rows), "empty": empty()})


def groups(rows: list[tuple[queries.ListedSignal, str]]) -> list[WorkGroup]:
    if not rows:
        return []
    return [WorkGroup(_("Nieuwste eerst"), [item(row, code) for row, code in rows])]


def item(row: queries.ListedSignal, feedback: str) -> WorkItem:
    told = pack().feedback.get(feedback)
    return WorkItem(
        title=_("Signaal %(number)s") % {"number": row.number},
        url=reverse("my-signal", args=[row.id]),
        words=quote(row.words),
        meta=_("Doorgegeven %(when)s") % {"when": on(row.received_at)},
        do=say(told.title) if told else "",
    )


def empty() -> Empty:
    return Empty(
        _("U gaf nog geen signaal door"),
        _("Hier staat straks wat u doorgaf, met het antwoord daarop. Eén zorg is genoeg om te beginnen."),
        _("Geef een signaal door"),
        reverse("register-signal"),
    )
