"""The people an administrator looks after, per organisation."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from schakel.ground.accounts import queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.pages import choices
from schakel.ground.accounts.rules import ROLES


@dataclass(frozen=True, slots=True)
class Line:
    """One person in the list. `state` is "" for who simply works here."""

    person: queries.PersonRow
    roles: str
    work: str
    state: str


@dataclass(frozen=True, slots=True)
class House:
    name: str
    own: bool
    lines: tuple[Line, ...]


@page(may="account.manage")
def accounts(request: HttpRequest) -> HttpResponseBase:
    actor = acting_person(request)
    wanted = request.GET.get("zoek", "").strip()
    closed = request.GET.get("gesloten") == "ja"
    found = [person for person in queries.people(actor) if person.is_active != closed and _fits(person, wanted)]
    names = {person.organisation: person.organisation_name for person in found}
    houses = [
        House(name, here == actor.organisation, tuple(_line(person) for person in found if person.organisation == here))
        for here, name in sorted(names.items(), key=lambda item: (item[0] != actor.organisation, item[1]))
    ]
    around = {"houses": houses, "wanted": wanted, "closed": closed, "count": len(found)}
    return render(request, "accounts/accounts.html", around)


def _fits(person: queries.PersonRow, wanted: str) -> bool:
    return wanted.lower() in f"{person.name} {person.login_name}".lower()


def _line(person: queries.PersonRow) -> Line:
    if not person.is_active:
        state = _("Gesloten")
    elif any(grant.awaits_second for grant in person.grants):
        state = _("Een rol wacht op bevestiging")
    elif person.invited:
        state = _("Uitgenodigd, nog geen wachtwoord")
    else:
        state = ""
    roles = ", ".join(_(ROLES[code].name) for code in person.roles)
    return Line(person, roles or _("Geen rol"), choices.function_name(person.function), state)
