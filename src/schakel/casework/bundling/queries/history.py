"""How a bundle came to be what it is: who came and went, what was said and why, newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from schakel.casework.bundling.models import UNDONE, Bundle, Judgement, Membership
from schakel.casework.bundling.queries.list_rows import ActRow, HistoryRow
from schakel.casework.bundling.queries.reasons import names, reason_of
from schakel.casework.intake import queries as intake
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor


def history(*, viewer: Actor, number: int) -> list[HistoryRow] | None:
    """Everything that happened to the bundle with this number of the own municipality; None when it has none."""
    row = Bundle.objects.filter(controller=viewer.organisation, number=number).first()
    if row is None:
        return None
    held = list(Membership.objects.filter(bundle=row))
    signals = {one.signal for one in held}
    told = intake.by_id(viewer=viewer, ids=list(signals))
    audit.record(
        "bundle.history_read", by=viewer, organisation=viewer.organisation, object_kind="bundle", object_id=row.id,
        subjects=intake.subjects_of(viewer=viewer, ids=list(signals)), facts={"bundle": number},
    )  # fmt: skip
    numbers = {signal: one.number for signal, one in told.items()}
    said = Judgement.objects.filter(a__in=signals, b__in=signals)
    return sorted(
        [*_moves(held, numbers), *_said(said, numbers, viewer)],
        key=lambda one: (one.at, one.kind == "joined"),
        reverse=True,
    )


def judgement(*, viewer: Actor, act: UUID) -> ActRow | None:
    """What was said in one act, by whom and why; None when the viewer's own municipality has no such act."""
    rows = list(Judgement.objects.filter(controller=viewer.organisation, act=act, undoes__isnull=True).order_by("id"))
    if not rows:
        return None
    first = rows[0]
    undone = Judgement.objects.filter(controller=viewer.organisation, undoes=first.id).exists()
    who = names(viewer).get(first.by, "") if first.by else ""
    audit.record("judgement.read", by=viewer, organisation=viewer.organisation, object_kind="judgement", object_id=act)
    return ActRow(act, first.kind, reason_of(first, viewer), who, first.at, len(rows), undone)


def _moves(held: Iterable[Membership], numbers: Mapping[UUID, int]) -> list[HistoryRow]:
    """Signals that came or went at one moment for one reason are one line."""
    found: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for one in held:
        found[one.since, "joined", one.why].append(numbers.get(one.signal, 0))
        if one.until is not None:
            found[one.until, "left", one.why_left].append(numbers.get(one.signal, 0))
    return [
        HistoryRow(at=at, kind=kind, why=why, signals=tuple(sorted(signals)), who="", reason="", act=None)  # type: ignore[arg-type]
        for (at, kind, why), signals in found.items()
    ]


def _said(rows: Iterable[Judgement], numbers: Mapping[UUID, int], viewer: Actor) -> list[HistoryRow]:
    """What was said in one act is one line; it can be undone while nobody did."""
    acts: dict[UUID, list[Judgement]] = defaultdict(list)
    for row in rows:
        acts[row.act].append(row)
    undone = {row.undoes for said in acts.values() for row in said if row.kind == UNDONE}
    who = names(viewer)
    return [
        HistoryRow(
            at=said[0].at,
            kind=said[0].kind,
            why="",
            signals=tuple(sorted({numbers.get(end, 0) for row in said for end in (row.a, row.b)})),
            who=who.get(said[0].by, "") if said[0].by else "",
            reason=reason_of(said[0], viewer),
            act=act if said[0].kind != UNDONE and said[0].id not in undone else None,
        )
        for act, said in acts.items()
    ]
