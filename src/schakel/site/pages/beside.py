"""What stands beside a signal from other modules: the bundle it is in, and to whom it can go."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.casework.bundling import queries as bundling
from schakel.casework.hits import queries as regions
from schakel.ground.database.actor import Actor
from schakel.ground.ui.parts import Act


def beside_signal(viewer: Actor, signal: UUID) -> Sequence[Act]:
    elsewhere = [Act(_("Vraag het een andere regio"), reverse("ask-region", args=[signal]), "users")]
    return [
        *bundle_beside(viewer, signal),
        Act(_("Naar wie kan dit?"), reverse("share", args=[signal]), "route"),
        *(elsewhere if regions.answering(viewer=viewer) else ()),
    ]


def bundle_beside(viewer: Actor, signal: UUID) -> Sequence[Act]:
    held = bundling.bundle_of(viewer=viewer, signal=signal)
    if held is None:
        return []
    return [Act(_("Bekijk bundel %(number)s") % {"number": held.number}, reverse("bundle", args=[held.number]), "link")]
