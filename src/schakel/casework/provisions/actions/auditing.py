"""An audit under the Wpg was held: when, by which side, with what result (art. 33)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.provisions.actions.common import needed, not_ahead, only, sealed
from schakel.casework.provisions.models import WpgAudit
from schakel.casework.provisions.queries import length
from schakel.casework.provisions.rules import AUDITS, RESULTS, after
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


def record_audit(
    *, by: Actor, kind: str, held_on: date, result: str, findings: str, sent_on: date | None = None
) -> UUID:
    """`findings`: what came out, sealed for the privacy officer. An external one says when its report went to the authority."""
    told = needed(findings)
    not_ahead(held_on)
    if kind not in AUDITS or result not in RESULTS:
        raise Refused("audit.form", _("Kies de soort controle en wat eruit kwam."))
    if sent_on is not None and (kind != "external" or sent_on < held_on):
        raise Refused(
            "audit.sent", _("Alleen het verslag van een externe controle gaat naar de toezichthouder, en pas daarna.")
        )
    with acting(by):
        account = only(by, "privacy_officer")
        row = WpgAudit(
            id=new_id(), controller=by.organisation, kind=kind, held_on=held_on, result=result, sent_on=sent_on,
            by=account, at=timezone.now(), keep_until=after(held_on, length("wpg_audit")),
        )  # fmt: skip
        row.findings = sealed(told, by, "audit", row.id, "findings")
        WpgAudit.objects.bulk_create([row])
        audit.record(
            "wpg_audit.recorded", by=by, organisation=by.organisation, object_kind="wpg_audit", object_id=row.id,
            facts={"kind": kind, "result": result},
        )  # fmt: skip
        return row.id
