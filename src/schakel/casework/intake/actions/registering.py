"""One worry, written down once: checked, sealed for the municipality it is addressed to, numbered, acknowledged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.intake.actions.parts import write_parts, write_provenance
from schakel.casework.intake.actions.passing_on import add_noticer
from schakel.casework.intake.actions.receipts import Receipt, SignalRefused, digests_of, sent_before
from schakel.casework.intake.models import Feedback, Signal
from schakel.casework.intake.queries.judging import wrong_with
from schakel.casework.intake.queries.keeping import keep_until
from schakel.casework.intake.queries.sealing import bound
from schakel.casework.intake.rules import (
    Incoming,
    IncomingMention,
    IncomingObservation,
    Noticer,
    Provenance,
    due_at,
    mask_citizen_numbers,
    needing,
    noticer_faults,
    urgent,
)
from schakel.ground.accounts import queries as accounts
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal


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
    provenance: Provenance | None = None,
    noticer: Noticer | None = None,
) -> Receipt:
    """Writes a signal down for `municipality` (GM code) and returns its receipt. `noticer`: it was somebody else who saw it.

    SignalRefused with every fault; Refused when the municipality does not take part. A `sender_id` that came in
    before with the same body gives the earlier receipt (`known`); with another body it is a fault.
    `provenance`: on what basis it was given, without which data of police, bank or healthcare stays out.
    """
    own = _own_kind(by)
    signal = Incoming(
        observed_on=observed_on,
        narrative=narrative.strip(),
        observations=tuple(observations),
        mentions=tuple(mentions),
        minor=minor,
        danger=danger,
        function=function,
        organisation_kind=organisation_kind or own,
    )
    wrong = wrong_with(signal, own_kind=own, sender_id=sender_id or "", reported_at=reported_at, provenance=provenance)
    if wrong := [*wrong, *noticer_faults(noticer)]:
        raise SignalRefused(wrong)
    given = provenance if needing(own, signal.organisation_kind) else None
    return _once(by, municipality, signal, sender_id, reported_at, given, noticer)


def _once(
    by: Actor,
    municipality: str,
    signal: Incoming,
    sender_id: str | None,
    reported_at: datetime | None,
    given: Provenance | None,
    noticer: Noticer | None,
) -> Receipt:
    """The receipt of the same body sent before, or of what is written now."""
    controller = _controller(municipality)
    with acting(by):
        digests = digests_of(municipality, signal, reported_at, given, noticer)
        before = sent_before(sender_id, digests)
        if before:
            return before
        row = _new(by, controller, municipality, signal, sender_id, digests[0], reported_at)
        if noticer:
            add_noticer(row, noticer, by=by)
        return _write(by, row, signal, given)


def _controller(municipality: str) -> UUID:
    controller = accounts.organisation_of_municipality(municipality)
    if controller is None:
        raise Refused(
            "municipality.not_joined", _("Deze gemeente doet nog niet mee met Schakel. Bel de gemeente zelf.")
        )
    return controller.id


def _own_kind(by: Actor) -> str:
    own = accounts.organisation(by.organisation)
    return own.kind if own else "other"


def _new(
    by: Actor,
    controller: UUID,
    municipality: str,
    signal: Incoming,
    sender_id: str | None,
    digest: bytes,
    reported_at: datetime | None,
) -> Signal:
    """The row, with the next number of its municipality; a sender cannot date it after now."""
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
        pack_version=pack().version,
    )
    place = bound("signal", row.id, "narrative")
    row.narrative = seal(mask_citizen_numbers(signal.narrative), organisation=controller, bound_to=place)
    return row


def _write(by: Actor, row: Signal, signal: Incoming, provenance: Provenance | None) -> Receipt:
    Signal.objects.bulk_create([row])  # no RETURNING: a token may write what it may not read back
    named = write_parts(row, signal)
    write_provenance(row, provenance)
    first = Feedback(signal_id=row.id, controller=row.controller, code="received", at=timezone.now(), by=None)
    Feedback.objects.bulk_create([first])
    audit.record(
        "signal.registered",
        by=by,
        organisation=row.controller,
        object_kind="signal",
        object_id=row.id,
        basis=provenance.basis.lower() if provenance else "",
        subjects=named,
        facts={
            "number": row.number,
            "municipality": row.municipality,
            "mentions": len(signal.mentions),
            "observations": len(signal.observations),
            "urgent": urgent(minor=signal.minor, danger=signal.danger),
            "passed_on": bool(row.passed_on),
        },
    )
    return Receipt(row.id, row.number)


def _next_number(controller: UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select intake_next_number(%s)", [controller])
        return int(cursor.fetchone()[0])
