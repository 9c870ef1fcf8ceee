"""What stands in the band and the menu."""

from __future__ import annotations

from dataclasses import dataclass

from schakel.ground.accounts.models import Organisation
from schakel.ground.accounts.rules import ROLES, Entry, navigation
from schakel.ground.database.actor import Actor


@dataclass(frozen=True, slots=True)
class FrameRow:
    """`organisation` and `role` are names to show (Dutch; the page translates them); at most five entries."""

    organisation: str
    role: str
    navigation: tuple[Entry, ...]


def frame_of(viewer: Actor) -> FrameRow:
    names = [kind.name for code, kind in ROLES.items() if viewer.holds(code)]
    organisation = Organisation.objects.filter(id=viewer.organisation).values_list("name", flat=True).first()
    return FrameRow(
        organisation=organisation or "", role=names[0] if names else "", navigation=navigation(viewer.roles)
    )
