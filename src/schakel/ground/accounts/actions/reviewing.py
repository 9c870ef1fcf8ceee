"""Somebody went through who may what, and agreed: a line in the trail, and the day on which the next look is due."""

from __future__ import annotations

from django.db import transaction

from schakel.ground.accounts.actions import checks
from schakel.ground.accounts.models import Account, RightsReview
from schakel.ground.accounts.queries.dated import day
from schakel.ground.accounts.rules.reviewing import SCOPES
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor


@transaction.atomic
def agree_rights(*, by: Actor, scope: str) -> None:
    """`scope`: yearly (all rights) or quarterly (special roles), of the actor's own organisation; ValueError for another."""
    checks.demand(by, checks.MANAGE_ACCOUNTS)
    if scope not in SCOPES:
        raise ValueError(f"scope {scope!r}: one of {', '.join(SCOPES)}")
    people = Account.objects.filter(organisation_id=by.organisation, closed_on__isnull=True).count()
    made = RightsReview.objects.create(
        organisation_id=by.organisation, scope=scope, on=day(None), people=people, seen_by=by.account
    )
    audit.record(
        "rights.reviewed", by=by, organisation=by.organisation, object_kind="review", object_id=made.id,
        facts={"scope": scope, "people": people},
    )  # fmt: skip
