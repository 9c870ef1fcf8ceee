"""Going through who may what: of each right that it stays, goes, or is doubted, and why. Nobody judges their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from schakel.ground.accounts.actions import checks
from schakel.ground.accounts.actions.roles import withdraw_role
from schakel.ground.accounts.models import RightsJudgement, RightsReview, RoleGrant
from schakel.ground.accounts.queries.dated import day
from schakel.ground.accounts.rules.reviewing import DOUBTED, KEPT, SCOPES, WHY, WITHDRAWN, may_judge
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one grant: kept, withdrawn or doubted, and why, in codes of rules.reviewing.WHY."""

    granted: UUID
    verdict: str
    why: str


@transaction.atomic
def review_rights(*, by: Actor, scope: str, said: Sequence[Said]) -> UUID:
    """`scope`: yearly (all rights) or quarterly (special roles), of the actor's own organisation. What is left out stays due.

    What is withdrawn ends today, by whoever looks after accounts; the privacy officer keeps or doubts. Refused for the own
    rights. ValueError for another scope, an unknown code, or nothing said.
    """
    checks.demand(by, "rights.review")
    if scope not in SCOPES:
        raise ValueError(f"scope {scope!r}: one of {', '.join(SCOPES)}")
    if not said or any(one.why not in WHY.get(one.verdict, ()) for one in said):
        raise ValueError("said: of one right at least, in codes of rules.reviewing.WHY")
    grants = _grants(by, [one.granted for one in said])
    assert by.account is not None
    made = RightsReview.objects.create(
        organisation_id=by.organisation, scope=scope, on=day(None), seen_by=by.account,
        people=len({grants[one.granted].account_id for one in said}),
    )  # fmt: skip
    RightsJudgement.objects.bulk_create(
        RightsJudgement(
            review=made, organisation_id=by.organisation, account=grants[one.granted].account_id, granted=one.granted,
            role=grants[one.granted].role, verdict=one.verdict, why=one.why, on=day(None), by=by.account,
        )
        for one in said
    )  # fmt: skip
    for one in said:
        if one.verdict == WITHDRAWN:
            withdraw_role(by=by, granted=one.granted)
    counts = {verdict: sum(one.verdict == verdict for one in said) for verdict in (KEPT, WITHDRAWN, DOUBTED)}
    audit.record(
        "rights.reviewed", by=by, organisation=by.organisation, object_kind="review", object_id=made.id,
        subjects=sorted({grants[one.granted].account_id for one in said}),
        facts={"scope": scope, "people": made.people, **counts},
    )  # fmt: skip
    return made.id


def _grants(by: Actor, wanted: Sequence[UUID]) -> dict[UUID, RoleGrant]:
    """The grants that are not over, each of a colleague; Refused when one is the actor's own or somebody else's."""
    running = Q(valid_until__isnull=True) | Q(valid_until__gt=day(None))
    found = RoleGrant.objects.filter(running, id__in=wanted, account__organisation_id=by.organisation)
    grants = {row.id: row for row in found}
    if set(wanted) - set(grants):
        raise checks.not_found()
    if not all(may_judge(by.account, row.account_id) for row in grants.values()):
        raise Refused(
            "rights.own", _("Uw eigen rollen loopt iemand anders na."), _("Vraag een andere beheerder of de privacyfunctionaris.")
        )  # fmt: skip
    return grants
