"""What stands beside a signal from other modules: the bundle it is in, and to whom it can go."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.casework.bundling import queries as bundling
from schakel.casework.hits import queries as regions
from schakel.casework.rights import queries as rights
from schakel.ground.database.actor import Actor
from schakel.ground.ui.parts import Act, day


def beside_signal(viewer: Actor, signal: UUID) -> Sequence[Act]:
    elsewhere = [Act(_("Vraag het een andere regio"), reverse("ask-region", args=[signal]), "users")]
    return [
        *bundle_beside(viewer, signal),
        Act(_("Naar wie kan dit?"), reverse("share", args=[signal]), "route"),
        *(elsewhere if regions.answering(viewer=viewer) else ()),
        Act(_told(viewer, signal), reverse("notice", args=[signal]), "message"),
        Act(_("Iemand is ten onrechte genoemd"), reverse("own-finding"), "user"),
    ]


def _told(viewer: Actor, signal: UUID) -> str:
    """Whether anything was written down about telling the people who are named (AVG 13 and 14)."""
    held = rights.notices(viewer=viewer, signal=signal).values()
    if not held:
        return _("Informeren: nog niets vastgelegd")
    later = [one.review_on for one in held if one.review_on]
    return _("Informeren: kijk opnieuw op %(day)s") % {"day": day(min(later))} if later else _("Informeren: vastgelegd")


def bundle_beside(viewer: Actor, signal: UUID) -> Sequence[Act]:
    held = bundling.bundle_of(viewer=viewer, signal=signal)
    if held is None:
        return []
    return [Act(_("Bekijk bundel %(number)s") % {"number": held.number}, reverse("bundle", args=[held.number]), "link")]
