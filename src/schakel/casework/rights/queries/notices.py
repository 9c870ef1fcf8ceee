"""Whether people were told that their data is kept: what was last written down, and what asks to be looked at again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from schakel.casework.rights.models import Notice
from schakel.casework.rights.queries.rows import NoticeRow
from schakel.casework.rights.queries.sealing import opened
from schakel.casework.rights.rules import POSTPONED
from schakel.ground.database.actor import Actor


def notices(*, viewer: Actor, signal: UUID) -> dict[int, NoticeRow]:
    """By place of the name in this signal: the last that was written down. The caller has recorded the reading."""
    rows = Notice.objects.filter(controller=viewer.organisation, signal=signal).order_by("at", "id")
    return {row.person: _row(row) for row in rows}


def to_review(*, viewer: Actor, on: date) -> list[tuple[UUID, int, date]]:
    """Signals with a notice that was put off and is to be looked at again by then: number, and the first such day."""
    last = Notice.objects.filter(controller=viewer.organisation).order_by("signal", "person", "-at", "-id")
    latest = last.distinct("signal", "person").values_list("signal", "number", "state", "review_on")
    due: dict[UUID, tuple[int, date]] = {}
    for signal, number, state, review in latest:
        if state == POSTPONED and review is not None and review <= on:
            due[signal] = (number, min(review, due.get(signal, (number, review))[1]))
    return sorted(((one, number, day) for one, (number, day) in due.items()), key=lambda one: (one[2], one[1]))


def noted(*, viewer: Actor, signals: Collection[UUID]) -> dict[UUID, frozenset[int]]:
    """Of these signals: the places of names about which something was written down."""
    rows = Notice.objects.filter(controller=viewer.organisation, signal__in=signals).values_list("signal", "person")
    found: dict[UUID, set[int]] = {}
    for signal, person in rows:
        found.setdefault(signal, set()).add(person)
    return {signal: frozenset(people) for signal, people in found.items()}


def _row(row: Notice) -> NoticeRow:
    reason = opened(row.reason, controller=row.controller, kind="notice", row=row.id, field="reason")
    return NoticeRow(
        row.id, row.signal, row.number, row.person, row.state, row.way, row.on, row.ground, reason, row.review_on,
        row.at, row.by,
    )  # fmt: skip
