"""Every pair of one controller that has to be weighed, block by block: as much at once as a block holds, however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from schakel.casework.bundling.models import Link, Reading
from schakel.casework.bundling.queries.postings import MOST, TablePostings
from schakel.casework.bundling.rules.judging import Pair
from schakel.engines.linkage import MODEL, Model
from schakel.ground.database.actor import Actor


@dataclass(frozen=True, slots=True)
class Block:
    """Signals that follow one another in order of their uuid, and the pairs of which one of them is the lower."""

    signals: tuple[UUID, ...]
    sharing: frozenset[Pair]
    linked: dict[Pair, Link]
    postings: TablePostings


def how_many(*, viewer: Actor) -> int:
    """Signals that were read."""
    return Reading.objects.filter(controller=viewer.organisation).count()


def block_after(last: UUID, size: int, *, viewer: Actor, model: Model = MODEL) -> Block | None:
    """The next `size` signals, None when there are no more. `sharing`: the pairs that share a key that finds."""
    read = Reading.objects.filter(controller=viewer.organisation, signal__gt=last).order_by("signal")
    signals = tuple(read.values_list("signal", flat=True)[:size])
    if not signals:
        return None
    postings = TablePostings(viewer.organisation)
    labels = [str(signal) for signal in signals]
    postings.standing(labels)
    keys = {label: postings.keys(label) for label in labels}
    postings.holding({key for held in keys.values() for key in held})
    sharing = {
        (UUID(label), UUID(other))
        for label, held in keys.items()
        for key in held
        if len(holders := postings.holders(key)) < MOST and model.finds(key.kind, len(holders))
        for other in holders
        if other > label
    }
    linked = {(row.a, row.b): row for row in Link.objects.filter(controller=viewer.organisation, a__in=signals)}
    return Block(signals, frozenset(sharing), linked, postings)
