"""Terms that are over are carried out, with proof: what kind, how many, before which day, and no content."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from schakel.casework.provisions.models import InvestigationRecord, Provision, SupervisionRecord, WpgAudit
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import SYSTEM_ROLE, Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


def forget_provisions(*, by: Actor, on: date) -> int:
    """What lies past its last day in each store, supervision first: it names the provisions. Returns how many rows went."""
    with acting(by):
        only_system(by)
        gone = 0
        for model in (SupervisionRecord, InvestigationRecord, Provision, WpgAudit):
            past = model.objects.filter(controller=by.organisation, keep_until__lt=on)
            if model is Provision:  # a record of supervision that is still kept names the provision it came with
                past = past.exclude(
                    id__in=SupervisionRecord.objects.filter(provision__isnull=False).values("provision")
                )
            many = past.count()
            if many:
                past.delete()
                _proof(by, model._meta.db_table, many, on)
            gone += many
        return gone


def forget_signal(*, by: Actor, signal: UUID) -> None:
    """Before a signal goes: the provision it came with stays for its own term, and no longer says which signal it was."""
    with acting(by):
        only_system(by)
        rows = Provision.objects.filter(controller=by.organisation, signal=signal)
        for row in list(rows.values_list("id", flat=True)):
            audit.record(
                "provision.unlinked", by=by, organisation=by.organisation, object_kind="provision", object_id=row
            )
        rows.update(signal=None)


def _proof(by: Actor, kind: str, gone: int, on: date) -> None:
    audit.record(
        "retention.done", by=by, organisation=by.organisation, object_kind="provisions", object_id=None,
        facts={"kind": kind, "gone": gone, "before": on.isoformat()},
    )  # fmt: skip


def only_system(by: Actor) -> None:
    if not by.holds(SYSTEM_ROLE):
        raise Refused("provisions.forget", _("Dit doet het systeem, volgens de bewaartermijn."))
