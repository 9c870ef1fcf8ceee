"""How a bundle came to be what it is: who came and went and whence, what was said and why, newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from schakel.casework.bundling.models import UNDONE, Bundle, Judgement, Membership
from schakel.casework.bundling.queries.list_rows import ActRow, HistoryRow
from schakel.casework.bundling.queries.reasons import names, reason_of
from schakel.casework.bundling.rules import MERGED, SPLIT
from schakel.casework.intake import queries as intake
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor

_OF_BUNDLES = (SPLIT, MERGED)


def history(*, viewer: Actor, number: int) -> list[HistoryRow] | None:
    """Everything that happened to the bundle with this number of the own municipality; None when it has none."""
    row = Bundle.objects.filter(controller=viewer.organisation, number=number).first()
    if row is None:
        return None
    held = list(Membership.objects.filter(bundle=row))
    signals = {one.signal for one in held}
    elsewhere = Membership.objects.filter(signal__in=signals).exclude(bundle=row).select_related("bundle")
    said = _about(signals, {moment for one in held for moment in (one.since, one.until) if moment})
    told = intake.by_id(viewer=viewer, ids=list(signals))
    audit.record(
        "bundle.history_read", by=viewer, organisation=viewer.organisation, object_kind="bundle", object_id=row.id,
        subjects=intake.subjects_of(viewer=viewer, ids=list(signals)), facts={"bundle": number},
    )  # fmt: skip
    numbers = {signal: one.number for signal, one in told.items()}
    moves = _moves(held, _Elsewhere.of(elsewhere), numbers)
    acts = _said(said, numbers, viewer)
    return sorted(_told_as_one(moves, acts), key=lambda one: (one.at, one.kind == "joined"), reverse=True)


def judgement(*, viewer: Actor, act: UUID) -> ActRow | None:
    """What was said in one act, by whom and why; None when the viewer's own municipality has no such act."""
    rows = list(Judgement.objects.filter(controller=viewer.organisation, act=act, undoes__isnull=True).order_by("id"))
    if not rows:
        return None
    first = rows[0]
    undone = Judgement.objects.filter(controller=viewer.organisation, undoes=first.id).exists()
    who = names(viewer).get(first.by, "") if first.by else ""
    ends = {end for row in rows for end in (row.a, row.b)}
    now = Membership.objects.filter(controller=viewer.organisation, signal__in=ends, until__isnull=True)
    bundles = tuple(sorted(set(now.values_list("bundle__number", flat=True))))
    audit.record(
        "judgement.read", by=viewer, organisation=viewer.organisation, object_kind="judgement", object_id=act,
        subjects=intake.subjects_of(viewer=viewer, ids=sorted(ends)),
    )  # fmt: skip
    return ActRow(
        act, first.kind, reason_of(first, viewer), who, first.at, len(rows), undone, how=first.how, bundles=bundles
    )


def _about(signals: Collection[UUID], moments: Collection[datetime]) -> list[Judgement]:
    """What was said among these signals; and of whole bundles, what moved one of them here or away."""
    inside = Q(a__in=signals, b__in=signals)
    moved = Q(how__in=_OF_BUNDLES, at__in=moments) & (Q(a__in=signals) | Q(b__in=signals))
    return list(Judgement.objects.filter(inside | moved))


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """In which other bundle a signal was until a moment, and in which it was from a moment on."""

    before: Mapping[tuple[UUID, datetime], int]
    after: Mapping[tuple[UUID, datetime], int]

    @classmethod
    def of(cls, rows: Iterable[Membership]) -> _Elsewhere:
        known = list(rows)
        before = {(one.signal, one.until): one.bundle.number for one in known if one.until}
        return cls(before, {(one.signal, one.since): one.bundle.number for one in known})


def _moves(held: Iterable[Membership], elsewhere: _Elsewhere, numbers: Mapping[UUID, int]) -> list[HistoryRow]:
    """Signals that came or went at one moment, for one reason, from or to one bundle, are one line."""
    found: dict[tuple[datetime, str, str, int], list[int]] = defaultdict(list)
    for one in held:
        number = numbers.get(one.signal, 0)
        found[one.since, "joined", one.why, elsewhere.before.get((one.signal, one.since), 0)].append(number)
        if one.until is not None:
            there = elsewhere.after.get((one.signal, one.until), 0)
            found[one.until, "left", one.why_left, there].append(number)
    return [
        HistoryRow(at=at, kind=kind, why=why, signals=tuple(sorted(signals)), who="", reason="", act=None, others=(other,) if other else (), came=kind == "joined")
        for (at, kind, why, other), signals in found.items()
    ]  # fmt: skip


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
            signals=tuple(sorted({numbers[end] for row in said for end in (row.a, row.b) if end in numbers})),
            who=who.get(said[0].by, "") if said[0].by else "",
            reason=reason_of(said[0], viewer),
            act=act if said[0].kind != UNDONE and said[0].id not in undone else None,
            how=said[0].how,
        )
        for act, said in acts.items()
    ]


def _told_as_one(moves: Sequence[HistoryRow], acts: Sequence[HistoryRow]) -> list[HistoryRow]:
    """Signals that a split or a merge moved to or from another bundle stand in its line, and not once more below it."""
    left, found = list(moves), []
    for act in acts:
        if act.how in _OF_BUNDLES and act.kind != UNDONE:
            mine = [one for one in left if one.at == act.at and one.others]
            left = [one for one in left if one not in mine]
            if mine:
                moved = sorted(signal for one in mine for signal in one.signals)
                others = sorted({number for one in mine for number in one.others})
                act = replace(act, signals=tuple(moved), others=tuple(others), came=mine[0].came)
        found.append(act)
    return [*left, *found]
