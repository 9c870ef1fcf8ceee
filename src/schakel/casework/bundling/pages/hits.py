"""Related signals in other municipalities: that they are there and whom to ask. For the chain director only how many."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.bundling import queries
from schakel.casework.bundling.pages.wording import listed, who_inside
from schakel.ground.accounts.access import acting_person, demand, page
from schakel.ground.accounts.queries import name_inside
from schakel.ground.breakglass import queries as breakglass
from schakel.ground.ui import parts

_STATES = {
    "asked": gettext_lazy("U vroeg dit na op %(day)s. Er is nog geen antwoord."),
    "acknowledged": gettext_lazy("U vroeg dit na op %(day)s. Zij hebben uw vraag gezien."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One related signal: where, beside which of ours, whom to call, and how far the asking is."""

    id: UUID
    title: str
    beside: str
    bundle: int | None
    people: str
    state: str
    can_ask: bool
    withdraw: UUID | None
    asked: str
    answer: UUID | None


@page()
def hits(request: HttpRequest) -> HttpResponse:
    viewer = acting_person(request)
    directs, handles = viewer.holds("chain_director"), viewer.holds("focal_person")
    if not (directs or handles):
        demand(viewer, "bundle.handle")
    region = queries.region_hits(viewer=viewer)
    context = {
        "notices": breakglass.notices(viewer=viewer),
        "directs": directs,
        "handles": handles,
        "lines": [_line(row) for row in queries.hits(viewer=viewer)] if handles else [],
        "table": _table(region) if region else None,
        "related": sum(row.related for row in region),
        "nothing": parts.Empty(
            _("Geen verwante signalen"),
            _("Als een signaal hier en een signaal in een andere gemeente van uw convenant hetzelfde noemen, dan ziet u dat hier. Dat is nu niet zo."),
        ),
    }  # fmt: skip
    return render(request, "bundling/hits.html", context)


def _line(row: queries.RelatedRow) -> Line:
    ours = row.request if row.request and row.request.state != "withdrawn" else None
    theirs = row.asked_of_us if row.asked_of_us and row.asked_of_us.state != "withdrawn" else None
    return Line(
        id=row.id,
        title=_("Er is een verwant signaal in %(other)s. Vraag het daar na.") % {"other": name_inside(row.other)},
        beside=_("Naast uw signaal %(number)s, %(who)s, %(day)s")
        % {
            "number": row.number,
            "who": who_inside(row.organisation_kind, row.function),
            "day": parts.day_short(row.observed_on),
        },
        bundle=row.bundle,
        people=listed([one.name for one in row.people]),
        state=str(_STATES[ours.state]) % {"day": parts.day_short(ours.at)} if ours else "",
        can_ask=ours is None,
        withdraw=ours.id if ours and ours.state == "asked" else None,
        asked=_("%(other)s vroeg u dit na op %(day)s.") % {"other": row.other, "day": parts.day_short(theirs.at)}
        if theirs
        else "",
        answer=theirs.id if theirs and theirs.state == "asked" else None,
    )


def _table(rows: list[queries.RegionRow]) -> parts.Table:
    return parts.Table(
        _("Verwante signalen tussen gemeenten"),
        (_("Gemeenten"), _("Verwante signalen"), _("Nagevraagd"), _("Gezien door de ander"), _("Sinds")),
        [
            (
                listed([row.one, row.other]),
                parts.number(row.related),
                parts.number(row.asked),
                parts.number(row.acknowledged),
                parts.day(row.since),
            )
            for row in rows
        ],
        numbers=(1, 2, 3),
    )
