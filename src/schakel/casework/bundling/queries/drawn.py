"""The picture of a bundle, by the picture engine under the content pack; and who counts as one source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import cast
from uuid import UUID

from schakel.casework.intake.queries import SignalRow
from schakel.engines.picture import (
    Observation,
    Picture,
    PictureSignal,
    Sighting,
    picture_of,
    source_key,
    text_key,
    voices,
)
from schakel.engines.picture.shapes import Answer, Basis, Minor
from schakel.ground.content.queries import pack


def picture(order: Sequence[UUID], told: Mapping[UUID, SignalRow], counting: Collection[UUID]) -> Picture:
    """Signals are named by their position, from 1; only those in `counting` count."""
    return picture_of(
        [_signal(told[one], position, one in counting) for position, one in enumerate(order, start=1)], pack()
    )


def sources(told: Iterable[SignalRow]) -> int:
    """How many independent sources the signals come from: not the same team, and not the same text."""
    return voices(Sighting(str(row.id), _source(row), None, None, text_key(row.narrative)) for row in told)


def _signal(row: SignalRow, position: int, counting: bool) -> PictureSignal:
    return PictureSignal(
        id=f"{position:04}",
        source=_source(row),
        observations=tuple(
            Observation(
                seen.indicator, cast(Answer, seen.answer), cast(Basis, seen.basis) if seen.basis else None, later
            )
            for rows, later in ((row.observations, False), (row.added, True))
            for seen in rows
        ),
        minor=cast(Minor, row.listed.minor),
        observed_on=row.listed.observed_on,
        counting=counting,
        wording=text_key(row.narrative),
    )


def _source(row: SignalRow) -> str:
    listed = row.listed
    return source_of(listed.organisation_kind, listed.source_organisation, listed.function, row.source_person)


def source_of(organisation_kind: str, organisation: UUID | None, function: str, person: UUID | None) -> str:
    """Of who noticed. Who has no organisation here, such as a resident, is told apart by a number of their own."""
    return source_key(
        organisation_kind=organisation_kind,
        organisation=str(organisation or ""),
        function=function,
        reporter=str(person or ""),
    )
