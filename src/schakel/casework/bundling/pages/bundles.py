"""The bundles of the own municipality, last changed first; for the chain director what spans municipalities."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel.casework.bundling import queries
from schakel.ground.accounts.access import acting_person, demand, page
from schakel.ground.ui import parts

_AGAIN_AFTER = 5  # seconds; the page comes by itself, also without script


@page()
def bundles(request: HttpRequest) -> HttpResponse:
    viewer = acting_person(request)
    if viewer.holds("chain_director") and not viewer.holds("focal_person"):
        return redirect("hits")
    demand(viewer, "bundle.handle")
    at = _page_number(request.GET.get("blad", ""))
    size = queries.PAGE
    rows = queries.bundles(viewer=viewer, limit=size + 1, offset=(at - 1) * size)
    looking = queries.still_looking(viewer=viewer)
    context = {
        "groups": [parts.WorkGroup(title, items) for title, items in _groups(rows[:size]) if items],
        "looking": ngettext("Wij zoeken nog bij %(n)s signaal.", "Wij zoeken nog bij %(n)s signalen.", looking) % {"n": looking} if looking else "",
        "related": len(queries.asked_of_us(viewer=viewer)),
        "earlier": f"?blad={at - 1}" if at > 1 else "",
        "later": f"?blad={at + 1}" if len(rows) > size else "",
        "nothing": parts.Empty(
            _("Nog geen bundels"),
            _("Een bundel ontstaat vanzelf als twee signalen hetzelfde noemen: een adres, een nummer, een naam. Dat is nu niet zo."),
            _("Bekijk alle signalen"),
            reverse("signals"),
        ),
    }  # fmt: skip
    answer = render(request, "bundling/bundles.html", context)
    if looking:
        answer.headers["Refresh"] = str(_AGAIN_AFTER)
    return answer


def _groups(rows: list[queries.ListedBundle]) -> list[tuple[str, list[parts.WorkItem]]]:
    return [
        (_("Wacht op uw oordeel"), [_item(row) for row in rows if row.waiting]),
        (_("Alle andere bundels"), [_item(row) for row in rows if not row.waiting]),
    ]


def _item(row: queries.ListedBundle) -> parts.WorkItem:
    tags = []
    if row.waiting:
        words = ngettext("%(n)s verband wacht op uw oordeel", "%(n)s verbanden wachten op uw oordeel", row.waiting)
        tags.append(parts.Tag(words % {"n": row.waiting}, "tie", "link"))
    if row.postponed:
        words = ngettext("%(n)s vraag staat nog open", "%(n)s vragen staan nog open", row.postponed)
        tags.append(parts.Tag(words % {"n": row.postponed}, "", "circle-dashed"))
    return parts.WorkItem(
        title=row.title,
        url=reverse("bundle", args=[row.number]),
        meta=_("Bundel %(number)s, %(signals)s van %(sources)s, %(period)s. Veranderd %(when)s")
        % {
            "number": row.number,
            "signals": ngettext("%(n)s signaal", "%(n)s signalen", row.signals) % {"n": row.signals},
            "sources": ngettext("%(n)s bron", "%(n)s bronnen", row.sources) % {"n": row.sources},
            "period": parts.period(row.first, row.last),
            "when": parts.since(row.changed_at),
        },
        tags=tags,
        rings=min(row.signals, 4),
        tone="tie",
    )


def _page_number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
