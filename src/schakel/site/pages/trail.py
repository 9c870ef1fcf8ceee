"""The trail of the own organisation, for its privacy officer: who did what, when, with what result."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from schakel.ground.accounts import queries as accounts
from schakel.ground.accounts.access import page
from schakel.ground.audit import actions as audit
from schakel.ground.audit.queries import EntryRow, entries
from schakel.ground.ui import parts
from schakel.site.pages.trail_words import RESULTS, words

PAGE = 50
_LONGEST_NUMBER = 18  # digits


@page(may="trail.read")
def trail(request: HttpRequest) -> HttpResponse:
    viewer = request.actor  # type: ignore[attr-defined]
    before = request.GET.get("voor", "")
    found = entries(
        viewer=viewer,
        before=int(before) if before.isdecimal() and len(before) <= _LONGEST_NUMBER else None,
        limit=PAGE + 1,
    )
    audit.record("trail.read", by=viewer, organisation=viewer.organisation, object_kind="trail", object_id=None)
    names = {person.id: person.name for person in accounts.people(viewer)}
    context = {
        "table": _table(found[:PAGE], {str(account): name for account, name in names.items()}),
        "older": found[PAGE - 1].number if len(found) > PAGE else None,
        "checked": next(iter(entries(viewer=viewer, kind="trail.verified", limit=1)), None),
    }
    return render(request, "site/trail.html", context)


def _table(rows: list[EntryRow], names: dict[str, str]) -> parts.Table:
    return parts.Table(
        caption=_("Het spoor, nieuwste eerst"),
        columns=(_("Nummer"), _("Wanneer"), _("Wie"), _("Handeling"), _("Gevolg")),
        rows=[
            (
                str(row.number),
                parts.moment(row.at),
                names.get(str(row.actor), _("Iemand van een andere organisatie")) if row.actor else _("Het systeem"),
                words(row.kind),
                str(RESULTS.get(row.result, RESULTS["refused"])),
            )
            for row in rows
        ],
        numbers=(0,),
    )
