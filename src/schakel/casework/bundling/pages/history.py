"""How a bundle came to be what it is: who came and went, what was said and why; each judgement can be undone from here."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.bundling import queries
from schakel.casework.bundling.pages.wording import HOW, HOW_UNDONE, JUDGED, capital, listed, signals
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.ui import parts

_WHY = {
    ("joined", "linked"): gettext_lazy("Het kwam erbij omdat het hetzelfde noemt als een ander signaal."),
    ("joined", "judged"): gettext_lazy("Het kwam erbij door een oordeel."),
    ("left", "weighed_again"): gettext_lazy("Het ging eruit: met nieuwe signalen erbij weegt het verband minder."),
    ("left", "judged"): gettext_lazy("Het ging eruit door een oordeel."),
    ("left", "taken_out"): gettext_lazy("Een collega haalde het eruit."),
    ("joined", "split"): gettext_lazy("Het kwam erbij toen een bundel werd gesplitst."),
    ("joined", "merged"): gettext_lazy("Het kwam erbij toen bundels werden samengevoegd."),
    ("left", "split"): gettext_lazy("Het ging eruit toen de bundel werd gesplitst."),
    ("left", "merged"): gettext_lazy(
        "Het ging eruit toen bundels werden samengevoegd: het verband weegt daarin te weinig."
    ),
    ("left", "forgotten"): gettext_lazy("Het ging weg omdat de bewaartermijn voorbij is."),
}
_WHAT = {"joined": gettext_lazy("%(signals)s erbij"), "left": gettext_lazy("%(signals)s eruit")}
_WHENCE = {
    True: gettext_lazy("Eerder in bundel %(others)s."),
    False: gettext_lazy("Nu in bundel %(others)s."),
}
_OF_BUNDLES = {
    ("split", False): gettext_lazy("Gesplitst: naar bundel %(others)s gingen %(signals)s"),
    ("split", True): gettext_lazy("Afgesplitst van bundel %(others)s: %(signals)s"),
    ("merged", False): gettext_lazy("Opgegaan in bundel %(others)s: %(signals)s"),
    ("merged", True): gettext_lazy("Bundel %(others)s is hierin opgegaan: %(signals)s"),
}


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
    """Numbers of signals and of bundles are those that people say aloud."""
    where, others = signals(row.signals), listed(row.others)
    if row.kind in _WHAT:
        why = str(_WHY[row.kind, row.why])
        if row.others:
            why = f"{why} {_WHENCE[row.came] % {'others': others}}"
        return Event(parts.moment(row.at), capital(str(_WHAT[row.kind]) % {"signals": where}), why, "", "", None)
    told = _OF_BUNDLES.get((row.how, row.came)) if row.others and row.kind != "undone" else None
    return Event(
        when=parts.moment(row.at),
        what=str(told) % {"signals": where, "others": others} if told else _said(row),
        why="" if told else _("Over %(signals)s.") % {"signals": where},
        who=row.who or _("Een collega"),
        reason=row.reason,
        act=row.act,
    )


def _said(row: queries.HistoryRow) -> str:
    return str(
        HOW_UNDONE.get(row.how, JUDGED[row.kind]) if row.kind == "undone" else HOW.get(row.how, JUDGED[row.kind])
    )
