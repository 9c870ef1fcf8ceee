"""Links of a bundle with their reasons in full: what was typed on both sides is opened here, for its own controller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from schakel.casework.bundling.models import Judgement, Link
from schakel.casework.bundling.queries.around import Around
from schakel.casework.bundling.queries.readings import bound
from schakel.casework.bundling.queries.rows import BroughtRow, JudgementRow, LinkRow, PartRow
from schakel.casework.bundling.rules import SAME
from schakel.casework.bundling.rules.reasons import Part, read_parts
from schakel.engines.linkage import Observed
from schakel.ground.accounts import queries as accounts
from schakel.ground.database.actor import Actor
from schakel.ground.vault.actions import unseal


def names(viewer: Actor) -> dict[UUID, str]:
    """Accounts of the own focal persons and their names."""
    if viewer.municipality is None:
        return {}
    found = accounts.focal_persons(viewer, municipality=viewer.municipality)
    return {one.account: one.name for one in found if one.organisation == viewer.organisation}


def link_rows(
    known: Around, order: Sequence[UUID], read: Mapping[UUID, Observed], who: Mapping[UUID, str], viewer: Actor
) -> list[LinkRow]:
    """What still waits first, then the strongest."""
    position = {signal: at for at, signal in enumerate(order, start=1)}
    rows = [_link(row, known, position, read, who, viewer) for row in known.among(order)]
    return sorted(rows, key=lambda row: (row.sure, -row.bits, row.a, row.b))


def _link(
    row: Link,
    known: Around,
    position: Mapping[UUID, int],
    read: Mapping[UUID, Observed],
    who: Mapping[UUID, str],
    viewer: Actor,
) -> LinkRow:
    ahead = position[row.a] < position[row.b]
    a, b = (row.a, row.b) if ahead else (row.b, row.a)
    parts = read_parts(row.because)
    said = known.said.get((row.a, row.b))
    return LinkRow(
        id=row.id,
        a=position[a],
        b=position[b],
        bits=row.bits,
        prior=row.prior,
        sure=(row.a, row.b) in known.sure,
        parts=tuple(_part(part if ahead else part.turned(), read[a], read[b]) for part in parts),
        judgement=judgement_row(known.rows[said.id], who, viewer) if said else None,
    )


def _part(part: Part, one: Observed, other: Observed) -> PartRow:
    days = abs((one.observed_on - other.observed_on).days) if part.kind == "time" else None
    return PartRow(part.kind, part.level, _raw(one, part.a), _raw(other, part.b), part.bits, part.seen_in, days)


def _raw(read: Observed, at: int) -> str:
    """What was typed; nothing for a circumstance, and nothing for what is protected meanwhile."""
    if not 0 <= at < len(read.observations) or not read.observations[at].readable:
        return ""
    return read.observations[at].raw


def judgement_row(row: Judgement, who: Mapping[UUID, str], viewer: Actor) -> JudgementRow:
    return JudgementRow(
        act=row.act, kind=row.kind, reason=reason_of(row, viewer), who=who.get(row.by, "") if row.by else "", at=row.at
    )


def reason_of(row: Judgement, viewer: Actor) -> str:
    if row.reason is None:
        return ""
    return unseal(bytes(row.reason), organisation=viewer.organisation, bound_to=bound("judgement", row.id, "reason"))


def brought_rows(known: Around, order: Sequence[UUID], who: Mapping[UUID, str]) -> list[BroughtRow]:
    """What people brought together where nothing that was named does, one for each act, in order of time."""
    position = {signal: at for at, signal in enumerate(order, start=1)}
    acts: dict[UUID, set[UUID]] = {}
    first: dict[UUID, Judgement] = {}
    for pair, said in known.said.items():
        if said.kind == SAME and pair not in known.links and set(pair) <= position.keys():
            acts.setdefault(said.act, set()).update(pair)
            first.setdefault(said.act, known.rows[said.id])
    rows = [
        BroughtRow(act, tuple(sorted(position[one] for one in ends)), row.how, who.get(row.by, "") if row.by else "", row.at)
        for act, ends in acts.items()
        if (row := first[act])
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.at, row.act))
