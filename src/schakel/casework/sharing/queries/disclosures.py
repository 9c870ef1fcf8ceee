"""What was proposed and given, for the municipality whose signal it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Prefetch, Q, QuerySet

from schakel.casework.sharing.models import Disclosure, DisclosureStep
from schakel.casework.sharing.queries.agreeing import acceptances, consent_row
from schakel.casework.sharing.queries.rows import DisclosureRow, ListedDisclosure, StepRow
from schakel.casework.sharing.queries.sealing import fields_of, opened
from schakel.casework.sharing.rules import ASK_AFTER
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import SYSTEM_ROLE, Actor

OPEN = ("proposed", "checked")


def disclosures(*, viewer: Actor, signal: UUID) -> list[ListedDisclosure]:
    """All of one signal, latest first; codes and dates only."""
    return [listed(row) for row in _own(viewer).filter(signal=signal).order_by("-proposed_at", "-id")]


def waiting(*, viewer: Actor) -> list[ListedDisclosure]:
    """What still asks something of somebody: to be checked, or to be sent."""
    return [listed(row) for row in _own(viewer).filter(state__in=OPEN).order_by("proposed_at", "id")]


def unanswered(*, viewer: Actor, now: datetime) -> list[tuple[ListedDisclosure, datetime]]:
    """What went and of which nobody confirmed the receipt in time, with the moment from which one asks after it."""
    went = Disclosure.objects.filter(state="sent", controller=viewer.organisation).annotate(
        went=Max("steps__at", filter=Q(steps__to_state="sent"))
    )
    rows = went.filter(went__lte=now - ASK_AFTER).order_by("went", "id") if _may(viewer) else went.none()
    return [(listed(row), row.went + ASK_AFTER) for row in rows]


def disclosure(*, viewer: Actor, disclosure: UUID, reading: bool = True) -> DisclosureRow | None:
    """The whole, for its own municipality; None for anybody else's. Leaves a line in the trail when `reading`."""
    rows = _own(viewer).select_related("consent")
    row = (
        rows.prefetch_related(Prefetch("steps", DisclosureStep.objects.order_by("at", "id")))
        .filter(id=disclosure)
        .first()
    )
    if row is None:
        return None
    if reading:
        audit.record(
            "disclosure.read", by=viewer, organisation=row.controller, object_kind="disclosure", object_id=row.id,
            basis=row.basis.lower(), subjects=subjects_of(row),
        )  # fmt: skip
    return DisclosureRow(
        listed=listed(row),
        fields=fields_of(row),
        necessity=_told(row, "necessity"),
        subsidiarity=_told(row, "subsidiarity"),
        kinds=tuple(row.kinds),
        withheld=dict(row.withheld),
        confirmed=tuple(row.confirmed),
        second_person=row.second_person,
        proposed_by=row.proposed_by,
        checked_by=row.checked_by,
        channel=row.channel,
        their_reference=_told(row, "their_reference"),
        answer=row.answer,
        keep_until=row.keep_until,
        steps=tuple(_steps(row.steps.all())),
        consent=consent_row(row.consent) if row.consent else None,
        acceptance=acceptances(viewer=viewer).get(row.basis),
    )


def feedback_held(*, viewer: Actor, signal: UUID) -> bool:
    """Whether somebody who got this signal asked that its reporter hears nothing yet (rule 15)."""
    return _own(viewer).filter(signal=signal, feedback_held=True).exclude(state="withdrawn").exists()


def subjects_of(row: Disclosure) -> list[UUID]:
    return [UUID(one) for one in row.subjects]


def listed(row: Disclosure) -> ListedDisclosure:
    return ListedDisclosure(
        row.id, row.signal, row.signal_number, row.recipient, row.purpose, row.basis, row.state, row.proposed_at,
        row.feedback_held, row.second_person, row.proposed_by,
    )  # fmt: skip


def _steps(rows: Iterable[DisclosureStep]) -> Iterable[StepRow]:
    for row in rows:
        reason = opened(row.reason, controller=row.controller, kind="step", row=row.id, field="reason")
        yield StepRow(row.to_state, row.by, row.at, reason, row.outcome)


def _told(row: Disclosure, field: str) -> str:
    return opened(getattr(row, field), controller=row.controller, kind="disclosure", row=row.id, field=field)


def _may(viewer: Actor) -> bool:
    return viewer.holds("focal_person") or viewer.holds(SYSTEM_ROLE)


def _own(viewer: Actor) -> QuerySet[Disclosure]:
    if not _may(viewer):
        return Disclosure.objects.none()
    return Disclosure.objects.filter(controller=viewer.organisation)


def sent_about(*, viewer: Actor, signals: Sequence[UUID]) -> list[tuple[UUID, UUID, str]]:
    """Letters about these signals that went: letter, signal and code of the recipient. No word of what was in them."""
    rows = Disclosure.objects.filter(controller=viewer.organisation, signal__in=signals).exclude(channel="")
    return list(rows.order_by("signal_number", "proposed_at").values_list("id", "signal", "recipient"))
