"""Related signals in other regions that our side has not answered yet, as work."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.hits import queries
from schakel.ground.database.actor import Actor
from schakel.ground.ui import parts

ANSWER_WITHIN = timedelta(days=3)


def regions(viewer: Actor) -> list[parts.WorkItem]:
    return [
        parts.WorkItem(
            title=_("Er is een verwant signaal in een andere regio"),
            url=reverse("region-hit", args=[row.side]),
            do=_("Zeg ja of nee tegen delen"),
            due=timezone.localdate(row.found_at) + ANSWER_WITHIN,
            meta=row.other,
            rings=2,
            tone="tie",
        )
        for row in queries.unanswered(viewer=viewer)
    ]
