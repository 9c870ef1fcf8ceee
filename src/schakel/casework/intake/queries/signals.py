"""Whole signals of the own municipality, for who handles them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from schakel.casework.intake.models import (
    AddedObservation,
    DueChange,
    Feedback,
    Mention,
    Observation,
    Signal,
    StateChange,
)
from schakel.casework.intake.queries.corrections import IN_TURN, correction_rows, mentions_now, mentions_typed
from schakel.casework.intake.queries.rows import (
    AddedRow,
    ChangeRow,
    DueRow,
    FeedbackRow,
    Heading,
    ListedSignal,
    ObservationRow,
    ProvenanceRow,
    SignalRow,
)
from schakel.casework.intake.queries.sealing import narrative_of, note_of, provenance_of, words_of
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor


def signal(*, viewer: Actor, signal: UUID, reading: bool = True) -> SignalRow | None:
    """The whole signal, for its own municipality; None for anybody else's. Leaves a line in the trail when `reading`."""
    found = whole(own(viewer)).filter(id=signal).first()
    if found is None:
        return None
    if reading:
        audit.record(
            "signal.read", by=viewer, organisation=found.controller, object_kind="signal", object_id=found.id,
            subjects=persons_in(found),
        )  # fmt: skip
    return whole_row(found)


def provenance(*, viewer: Actor, signal: UUID) -> ProvenanceRow | None:
    """On what basis the data of a signal of the own municipality came; None for one that needs none. Reads nobody's words."""
    row = Signal.objects.filter(controller=viewer.organisation, id=signal).select_related("provenance").first()
    return provenance_of(row) if row else None


def by_id(*, viewer: Actor, ids: Sequence[UUID]) -> dict[UUID, SignalRow]:
    """Several whole signals of the own municipality at once, without a line in the trail: the caller records the read."""
    return {row.id: whole_row(row) for row in whole(own(viewer)).filter(id__in=ids)}


def headings(*, viewer: Actor, ids: Sequence[UUID]) -> dict[UUID, Heading]:
    """Which signals of the own municipality these are; nothing that was told in them is opened."""
    rows = own(viewer).filter(id__in=ids)
    return {
        row[0]: Heading(*row)
        for row in rows.values_list("id", "number", "organisation_kind", "function", "observed_on")
    }


def persons_in(row: Signal) -> list[UUID]:
    """Whose data is touched when a whole signal is: who was named, and who was named in a correction."""
    typed = [one.id for one in row.mentions.all() if one.kind == "person"]
    return typed + [one.id for one in row.corrections.all() if one.kind == "person"]


def own(viewer: Actor) -> QuerySet[Signal]:
    if not (viewer.holds("focal_person") or viewer.holds("system")):
        return Signal.objects.none()  # a reporter of the same municipality sees own signals by `my_signals` only
    return Signal.objects.filter(controller=viewer.organisation)


def whole(rows: QuerySet[Signal]) -> QuerySet[Signal]:
    """With everything that goes with each, in as many statements for many as for one."""
    return rows.select_related("provenance").prefetch_related(
        Prefetch("observations", Observation.objects.order_by("position")),
        Prefetch("added", AddedObservation.objects.order_by("at", "id")),
        Prefetch("mentions", Mention.objects.order_by("position")),
        IN_TURN,
        Prefetch("feedback", Feedback.objects.order_by("at", "id")),
        Prefetch("dues", DueChange.objects.order_by("at", "id")),
        Prefetch("changes", StateChange.objects.order_by("at", "id")),
    )


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


def whole_row(row: Signal, *, as_typed: bool = False) -> SignalRow:
    """`as_typed`: for the reporter, who sees what they typed and nothing of what was corrected."""
    return SignalRow(
        listed=listed(row),
        reporter=row.reporter,
        keep_until=row.keep_until,
        observations=tuple(
            ObservationRow(seen.indicator, seen.answer, seen.basis, note_of(seen)) for seen in row.observations.all()
        ),
        mentions=mentions_typed(row) if as_typed else mentions_now(row),
        corrections=() if as_typed else correction_rows(row),
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
        dues=tuple(_due(one) for one in row.dues.all()),
    )


def _added(seen: AddedObservation) -> AddedRow:
    reason = words_of(seen.reason, controller=seen.controller, kind="addedobservation", row=seen.id, field="reason")
    return AddedRow(seen.indicator, seen.answer, seen.basis, reason, seen.at, seen.by)


def _due(one: DueChange) -> DueRow:
    why = words_of(one.reason, controller=one.controller, kind="duechange", row=one.id, field="reason")
    return DueRow(one.due_to, one.at, one.by, why)
