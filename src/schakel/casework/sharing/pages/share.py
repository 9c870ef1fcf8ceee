"""To whom can this signal go? Danger first; with each way what may go, what may not and why, and whom to ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.casework.sharing import queries
from schakel.casework.sharing.pages import wording
from schakel.casework.sharing.queries import Matter, OptionRow, WayRow
from schakel.casework.sharing.rules import Way, likely
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import Route, pack
from schakel.ground.ui import parts

MatterOf = Callable[..., Matter | None]
"""`matter_of(viewer, signal, reading=True)`: the signal as sharing sees it; the site hands it in with the address."""


@dataclass(frozen=True, slots=True)
class ShownOption:
    """One basis for one recipient, in words."""

    name: str
    purpose: str
    law: str
    unverified: bool
    accepted: str
    first: list[str]
    may: list[str]
    kept: list[parts.Fact]
    ask: str
    second_person: bool
    write: str
    consent: str


@dataclass(frozen=True, slots=True)
class ShownWay:
    """A way, with what it asks `now`; `likely` ways stand open, the others fold."""

    route: Route
    way: Way
    options: list[ShownOption]
    now: str
    likely: bool


@page(may="disclosure.handle")
def share(request: HttpRequest, signal: UUID, matter_of: MatterOf) -> HttpResponse:
    viewer = acting_person(request)
    matter = matter_of(viewer, signal)
    if matter is None:
        raise Http404
    about = request.GET.get("om", "")
    asked = matter.about(about)
    names = queries.names_of(viewer=viewer)
    found = queries.options(viewer=viewer, matter=asked)
    ways = [_way(asked, one, about, names) for one in found]
    context = {
        "matter": asked,
        "about": about if asked is not matter else "",
        "people": [one for one in matter.pieces if one.code in matter.unknown_people],
        "ways": ways,
        "open_ways": [one for one in ways if one.likely],
        "other_ways": [one for one in ways if not one.likely],
        "made": [
            parts.Act(
                f"{wording.party(one.recipient)}: {wording.state(one.state)}, {parts.day_short(one.proposed_at)}",
                reverse("disclosure", args=[one.id]), "file-text",
            )
            for one in queries.disclosures(viewer=viewer, signal=matter.id)
        ],
    }  # fmt: skip
    return render(request, "sharing/share.html", context)


def _way(matter: Matter, found: WayRow, about: str, names: dict[UUID, str]) -> ShownWay:
    """Open at once where the signal points to; the table above says of each what it asks now."""
    route, options = pack().routes[found.way.code], [_option(matter, one, about, names) for one in found.options]
    return ShownWay(
        route, found.way, options, _in_short(options, route.phone),
        likely=likely(found.way, minor=matter.minor, forms=matter.forms),
    )  # fmt: skip


def _in_short(options: list[ShownOption], phone: str) -> str:
    """What this way asks at this moment."""
    if any(one.write and not one.first for one in options):
        return _("Een brief kan nu")
    if any(one.first for one in options):
        return _("Een brief kan nu nog niet")
    return _("U belt zelf: %(phone)s") % {"phone": phone} if phone else _("U vraagt het zelf")


def _option(matter: Matter, found: OptionRow, about: str, names: dict[UUID, str]) -> ShownOption:
    row = pack().legal_bases[found.basis.code]
    place = [matter.id, found.recipient, found.basis.code, found.purpose]
    query = f"?{urlencode({'om': about})}" if about else ""
    return ShownOption(
        name=wording.say(row.text),
        purpose=wording.purpose(found.purpose),
        law=wording.law(row.code),
        unverified=row.to_be_verified,
        accepted=wording.accepted(found, names),
        first=wording.first(found),
        may=[wording.piece(one) for one in found.possible],
        kept=wording.kept(found),
        ask=wording.whom_to_ask(row.code),
        second_person=found.basis.second_person,
        write=reverse("propose-disclosure", args=place) + query if found.possible else "",
        consent=reverse("consent", args=[matter.id, found.recipient, found.purpose]) + query
        if wording.consent_asked(found)
        else "",
    )
