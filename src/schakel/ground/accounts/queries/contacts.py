"""Whom to ask: the few names people of different organisations may know of each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from schakel.ground.accounts.queries.dated import day
from schakel.ground.accounts.rules import capabilities
from schakel.ground.accounts.rules.roles import ROLES
from schakel.ground.database.actor import SYSTEM_ROLE, Actor
from schakel.ground.database.refusal import Refused


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who can be asked: the name on screen, never a login name."""

    account: UUID
    name: str
    role: str
    organisation: UUID
    organisation_name: str
    municipality: str | None


def contacts(viewer: Actor, *, municipality: str | None = None, on: date | None = None) -> list[Contact]:
    """Contacts of the own organisation, of covenant partners and of the municipality addressed, if one is given.

    Works inside acting(viewer); outside a scope it answers nobody.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from accounts_contacts(%s, %s)", [municipality, day(on)])
        return [Contact(*row) for row in cursor.fetchall()]


def focal_persons(viewer: Actor, *, municipality: str, on: date | None = None) -> list[Contact]:
    """The focal person and stand-ins of one municipality: "vraag het Noor"."""
    return _holding("focal_person", contacts(viewer, municipality=municipality, on=on), municipality)


def chain_directors(viewer: Actor, *, on: date | None = None) -> list[Contact]:
    """The chain directors of the own organisation and of covenant partners."""
    return _holding("chain_director", contacts(viewer, on=on))


def reporter_name(viewer: Actor, account: UUID) -> str:
    """A reporter's name, for the focal person who handles the signal, and for its system, which leaves it out. Refused for
    everybody else but oneself.

    That the signal is the viewer's own is the caller's to know: it has its row. "" when the account is gone.
    """
    known = "signal.handle" in capabilities(viewer.roles) or viewer.holds(SYSTEM_ROLE)
    if not known and viewer.account != account:
        raise Refused(
            "reporter.name", _("De naam van een melder ziet alleen de aandachtsfunctionaris die het signaal behandelt.")
        )
    with connection.cursor() as cursor:
        cursor.execute("select accounts_reporter_name(%s)", [account])
        return str(cursor.fetchone()[0] or "")


def whom_to_ask(viewer: Actor, capability: str) -> str:
    """One sentence: a colleague of the own organisation who may, else the administrator, else whom to look for."""
    here = [
        item for item in contacts(viewer) if item.organisation == viewer.organisation and item.account != viewer.account
    ]
    for item in here:
        if capability in ROLES[item.role].may - ROLES["reporter"].may:
            return _("Vraag het %(name)s, %(organisation)s.") % {
                "name": item.name,
                "organisation": name_inside(item.organisation_name),
            }
    for item in _holding("functional_administrator", here):
        return _("Hoort dit bij uw werk? Vraag %(name)s om de rol.") % {"name": item.name}
    return _("Vraag het de functioneel beheerder van uw organisatie.")


def name_inside(name: str) -> str:
    """ "Gemeente Waterrijk" as it stands inside a sentence.

    >>> name_inside("Gemeente Waterrijk"), name_inside("GGD Zuidkust")
    ('gemeente Waterrijk', 'GGD Zuidkust')
    """
    return name[:1].lower() + name[1:] if name.startswith("Gemeente ") else name


def _holding(role: str, found: Iterable[Contact], municipality: str | None = None) -> list[Contact]:
    return [item for item in found if item.role == role and municipality in (None, item.municipality)]
