"""Which other bundle tells the same story: those that have a link with this one first."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel.casework.bundling import queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.ui import parts

_MOST = 200


@page(may="bundle.handle")
def merge_bundles(request: HttpRequest, number: int) -> HttpResponse:
    viewer = acting_person(request)
    running = queries.running_numbers(viewer=viewer)
    if number not in running:
        raise Http404
    wanted = request.GET.get("bundel", "").strip()
    if wanted.isascii() and wanted.isdigit() and int(wanted) in running - {number}:
        return redirect("merge-with", number, int(wanted))
    near = queries.near(viewer=viewer, number=number)
    others = [row for row in queries.bundles(viewer=viewer, limit=_MOST) if row.number != number]
    others.sort(key=lambda row: -near.get(row.number, 0))
    groups = [
        parts.WorkGroup(title, items)
        for title, items in (
            (_("Noemen ook iets van deze bundel"), [_item(number, row, near) for row in others if row.number in near]),
            (_("Alle andere bundels"), [_item(number, row, near) for row in others if row.number not in near]),
        )
        if items
    ]
    context = {
        "number": number,
        "groups": groups,
        "wanted": wanted,
        "more": len(running) > _MOST,
        "nothing": parts.Empty(_("Er is geen andere bundel"), _("Samenvoegen kan pas als er twee bundels zijn.")),
    }
    return render(request, "bundling/merge_bundles.html", context)


def _item(number: int, row: queries.ListedBundle, near: dict[int, int]) -> parts.WorkItem:
    links = near.get(row.number, 0)
    words = ngettext("%(n)s verband met deze bundel", "%(n)s verbanden met deze bundel", links) % {"n": links}
    return parts.WorkItem(
        title=row.title,
        url=reverse("merge-with", args=[number, row.number]),
        meta=_("Bundel %(number)s, %(signals)s, %(period)s")
        % {
            "number": row.number,
            "signals": ngettext("%(n)s signaal", "%(n)s signalen", row.signals) % {"n": row.signals},
            "period": parts.period(row.first, row.last),
        },
        tags=[parts.Tag(words, "tie", "link")] if links else [],
        rings=min(row.signals, 4),
        tone="tie",
    )
