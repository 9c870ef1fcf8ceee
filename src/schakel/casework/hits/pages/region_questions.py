"""What was asked of other regions and how far it is; and the related signals that were found, on whichever side we stand."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schakel.casework.hits import actions, queries
from schakel.casework.hits.pages import wording
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.queries import name_inside
from schakel.ground.ui import parts


@dataclass(frozen=True, slots=True)
class Line:
    """One question: beside which signal, to whom, what for, and how far it is."""

    signal: UUID
    title: str
    meta: str
    state: str
    side: UUID | None
    withdraw: UUID | None


@dataclass(frozen=True, slots=True)
class Found:
    side: UUID
    title: str
    meta: str
    state: str


@page(may="bundle.handle")
def region_questions(request: HttpRequest) -> HttpResponse:
    viewer = acting_person(request)
    context = {
        "lines": [_line(row) for row in queries.questions(viewer=viewer)],
        "found": [_found(row) for row in queries.hits(viewer=viewer)],
        "nothing": parts.Empty(
            _("Nog niets gevraagd"),
            _("Open een signaal en kies daar: Vraag het een andere regio."),
        ),
    }
    return render(request, "hits/region_questions.html", context)


@page(may="bundle.handle")
def withdraw_question(request: HttpRequest, question: UUID) -> HttpResponse:
    if request.method == "POST":
        actions.withdraw_question(by=acting_person(request), question=question)
    return redirect("region-questions")


def _line(row: queries.QuestionRow) -> Line:
    return Line(
        signal=row.signal,
        title=_("Naast uw signaal %(number)s") % {"number": row.number},
        meta=_("%(regions)s. %(purpose)s. Gevraagd op %(day)s.")
        % {
            "regions": ", ".join(row.covenants),
            "purpose": wording.purpose(row.purpose),
            "day": parts.day(row.asked_at),
        },
        state=wording.state(row),
        side=row.side,
        withdraw=row.id if row.state == queries.WAITING else None,
    )


def _found(row: queries.HitRow) -> Found:
    if row.agreed:
        state = _("Beide gemeenten zeiden ja.")
    elif row.answer == "yes":
        state = _("U zei ja. Er is nog geen antwoord van de ander.")
    elif row.answer == "no":
        state = _("U zei nee. De ander ziet dat niet.")
    else:
        state = _("Zegt u ja of nee tegen delen?")
    return Found(
        side=row.side,
        title=_("Verwant signaal in %(other)s") % {"other": name_inside(row.other)},
        meta=_("Naast uw signaal %(number)s, bekend sinds %(day)s")
        % {"number": row.number or "", "day": parts.day(row.found_at)},
        state=state,
    )
