"""The views of the list that the viewer keeps."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from schakel.casework.intake.models import SavedView
from schakel.casework.intake.queries.sealing import words_of
from schakel.ground.database.actor import Actor


@dataclass(frozen=True, slots=True)
class ViewRow:
    """`chosen` is the query of the list."""

    id: UUID
    name: str
    chosen: str


def saved_views(*, viewer: Actor) -> tuple[ViewRow, ...]:
    """In the order in which they were kept."""
    if viewer.account is None:
        return ()
    rows = SavedView.objects.filter(account=viewer.account, organisation=viewer.organisation).order_by("at", "id")
    return tuple(
        ViewRow(
            row.id,
            words_of(row.name, controller=row.organisation, kind="savedview", row=row.id, field="name"),
            row.chosen,
        )
        for row in rows
    )
