"""A request comes in, and it is established who asks, and whether freely."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.intake.queries import mask_citizen_numbers
from schakel.casework.rights.actions.holding import held, may_go, needed, step
from schakel.casework.rights.models import Request
from schakel.casework.rights.queries.requests import check_of
from schakel.casework.rights.queries.sealing import bound
from schakel.casework.rights.rules import ASKERS, CHANNELS, OPEN, OWN, YES_NO, Check, missing, months_after
from schakel.ground.accounts import access
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal

MOST_NAMES = 12


def register_request(
    *, by: Actor, kind: str, channel: str, received_on: date, asked_by: str, name: str, also: Sequence[str], reach: str
) -> UUID:
    """Returns its id. `also`: other names and numbers under which the person may be known; `reach`: how they can safely
    be reached. What the municipality found out itself (`own`) is registered by who handles signals, and asks no check."""
    with acting(by):
        access.demand(by, "request.collect" if channel == OWN else "request.handle")
        right = pack().request_kinds.get(kind)
        if right is None or channel not in CHANNELS or asked_by not in ASKERS or received_on > timezone.localdate():
            raise Refused(
                "request.form", _("Kies wat de persoon vraagt, hoe het binnenkwam, en een dag die al geweest is.")
            )
        who = {
            "name": _kept(name),
            "also": [_kept(one) for one in also[:MOST_NAMES] if one.strip()],
            "reach": _kept(reach),
        }
        if not who["name"]:
            raise Refused("request.name", _("Schrijf op om wie het gaat."))
        row = Request(
            id=new_id(), controller=by.organisation, kind=kind, channel=channel, received_on=received_on,
            due_on=months_after(received_on, right.months), asked_by=asked_by, registered_by=by.account,
            state="checked" if channel == OWN else "received", pack_version=pack().version,
            keep_until=_keep_until(months_after(received_on, right.months + right.extend_months)),
        )  # fmt: skip
        row.who = seal(
            json.dumps(who, ensure_ascii=False), organisation=row.controller, bound_to=bound("request", row.id, "who")
        )
        Request.objects.bulk_create([row])
        state, row.state = row.state, ""
        step(by, row, state)
        return row.id


def check_request(
    *, by: Actor, request: UUID, identity: str, apart: str, willing: str, authority: str
) -> tuple[str, ...]:
    """Writes down what is known of who asks; what is still missing, and nothing looked up until that is empty.

    `identity`: how it was established; of a document only that it was seen is kept.
    """
    with acting(by):
        access.demand(by, "request.handle")
        row = held(by, request)
        if row.state != "received":
            may_go(row, "checked")
        if (identity and identity not in pack().identity_ways) or {apart, willing, authority} - set(YES_NO):
            raise Refused("request.form", _("Kies een van de antwoorden."))
        known = Check(row.asked_by, identity, apart, willing, authority)
        Request.objects.filter(id=row.id).update(
            identity=identity, apart=apart, willing=willing, authority=authority, checked_by=by.account
        )
        still = missing(known)
        if still:
            audit.record(
                "request.asked_on", by=by, organisation=row.controller, object_kind="request", object_id=row.id,
                facts={"missing": len(still)}, activity="data_request",
            )  # fmt: skip
        else:
            step(by, row, "checked")
        return still


def extend_request(*, by: Actor, request: UUID, reason: str) -> date:
    """More time, once, as the content says; the person must hear so before the first day is over. The new last day."""
    with acting(by):
        access.demand(by, "request.handle")
        row = held(by, request)
        right = pack().request_kinds.get(row.kind)
        words = needed(reason)
        if right is None or row.state not in OPEN or row.extended or not right.extend_months:
            raise Refused("request.extend", _("Dit verzoek kan niet nog een keer langer duren."))
        if timezone.localdate() > row.due_on:
            raise Refused(
                "request.extend_late", _("De eerste termijn is al voorbij. Uitstel moest daarvoor gemeld zijn.")
            )
        due = months_after(row.received_on, right.months + right.extend_months)
        Request.objects.filter(id=row.id).update(due_on=due, extended=True)
        step(by, row, row.state, words, kind="extended")
        return due


def withdraw_request(*, by: Actor, request: UUID, reason: str) -> None:
    """The person takes it back, or who asked turned out not to be the person."""
    with acting(by):
        access.demand(by, "request.handle")
        row = held(by, request)
        may_go(row, "withdrawn")
        words = needed(reason)
        Request.objects.filter(id=row.id).update(keep_until=_keep_until(timezone.localdate()))
        step(by, row, "withdrawn", words)


def established(row: Request) -> bool:
    return row.channel == OWN or not missing(check_of(row))


def _kept(text: str) -> str:
    return mask_citizen_numbers(text.strip())[:400]


def _keep_until(day: date) -> date:
    return months_after(day, 12 * (pack().retention["data_request"].keep.years or 0))
