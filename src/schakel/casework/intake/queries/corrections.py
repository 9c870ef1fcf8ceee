"""What stands in a signal after corrections, and who corrected what and why."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import Prefetch

from schakel.casework.intake.models import Correction, Mention, Signal
from schakel.casework.intake.queries.rows import CorrectionRow, MentionRow
from schakel.casework.intake.queries.sealing import told_of, words_of
from schakel.casework.intake.rules import REMOVED, Named, as_it_stands
from schakel.casework.intake.rules import Correction as Laid

IN_TURN = Prefetch("corrections", Correction.objects.order_by("at", "id"))
"""With `mentions`, everything that the functions here read of a signal."""


def typed_in(row: Signal) -> list[Named]:
    return [_typed(one) for one in row.mentions.all()]


def laid_over(row: Signal) -> list[Laid]:
    return [Laid(one.what, Named(one.position, one.kind, one.role, _told(one))) for one in row.corrections.all()]


def mentions_now(row: Signal) -> tuple[MentionRow, ...]:
    """As they stand; each with what was typed in its place, when that was something else."""
    typed = {one.position: one.value for one in typed_in(row)}
    added = {one.position for one in row.corrections.all()} - typed.keys()
    ids = {
        one.position: one.id
        for one in (*row.mentions.all(), *(one for one in row.corrections.all() if one.what != REMOVED))
    }
    return tuple(
        MentionRow(
            one.position, one.kind, one.role, one.value, ids[one.position],
            typed="" if typed.get(one.position, "") == one.value else typed.get(one.position, ""),
            added=one.position in added,
        )
        for one in as_it_stands(typed_in(row), laid_over(row))
    )  # fmt: skip


def mentions_typed(row: Signal) -> tuple[MentionRow, ...]:
    ids = {one.position: one.id for one in row.mentions.all()}
    return tuple(MentionRow(one.position, one.kind, one.role, one.value, ids[one.position]) for one in typed_in(row))


def correction_rows(row: Signal) -> tuple[CorrectionRow, ...]:
    """In order of time; `before`: what stood there until then, "" when nothing did."""
    now = {one.position: one.value for one in typed_in(row)}
    found = []
    for one in row.corrections.all():
        value = str(_told(one).get("value", ""))
        reason = words_of(one.reason, controller=row.controller, kind="correction", row=one.id, field="reason")
        found.append(CorrectionRow(one.at, one.by, one.what, one.position, one.kind, value, now.get(one.position, ""), reason))  # fmt: skip
        now[one.position] = value
    return tuple(found)


def _typed(mention: Mention) -> Named:
    return Named(mention.position, mention.kind, mention.role, told_of(mention))


def _told(one: Correction) -> dict[str, Any]:
    if one.what == REMOVED:
        return {}
    opened = words_of(one.value, controller=one.controller, kind="correction", row=one.id, field="value")
    told: dict[str, Any] = json.loads(opened)
    return told
