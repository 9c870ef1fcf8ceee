"""Organisations: the host of the installation adds them."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.ground.accounts.actions import checks
from schakel.ground.accounts.models import Installation, Organisation
from schakel.ground.accounts.rules.naming import shown_name
from schakel.ground.accounts.rules.organisations import KINDS, MUNICIPALITY
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import SYSTEM_ROLE, Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.places import queries as places


@transaction.atomic
def create_organisation(*, by: Actor, kind: str, name: str, municipality: str | None = None) -> UUID:
    """Adds an organisation to this installation. `municipality` is a GM code, for a municipality only.

    The first one looks after the installation. The system makes only the organisation it acts for.
    Refused for a municipality that does not exist today or is here already; ValueError for an unknown kind.
    """
    checks.demand(by, checks.MANAGE_ORGANISATIONS)
    if not by.holds(SYSTEM_ROLE) and not checks.hosts(by):
        raise Refused("organisation.host", _("Nieuwe organisaties voegt de beheerder van deze installatie toe."))
    if kind not in KINDS or (kind == MUNICIPALITY) != (municipality is not None):
        raise ValueError(f"kind {kind!r} with municipality {municipality!r}")
    if municipality is not None:
        demand_municipality(municipality)
    made = Organisation(
        kind=kind,
        name=shown_name(name),
        municipality=municipality,
        realm=Installation.objects.get(),
        hosts=not Organisation.objects.exists(),
    )
    if by.holds(SYSTEM_ROLE):
        made.id = by.organisation
    _save(made)
    audit.record(
        "organisation.created",
        by=by,
        organisation=made.id,
        object_kind="organisation",
        object_id=made.id,
        facts={"kind": kind},
    )
    return made.id


@transaction.atomic
def rename_organisation(*, by: Actor, organisation: UUID, name: str) -> None:
    checks.demand(by, checks.MANAGE_ORGANISATIONS)
    if organisation != by.organisation and not checks.hosts(by):
        raise Refused("organisation.other", _("Een andere organisatie kiest haar eigen naam."))
    Organisation.objects.filter(id=organisation).update(name=shown_name(name))
    audit.record(
        "organisation.renamed", by=by, organisation=organisation, object_kind="organisation", object_id=organisation
    )


def demand_municipality(code: str) -> None:
    """Refused for a municipality that does not exist today; says what became of it."""
    if places.municipality(code, on=timezone.localdate()) is not None:
        return
    became = places.successor(code)
    advice = (
        _("Deze gemeente heet nu %(name)s (%(code)s).") % {"name": became.name, "code": became.code} if became else ""
    )
    raise Refused("organisation.municipality", _("Deze gemeente bestaat vandaag niet."), advice)


def _save(made: Organisation) -> None:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        if "accounts_one_organisation_a_municipality" in str(error):
            raise Refused("organisation.known", _("Deze gemeente staat al in de lijst.")) from None
        if "accounts_organisation_invented_in_demo_only" in str(error):
            raise Refused(
                "organisation.realm",
                _("Verzonnen gemeenten staan alleen in de oefenomgeving, echte gemeenten alleen daarbuiten."),
            ) from None
        raise
