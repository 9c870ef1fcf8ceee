"""Signals as the linking and picture engines take them, opened for their own municipality only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from schakel.casework.intake.models import Correction, Observation, Signal
from schakel.casework.intake.models import Mention as MentionModel
from schakel.casework.intake.queries.corrections import IN_TURN, laid_over, typed_in
from schakel.casework.intake.queries.restricted import RUNNING
from schakel.casework.intake.queries.rows import source_organisation
from schakel.casework.intake.queries.sealing import narrative_of
from schakel.casework.intake.rules import Named, as_it_stands, withdrawn, without
from schakel.engines.linkage.signal import Mention
from schakel.engines.linkage.signal import Signal as LinkSignal
from schakel.ground.database.actor import Actor


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What the picture needs of a signal. `person` and `organisation`, of who noticed, say only whether two sources are one."""

    id: UUID
    organisation_kind: str
    organisation: UUID | None
    function: str
    person: UUID | None
    observed_on: date
    minor: str
    observations: tuple[tuple[str, str, str], ...]


def signals_for_bundling(*, viewer: Actor, ids: Sequence[UUID]) -> list[LinkSignal]:
    """In the order of receipt, as corrected; `id` is the text of the signal's uuid. Only the viewer's own municipality's, and none
    that is restricted."""
    rows = (
        Signal.objects.filter(~RUNNING, controller=viewer.organisation, id__in=ids)
        .prefetch_related(
            Prefetch("mentions", MentionModel.objects.order_by("position")),
            IN_TURN,
            Prefetch("observations", Observation.objects.filter(answer="seen")),
        )
        .order_by("received_at", "id")
    )
    return [_link_signal(row) for row in rows]


def facts_for_picture(*, viewer: Actor, ids: Sequence[UUID]) -> dict[UUID, PictureFacts]:
    rows = (
        Signal.objects.filter(controller=viewer.organisation, id__in=ids)
        .defer("narrative")
        .prefetch_related(Prefetch("observations", Observation.objects.order_by("position").defer("note")))
    )
    return {
        row.id: PictureFacts(
            id=row.id,
            organisation_kind=row.organisation_kind,
            organisation=source_organisation(row.passed_on, row.organisation_kind, row.reporting_organisation),
            function=row.function,
            person=row.noticer or row.reporter,
            observed_on=row.observed_on,
            minor=row.minor,
            observations=tuple((seen.indicator, seen.answer, seen.basis) for seen in row.observations.all()),
        )
        for row in rows
    }


def subjects_of(*, viewer: Actor, ids: Sequence[UUID]) -> list[UUID]:
    """Whose data is touched when these signals are: the mentions of persons in them, for the processing log."""
    named = MentionModel.objects.filter(controller=viewer.organisation, signal_id__in=ids, kind="person")
    corrected = Correction.objects.filter(controller=viewer.organisation, signal_id__in=ids, kind="person")
    return [*named.order_by("id").values_list("id", flat=True), *corrected.order_by("id").values_list("id", flat=True)]


def controlled_ids(*, viewer: Actor) -> list[UUID]:
    """All signals of the viewer's own municipality, for a re-link of the whole."""
    return list(
        Signal.objects.filter(controller=viewer.organisation).order_by("received_at", "id").values_list("id", flat=True)
    )


def _link_signal(row: Signal) -> LinkSignal:
    typed = typed_in(row)
    now = as_it_stands(typed, laid_over(row))
    return LinkSignal(
        id=str(row.id),
        observed_on=row.observed_on,
        narrative=without(narrative_of(row), withdrawn(typed, now)),
        mentions=tuple(_mention(named) for named in now),
        seen=frozenset(seen.indicator for seen in row.observations.all()),
        place="",
        source=f"{row.organisation_kind}/{row.function}",
    )


def _mention(named: Named) -> Mention:
    told = named.told
    return Mention(
        kind=named.kind,
        value=named.value,
        role=named.role,
        birth_date=told.get("birth_date", ""),
        age_from=told.get("age_from"),
        age_to=told.get("age_to"),
    )
