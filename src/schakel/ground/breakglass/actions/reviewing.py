"""The privacy officer of the owner looks back on an emergency access, once: justified or not, and why."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.ground.audit import actions as audit
from schakel.ground.breakglass.actions.opening import unknown
from schakel.ground.breakglass.models import Access
from schakel.ground.breakglass.queries import bound
from schakel.ground.breakglass.rules import VERDICTS
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal


def review_access(*, by: Actor, access: UUID, verdict: str, reason: str) -> None:
    """`verdict`: justified or not_justified; ValueError for another. An access that still runs is shut by it.

    Refused without a reason, for anybody but the owner's privacy officer, and when somebody looked back on it already.
    """
    if verdict not in VERDICTS:
        raise ValueError(f"verdict {verdict!r}: one of {', '.join(VERDICTS)}")
    with acting(by):
        row = Access.objects.select_for_update().filter(id=access, owner=by.organisation).first()
        if row is None or not by.holds("privacy_officer"):
            raise unknown()
        if row.reviewed_at is not None:
            raise Refused("breakglass.reviewed", _("Op deze noodtoegang is al teruggekeken."))
        if not reason.strip():
            raise Refused("breakglass.reason", _("Schrijf op waarom."))
        now = timezone.now()
        ended = {} if row.ended_at or now >= row.ends_at else {"ended_at": now, "ended_by": by.account}
        sealed = seal(reason.strip(), organisation=row.owner, bound_to=bound(row.id, "verdict_reason"))
        Access.objects.filter(id=row.id).update(
            verdict=verdict, verdict_reason=sealed, reviewed_at=now, reviewed_by=by.account, **ended
        )
        for house in (row.owner, row.organisation):
            audit.record(
                "breakglass.reviewed", by=by, organisation=house, object_kind="breakglass", object_id=row.id,
                facts={"verdict": verdict, "late": now >= row.review_by},
            )  # fmt: skip
