"""What was given is opened: written down each time, and with a reason where the law asks one (Wpg art. 8 and 32)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from schakel.casework.provisions.actions.common import line, needed
from schakel.casework.provisions.models import Provision
from schakel.casework.provisions.queries import OpenedProvision, provision
from schakel.casework.provisions.queries.sealing import as_fields, opened
from schakel.casework.provisions.rules import STAGES, opens
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


def open_provision(*, by: Actor, provision_id: UUID, why: str = "", reason: str = "") -> OpenedProvision:
    """In its first year no reason is asked; after it `why` (a code) and `reason`; set apart, only a complaint or an account.

    Refused as not found for anybody whose track it is not.
    """
    with acting(by):
        seen = provision(viewer=by, provision=provision_id)
        if seen is None:
            raise Refused("provision.unknown", _("Deze verstrekking is er niet."), as_not_found=True)
        if not opens(seen.stage, why):
            raise Refused("provision.stage", _("Nu kan dit alleen zo: %(stage)s.") % {"stage": _(STAGES[seen.stage])})
        told = needed(reason) if why else ""
        row = Provision.objects.get(id=seen.id, controller=by.organisation)
        line(by, row, "opened", why=why, reason=told)
        audit.record(
            "provision.read", by=by, organisation=row.controller, object_kind="provision", object_id=row.id,
            basis=row.basis.lower(), facts={"stage": seen.stage, **({"why": why} if why else {})},
        )  # fmt: skip
        return OpenedProvision(seen, _text(row, "reference"), as_fields(_text(row, "content")), _text(row, "necessity"))


def _text(row: Provision, field: str) -> str:
    return opened(getattr(row, field), controller=row.controller, kind="provision", row=row.id, field=field)
