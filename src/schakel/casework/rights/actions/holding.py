"""The request that an action is about, locked; and how a step of it is written down."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.intake.queries import mask_citizen_numbers
from schakel.casework.rights.models import Request, RequestStep
from schakel.casework.rights.queries.sealing import bound
from schakel.casework.rights.rules import STATES, allowed
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.vault.actions import seal

LONGEST = 2_000


def held(by: Actor, request: UUID) -> Request:
    row = Request.objects.select_for_update().filter(id=request, controller=by.organisation).first()
    if row is None:
        raise Refused("request.unknown", _("Dit verzoek is er niet."), as_not_found=True)
    return row


def needed(words: str) -> str:
    """A reason without citizen service numbers. Refused when there is none."""
    told = mask_citizen_numbers(words.strip())
    if not told:
        raise Refused("reason.missing", _("Schrijf op waarom. Eén zin is genoeg."))
    if len(told) > LONGEST:
        raise Refused("reason.too_long", _("Uw reden is te lang. Houd het bij een paar zinnen."))
    return told


def may_go(row: Request, to: str) -> None:
    if not allowed(row.state, to):
        raise Refused(
            "request.move",
            _("Dit verzoek is '%(state)s'. Ververs de pagina: misschien was een collega u voor.")
            % {"state": _(STATES[row.state])},
        )


def step(by: Actor, row: Request, to: str, reason: str = "", kind: str = "") -> None:
    """Moves the request and leaves its step and its line, under `kind` when it stays where it was. The caller saved the rest of the row."""
    one = RequestStep(
        id=new_id(), request_id=row.id, controller=row.controller, from_state=row.state, to_state=to, at=timezone.now(),
        by=by.account,
    )  # fmt: skip
    if reason:
        one.reason = seal(reason, organisation=row.controller, bound_to=bound("step", one.id, "reason"))
    RequestStep.objects.bulk_create([one])
    Request.objects.filter(id=row.id).update(state=to)
    audit.record(
        f"request.{kind or to}", by=by, organisation=row.controller, object_kind="request", object_id=row.id, subjects=[row.id],
        facts={"kind": row.kind, "from": row.state or "none", "to": to}, activity="data_request",
    )  # fmt: skip
    row.state = to
