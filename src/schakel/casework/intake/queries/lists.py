"""A list that somebody read and has not taken in yet, or is taking in. For who read it; the system knows only that it is there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from schakel.casework.intake.models import Draft
from schakel.casework.intake.queries.drafts import draft
from schakel.casework.intake.rules.lists import ReadList
from schakel.ground.database.actor import SYSTEM_ROLE, Actor

LOOKED, TAKING = "file", "take"
"""Kinds of draft: a list that was looked at or is done, and one that is being taken in."""


def read_list(*, viewer: Actor) -> ReadList | None:
    """What the viewer looked at, or what became of it."""
    return _list(viewer, LOOKED)


def list_under_way(*, viewer: Actor) -> ReadList | None:
    """What the viewer is taking in."""
    return _list(viewer, TAKING)


def lists_left(*, viewer: Actor, before: datetime) -> list[UUID]:
    """For the system of an organisation: whose lists were being taken in and stood still since `before`."""
    if not viewer.holds(SYSTEM_ROLE):
        return []
    rows = Draft.objects.filter(organisation=viewer.organisation, kind=TAKING, kept_at__lt=before)
    return list(rows.order_by("kept_at").values_list("writer", flat=True))


def _list(viewer: Actor, kind: str) -> ReadList | None:
    kept = draft(viewer=viewer, kind=kind)
    return ReadList.kept(kept.typed) if kept else None
