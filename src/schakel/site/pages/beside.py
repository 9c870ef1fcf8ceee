"""What stands beside a signal from another module: the bundle it is in."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.casework.bundling import queries as bundling
from schakel.ground.database.actor import Actor
from schakel.ground.ui.parts import Act


def bundle_beside(viewer: Actor, signal: UUID) -> Sequence[Act]:
    held = bundling.bundle_of(viewer=viewer, signal=signal)
    if held is None:
        return []
    return [Act(_("Bekijk bundel %(number)s") % {"number": held.number}, reverse("bundle", args=[held.number]), "link")]
