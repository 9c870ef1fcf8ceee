"""One worry, written down once: checked, sealed for the municipality it is addressed to, numbered, acknowledged."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from schakel.casework.intake.actions.keeping import keep_until
from schakel.casework.intake.actions.parts import write_parts
from schakel.casework.intake.models import Feedback, Signal
from schakel.casework.intake.queries.sealing import bound
from schakel.casework.intake.rules import (
    Fault,
    Incoming,
    IncomingMention,
    IncomingObservation,
    due_at,
    faults,
    mask_citizen_numbers,
    urgent,
)
from schakel.ground.accounts import queries as accounts
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import Pack, pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import blind, seal


@dataclass(frozen=True, slots=True)
class Receipt:
    """`number` is what people say aloud; `known` when the same id with the same body had come in before."""

    id: UUID
    number: int
    known: bool = False


class SignalRefused(Exception):
    """The signal cannot be taken in as it is; `faults` names each place and the mend. Nothing was written."""

    def __init__(self, found: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.text}" for fault in found))
        self.faults = found


def register_signal(
    *,
    by: Actor,
    municipality: str,
    observed_on: date,
    narrative: str = "",
    observations: Iterable[IncomingObservation] = (),
    mentions: Iterable[IncomingMention] = (),
    minor: str = "unknown",
    danger: bool = False,
    function: str = "",
    organisation_kind: str | None = None,
    sender_id: str | None = None,
    reported_at: datetime | None = None,
) -> Receipt:
    """Writes a signal down for `municipality` (GM code) and returns its receipt.

    SignalRefused with every fault; Refused when the municipality does not take part. A `sender_id` that came in
    before with the same body gives the earlier receipt (`known`); with another body it is a fault.
    """
    controller = accounts.organisation_of_municipality(municipality)
    if controller is None:
        raise Refused(
            "municipality.not_joined",
            "Deze gemeente doet nog niet mee met Schakel. Bel de gemeente zelf.",
            as_not_found=False,
        )
    content = pack()
    signal = Incoming(
        observed_on=observed_on,
        narrative=narrative.strip(),
        observations=tuple(observations),
        mentions=tuple(mentions),
        minor=minor,
        danger=danger,
        function=function,
        organisation_kind=organisation_kind or _own_kind(by),
    )
    wrong = faults(
        signal,
        today=timezone.localdate(),
        kinds=content.mention_kinds.keys(),
        indicator=lambda code: content.observable(code) is not None,
    )
    if wrong:
        raise SignalRefused(wrong)
    with acting(by):
        digest = _digest(municipality, signal)
        before = _sent_before(sender_id, digest)
        return before or _write(by, controller.id, municipality, signal, content, sender_id, digest, reported_at)


def _own_kind(by: Actor) -> str:
    own = accounts.organisation(by.organisation)
    return own.kind if own else "other"


def _write(
    by: Actor,
    controller: UUID,
    municipality: str,
    signal: Incoming,
    content: Pack,
    sender_id: str | None,
    digest: bytes,
    reported_at: datetime | None,
) -> Receipt:
    now = timezone.now()
    received = min(reported_at, now) if reported_at else now
    row = Signal(
        id=new_id(),
        controller=controller,
        number=_next_number(controller),
        municipality=municipality,
        reporter=by.account,
        reporting_organisation=by.organisation,
        organisation_kind=signal.organisation_kind,
        function=signal.function,
        observed_on=signal.observed_on,
        received_at=received,
        minor=signal.minor,
        danger=signal.danger,
        due_at=due_at("received", since=timezone.localtime(received), minor=signal.minor, danger=signal.danger),
        keep_until=keep_until("received", received_on=timezone.localdate(received), decided_on=timezone.localdate(now)),
        sender_id=sender_id,
        body_digest=digest,
        pack_version=content.version,
    )
    row.narrative = seal(
        mask_citizen_numbers(signal.narrative), organisation=controller, bound_to=bound("signal", row.id, "narrative")
    )
    Signal.objects.bulk_create([row])  # no RETURNING: a token may write what it may not read back
    write_parts(row, signal)
    Feedback.objects.bulk_create([Feedback(signal_id=row.id, controller=controller, code="received", at=now, by=None)])
    audit.record(
        "signal.registered",
        by=by,
        organisation=controller,
        object_kind="signal",
        object_id=row.id,
        facts={
            "number": row.number,
            "municipality": municipality,
            "mentions": len(signal.mentions),
            "observations": len(signal.observations),
            "urgent": urgent(minor=signal.minor, danger=signal.danger),
        },
    )
    return Receipt(row.id, row.number)


def _next_number(controller: UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select intake_next_number(%s)", [controller])
        return int(cursor.fetchone()[0])


def _sent_before(sender_id: str | None, digest: bytes) -> Receipt | None:
    if sender_id is None:
        return None
    with connection.cursor() as cursor:
        # Two at once with one id: the second waits here, and then finds the first.
        cursor.execute("select pg_advisory_xact_lock(hashtext('intake.sender'), hashtext(%s))", [sender_id])
        cursor.execute("select id, number, body_digest from intake_sent_before(%s)", [sender_id])
        found = cursor.fetchone()
    if found is None:
        return None
    if bytes(found[2]) != digest:
        raise SignalRefused(
            [Fault("id", "other_body", f"Het kenmerk '{sender_id}' kwam eerder binnen met een andere inhoud.")]
        )
    return Receipt(found[0], found[1], known=True)


def _digest(municipality: str, signal: Incoming) -> bytes:
    """What tells one body from another: keyed, so that nobody with a copy of the database can guess a text and compare."""
    body = json.dumps([municipality, asdict(signal)], default=str, sort_keys=True, ensure_ascii=False)
    quarters = blind("intake.body", [f"{quarter}{body}" for quarter in range(4)])
    return b"".join(number.to_bytes(8, "big", signed=True) for number in quarters)
