"""Covenants: signed on paper, registered here, because they decide who may find out that signals are related."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from schakel.ground.accounts.actions import checks
from schakel.ground.accounts.models import Covenant, CovenantMember
from schakel.ground.accounts.queries.dated import day
from schakel.ground.accounts.rules.naming import shown_name
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import SYSTEM_ROLE, Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.places import queries as places


@transaction.atomic
def create_covenant(
    *, by: Actor, name: str, purpose: str, region: str, valid_from: date | None = None, valid_until: date | None = None
) -> UUID:
    """Registers a covenant for a region (code of `places`); from today when no day is given. ValueError: unknown region."""
    _demand_host(by)
    if places.region(region) is None:
        raise ValueError(f"region {region!r} is not known")
    made = Covenant.objects.create(
        name=shown_name(name),
        purpose=purpose.strip(),
        region=region,
        valid_from=day(valid_from),
        valid_until=valid_until,
    )
    _record("covenant.created", by, by.organisation, made.id)
    return made.id


@transaction.atomic
def end_covenant(*, by: Actor, covenant: UUID, on: date | None = None) -> None:
    """From `on` (today when not given) the covenant no longer holds, for any of its members."""
    _demand_host(by)
    if not Covenant.objects.filter(id=covenant, valid_from__lt=day(on)).update(valid_until=day(on)):
        raise Refused("covenant.unknown", _("Dit convenant loopt niet."))
    _record("covenant.ended", by, by.organisation, covenant)


@transaction.atomic
def join_covenant(*, by: Actor, covenant: UUID, organisation: UUID, on: date | None = None) -> UUID:
    """The organisation is party from `on` (today when not given). Its own administrator decides so, nobody else.

    Only for an organisation without an administrator of its own the host may do it.
    """
    checks.demand(by, checks.MANAGE_ORGANISATIONS)
    checks.demand_organisation(by, organisation)
    running = Covenant.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day(on)), id=covenant)
    if not running.exists():
        raise Refused("covenant.unknown", _("Dit convenant loopt niet."))
    if CovenantMember.objects.filter(
        covenant_id=covenant, organisation_id=organisation, valid_until__isnull=True
    ).exists():
        raise Refused("covenant.joined", _("Deze organisatie doet al mee aan dit convenant."))
    made = CovenantMember.objects.create(covenant_id=covenant, organisation_id=organisation, valid_from=day(on))
    _record("covenant.joined", by, organisation, covenant)
    return made.id


@transaction.atomic
def leave_covenant(*, by: Actor, covenant: UUID, organisation: UUID, on: date | None = None) -> None:
    """From `on` (today when not given) the organisation is no longer party; what was known stays with who knew it."""
    checks.demand(by, checks.MANAGE_ORGANISATIONS)
    checks.demand_organisation(by, organisation)
    held = CovenantMember.objects.filter(
        covenant_id=covenant, organisation_id=organisation, valid_until__isnull=True, valid_from__lte=day(on)
    )
    if not held.update(valid_until=day(on)):
        raise Refused("covenant.not_joined", _("Deze organisatie doet niet mee aan dit convenant."))
    _record("covenant.left", by, organisation, covenant)


def _demand_host(by: Actor) -> None:
    checks.demand(by, checks.MANAGE_ORGANISATIONS)
    if not by.holds(SYSTEM_ROLE) and not checks.hosts(by):
        raise Refused("organisation.host", _("Convenanten houdt de beheerder van deze installatie bij."))


def _record(kind: str, by: Actor, organisation: UUID, covenant: UUID) -> None:
    audit.record(kind, by=by, organisation=organisation, object_kind="covenant", object_id=covenant)
