"""How a bundle came to be what it is: who came and went, what was said and why; each judgement can be undone from here."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.bundling import queries
from schakel.casework.bundling.pages.wording import JUDGED, capital, signals
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.ui import parts

_WHY = {
    ("joined", "linked"): gettext_lazy("Het kwam erbij omdat het hetzelfde noemt als een ander signaal."),
    ("joined", "judged"): gettext_lazy("Het kwam erbij door een oordeel."),
    ("left", "weighed_again"): gettext_lazy("Het ging eruit: met nieuwe signalen erbij weegt het verband minder."),
    ("left", "judged"): gettext_lazy("Het ging eruit door een oordeel."),
    ("left", "taken_out"): gettext_lazy("Een collega haalde het eruit."),
    ("left", "forgotten"): gettext_lazy("Het ging weg omdat de bewaartermijn voorbij is."),
}
_WHAT = {"joined": gettext_lazy("%(signals)s erbij"), "left": gettext_lazy("%(signals)s eruit")}


@dataclass(frozen=True, slots=True)
class Event:
    """One line: when, what happened, to which signals, who said so and why."""

    when: str
    what: str
    why: str
    who: str
    reason: str
    act: UUID | None


@page(may="bundle.handle")
def bundle_history(request: HttpRequest, number: int) -> HttpResponse:
    rows = queries.history(viewer=acting_person(request), number=number)
    if rows is None:
        raise Http404
    return render(request, "bundling/history.html", {"number": number, "events": [_event(row) for row in rows]})


def _event(row: queries.HistoryRow) -> Event:
    where = signals(row.signals)
    if row.kind in _WHAT:
        return Event(
            parts.moment(row.at),
            capital(str(_WHAT[row.kind]) % {"signals": where}),
            str(_WHY[row.kind, row.why]),
            "",
            "",
            None,
        )
    return Event(
        when=parts.moment(row.at),
        what=str(JUDGED[row.kind]),
        why=_("Over %(signals)s.") % {"signals": where},
        who=row.who or _("Een collega"),
        reason=row.reason,
        act=row.act,
    )
