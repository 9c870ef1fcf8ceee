"""Organisations. They are not secret: who asks need not be known, so that jobs can start with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from schakel.ground.accounts.models import Installation, Organisation
from schakel.ground.accounts.queries.covenants import covenants_of
from schakel.ground.accounts.rules.organisations import KINDS, realm_for
from schakel.ground.database.actor import SYSTEM_ROLE, Actor


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """`kind` is one of the exchange format; `kind_name` its Dutch name; `municipality` a GM code or None."""

    id: UUID
    kind: str
    kind_name: str
    name: str
    municipality: str | None
    realm: str
    hosts: bool


def organisation(organisation_id: UUID) -> OrganisationRow | None:
    found = Organisation.objects.filter(id=organisation_id).first()
    return _row(found) if found else None


def organisation_of_municipality(code: str) -> OrganisationRow | None:
    """The organisation that is this municipality, and so the controller of signals addressed to it; None if not joined."""
    found = Organisation.objects.filter(municipality=code).first()
    return _row(found) if found else None


def municipality_of(organisation: UUID) -> str | None:
    """The GM code when the organisation is a municipality."""
    return Organisation.objects.filter(id=organisation).values_list("municipality", flat=True).first()


def organisations(kind: str | None = None) -> list[OrganisationRow]:
    """All, or those of one kind, by name."""
    found = Organisation.objects.filter(kind=kind) if kind else Organisation.objects.all()
    return [_row(item) for item in found.order_by("name")]


def manageable(viewer: Actor) -> frozenset[UUID]:
    """The viewer's own organisation, and those without an administrator that the host looks after.

    Works inside acting(viewer); what the viewer may do there is for the actions to say.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from accounts_organisation where id = schakel_organisation() or accounts_looked_after(id)"
        )
        return frozenset(row[0] for row in cursor.fetchall())


def system_actor(organisation: UUID, *, origin: str = "job", on: date | None = None) -> Actor:
    """The system acting for one organisation, with its municipality and covenants of that day (today if not given)."""
    return Actor(
        account=None,
        organisation=organisation,
        roles=frozenset({SYSTEM_ROLE}),
        municipality=municipality_of(organisation),
        covenants=covenants_of(organisation, on=on),
        origin=origin,
    )


def installed_realm() -> str | None:
    """ "live" or "demo"; None while nothing was set up."""
    return Installation.objects.values_list("realm", flat=True).first()


def realm_fits(mode: str) -> bool:
    """Whether this database is for the mode the program runs in; `serve` refuses when it is not."""
    realm = installed_realm()
    return realm is None or realm == realm_for(mode)


def is_empty() -> bool:
    """Whether no account exists yet, so that the first administrator may be made."""
    with connection.cursor() as cursor:
        cursor.execute("select accounts_empty()")
        return bool(cursor.fetchone()[0])


def _row(item: Organisation) -> OrganisationRow:
    return OrganisationRow(
        id=item.id,
        kind=item.kind,
        kind_name=KINDS[item.kind],
        name=item.name,
        municipality=item.municipality,
        realm=item.realm_id,
        hosts=item.hosts,
    )
