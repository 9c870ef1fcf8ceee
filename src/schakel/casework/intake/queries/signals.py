"""Signals of the own municipality, for who handles them. Sealed words are shown and never searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from schakel.casework.intake.models import AddedObservation, Feedback, Mention, Observation, Signal, StateChange
from schakel.casework.intake.queries.rows import (
    AddedRow,
    ChangeRow,
    FeedbackRow,
    ListedSignal,
    MentionRow,
    ObservationRow,
    SignalRow,
)
from schakel.casework.intake.queries.sealing import narrative_of, note_of, provenance_of, told_of, words_of
from schakel.casework.intake.rules import OPEN
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor

PAGE = 50


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list of signals is narrowed to. `text` finds a number or a part of a function; never a name or a narrative."""

    state: str = ""
    function: str = ""
    first: date | None = None
    last: date | None = None
    number: int | None = None
    only_open: bool = False


def signal(*, viewer: Actor, signal: UUID, reading: bool = True) -> SignalRow | None:
    """The whole signal, for its own municipality; None for anybody else's. Leaves a line in the trail when `reading`."""
    found = _whole(_own(viewer)).filter(id=signal).first()
    if found is None:
        return None
    if reading:
        audit.record(
            "signal.read", by=viewer, organisation=found.controller, object_kind="signal", object_id=found.id,
            subjects=[mention.id for mention in found.mentions.all() if mention.kind == "person"],
        )  # fmt: skip
    return whole_row(found)


def signals(*, viewer: Actor, chosen: Filter | None = None, limit: int = PAGE, offset: int = 0) -> list[ListedSignal]:
    """Newest first."""
    rows = _filtered(_own(viewer), chosen or Filter()).order_by("-received_at", "-number")
    return _shown(viewer, rows[offset : offset + limit])


def count(*, viewer: Actor, chosen: Filter | None = None) -> int:
    return _filtered(_own(viewer), chosen or Filter()).count()


def inbox(*, viewer: Actor, limit: int = PAGE) -> list[ListedSignal]:
    """What asks for a next step, by due date and by nothing else."""
    rows = _own(viewer).filter(due_at__isnull=False).order_by("due_at", "received_at", "number")
    return _shown(viewer, rows[:limit])


def without_outcome(*, viewer: Actor) -> tuple[int, date | None]:
    """How many signals have no outcome yet, and since when the oldest waits."""
    rows = _own(viewer).filter(state__in=OPEN).order_by("received_at")
    oldest = rows.values_list("received_at", flat=True).first()
    return rows.count(), oldest.date() if oldest else None


def by_id(*, viewer: Actor, ids: Sequence[UUID]) -> dict[UUID, SignalRow]:
    """Several whole signals of the own municipality at once, without a line in the trail: the caller records the read."""
    return {row.id: whole_row(row) for row in _whole(_own(viewer)).filter(id__in=ids)}


def _shown(viewer: Actor, rows: QuerySet[Signal]) -> list[ListedSignal]:
    """Opens the words of a list; that is a reading too, so it leaves its line, and one for each person named."""
    found = list(rows)
    if found:
        named = Mention.objects.filter(signal__in=[row.id for row in found], kind="person")
        audit.record(
            "signals.listed", by=viewer, organisation=viewer.organisation, object_kind="signals", object_id=None,
            subjects=list(named.values_list("id", flat=True)), facts={"shown": len(found)}, activity="signal",
        )  # fmt: skip
    return [listed(row) for row in found]


def _own(viewer: Actor) -> QuerySet[Signal]:
    if not (viewer.holds("focal_person") or viewer.holds("system")):
        return Signal.objects.none()  # a reporter of the same municipality sees own signals by `my_signals` only
    return Signal.objects.filter(controller=viewer.organisation)


def _whole(rows: QuerySet[Signal]) -> QuerySet[Signal]:
    return rows.select_related("provenance").prefetch_related(
        Prefetch("observations", Observation.objects.order_by("position")),
        Prefetch("added", AddedObservation.objects.order_by("at", "id")),
        Prefetch("mentions", Mention.objects.order_by("position")),
        Prefetch("feedback", Feedback.objects.order_by("at", "id")),
        Prefetch("changes", StateChange.objects.order_by("at", "id")),
    )


def _filtered(rows: QuerySet[Signal], chosen: Filter) -> QuerySet[Signal]:
    wanted = Q()
    if chosen.state:
        wanted &= Q(state=chosen.state)
    if chosen.only_open:
        wanted &= Q(state__in=OPEN)
    if chosen.function:
        wanted &= Q(function=chosen.function)
    if chosen.first:
        wanted &= Q(observed_on__gte=chosen.first)
    if chosen.last:
        wanted &= Q(observed_on__lte=chosen.last)
    if chosen.number is not None:
        wanted &= Q(number=chosen.number)
    return rows.filter(wanted)


def listed(row: Signal) -> ListedSignal:
    return ListedSignal(
        id=row.id,
        number=row.number,
        municipality=row.municipality,
        reporting_organisation=row.reporting_organisation,
        organisation_kind=row.organisation_kind,
        function=row.function,
        observed_on=row.observed_on,
        received_at=row.received_at,
        minor=row.minor,
        danger=row.danger,
        state=row.state,
        due_at=row.due_at,
        owner=row.owner,
        words=narrative_of(row),
        passed_on=row.passed_on,
    )


def whole_row(row: Signal) -> SignalRow:
    return SignalRow(
        listed=listed(row),
        reporter=row.reporter,
        keep_until=row.keep_until,
        observations=tuple(
            ObservationRow(seen.indicator, seen.answer, seen.basis, note_of(seen)) for seen in row.observations.all()
        ),
        mentions=tuple(
            MentionRow(named.position, named.kind, named.role, told_of(named)["value"], named.id)
            for named in row.mentions.all()
        ),
        feedback=tuple(
            FeedbackRow(
                told.code,
                told.at,
                words_of(told.thanks, controller=row.controller, kind="feedback", row=told.id, field="thanks"),
            )
            for told in row.feedback.all()
        ),
        changes=tuple(
            ChangeRow(
                change.from_state,
                change.to_state,
                change.at,
                change.by,
                words_of(change.reason, controller=row.controller, kind="statechange", row=change.id, field="reason"),
            )
            for change in row.changes.all()
        ),
        added=tuple(_added(seen) for seen in row.added.all()),
        provenance=provenance_of(row),
        noticer=row.noticer,
        reach=words_of(row.reach, controller=row.controller, kind="signal", row=row.id, field="reach"),
    )


def _added(seen: AddedObservation) -> AddedRow:
    reason = words_of(seen.reason, controller=seen.controller, kind="addedobservation", row=seen.id, field="reason")
    return AddedRow(seen.indicator, seen.answer, seen.basis, reason, seen.at, seen.by)
