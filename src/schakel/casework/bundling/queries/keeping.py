"""Until when a bundle keeps its signals: what nobody confirmed is not kept by it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils import timezone

from schakel.casework.bundling.models import Bundle, Judgement, Link, Membership
from schakel.casework.bundling.queries.around import around
from schakel.casework.bundling.rules import SAME, groups
from schakel.ground.database.actor import Actor


def last_steps(*, viewer: Actor, signals: Collection[UUID]) -> dict[UUID, date]:
    """Those of these signals that surely belong to a running bundle, and the day of its last step.

    A signal of which the link still waits for a judgement is left out: it has the term of a signal by itself.
    """
    running = Bundle.objects.filter(
        controller=viewer.organisation, ended_at__isnull=True, memberships__signal__in=signals,
        memberships__until__isnull=True,
    )  # fmt: skip
    found: dict[UUID, date] = {}
    for row in running.distinct():
        held = Membership.objects.filter(bundle=row, until__isnull=True).order_by("since", "signal")
        members = list(held.values_list("signal", flat=True))
        day = timezone.localdate(row.changed_at)
        for group in groups(members, around(members).ties(members)):
            if len(group) > 1:
                found |= {one: day for one in group if one in signals}
    return found


def tied(*, viewer: Actor) -> frozenset[UUID]:
    """Own signals that a link, or somebody who said so, ties to another: something confirms them, or may."""
    links = Link.objects.filter(controller=viewer.organisation).values_list("a", "b")
    said = Judgement.objects.filter(controller=viewer.organisation, kind=SAME).values_list("a", "b")
    return frozenset(end for pair in (*links, *said) for end in pair)
