"""Tokens for the systems of partners: one organisation, one capability, a last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.ground.accounts.actions import checks
from schakel.ground.accounts.models import ApiToken
from schakel.ground.accounts.queries.dated import day
from schakel.ground.accounts.queries.organisations import municipality_of
from schakel.ground.accounts.rules import TOKEN_CAPABILITIES, new_secret, secret_hash
from schakel.ground.accounts.rules.naming import LONGEST_TOKEN, shown_name
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused

HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class NewToken:
    """`secret` is shown once and kept nowhere."""

    id: UUID
    secret: str
    expires_at: datetime


@transaction.atomic
def create_token(
    *, by: Actor, organisation: UUID, name: str, capability: str = "signal.register", valid_for: timedelta = HALF_A_YEAR
) -> NewToken:
    """Makes a token for a system of this organisation. ValueError for another capability or more than a year.

    Refused for a token that reads bundles, when the organisation is no municipality: only those have any.
    """
    checks.demand(by, checks.MANAGE_ORGANISATIONS)
    checks.demand_organisation(by, organisation)
    if capability not in TOKEN_CAPABILITIES or not timedelta() < valid_for <= LONGEST_TOKEN:
        raise ValueError(f"token for {capability!r} during {valid_for}")
    if capability == "bundle.read" and not municipality_of(organisation):
        raise Refused("token.no_bundles", _("Alleen een gemeente heeft bundels. Maak een sleutel om te sturen."))
    secret = new_secret()
    made = ApiToken.objects.create(
        organisation_id=organisation,
        name=shown_name(name),
        token_hash=secret_hash(secret),
        capability=capability,
        made_by=by.account,
        made_on=day(None),
        expires_at=timezone.now() + valid_for,
    )
    audit.record(
        "token.created",
        by=by,
        organisation=organisation,
        object_kind="token",
        object_id=made.id,
        facts={"may": capability},
    )
    return NewToken(made.id, secret, made.expires_at)


@transaction.atomic
def end_token(*, by: Actor, token: UUID) -> None:
    """The token stops working at once."""
    checks.demand(by, checks.MANAGE_ORGANISATIONS)
    found = ApiToken.objects.filter(id=token).first()
    if found is None:
        raise Refused("token.unknown", _("Deze sleutel is er niet."), as_not_found=True)
    checks.demand_organisation(by, found.organisation_id)
    ApiToken.objects.filter(id=token, ended_at__isnull=True).update(ended_at=timezone.now())
    audit.record("token.ended", by=by, organisation=found.organisation_id, object_kind="token", object_id=token)
