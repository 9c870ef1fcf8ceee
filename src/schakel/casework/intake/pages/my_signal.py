"""One signal as its reporter sent it, and the fixed answers so far. What was decided stays with the municipality."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from schakel.casework.intake import queries
from schakel.casework.intake.pages import wording
from schakel.casework.intake.pages.receipt import addressed
from schakel.casework.intake.pages.signal_files import SignalFiles
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.ui.parts import Fact, Step, day


@page(may="signal.own")
def my_signal(request: HttpRequest, signal: UUID) -> HttpResponse:
    viewer = acting_person(request)
    row = queries.my_signal(viewer=viewer, signal=signal)
    if row is None:
        raise Http404
    context = {
        "row": row,
        "facts": facts(row),
        "files": SignalFiles(viewer, row.id, mine=True),
        "heard": heard(row.feedback),
        "observed": wording.observed(row.observations),
        "given": wording.given(row.mentions),
    }
    return render(request, "intake/my_signal.html", context)


def facts(row: queries.SignalRow) -> list[Fact]:
    noticed = wording.noticed_by(row.listed)
    return [
        Fact(addressed(row), before=_("Voor")),
        *([Fact(noticed, before=_("Doorgegeven voor"))] if noticed else []),
        Fact(day(row.listed.received_at), before=_("Doorgegeven")),
        Fact(day(row.listed.observed_on), before=_("Gezien of gehoord")),
        Fact(str(wording.MINORS[row.listed.minor]), before=_("Iemand onder de 18")),
    ]


def heard(feedback: tuple[queries.FeedbackRow, ...]) -> list[Step]:
    """Each answer with its day and, when somebody wrote one, the thank-you."""
    texts = pack().feedback
    rows = []
    for told in feedback:
        text = texts.get(told.code)
        note = " ".join(filter(None, (wording.say(text.text) if text else "", told.thanks)))
        rows.append(Step(wording.say(text.title) if text else told.code, "done", note, told.at))
    return rows
