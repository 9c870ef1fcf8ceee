"""Counts of sharing: numbers and codes, never a record."""

from __future__ import annotations

from collections import Counter

from django.db.models import QuerySet

from schakel.casework.sharing.models import Disclosure
from schakel.ground.database.actor import SYSTEM_ROLE, Actor


def by_state(*, viewer: Actor) -> Counter[tuple[str, str]]:
    """How many disclosures of the own municipality stand where, by recipient and state."""
    return Counter(_own(viewer).values_list("recipient", "state"))


def not_provided(*, viewer: Actor) -> Counter[tuple[str, str]]:
    """How often a kind of data was kept out by law, with the value that stands in its place: "not provided (Bpg 4:2)"."""
    told = _own(viewer).values_list("withheld", flat=True)
    return Counter((str(kind), str(value)) for withheld in told for kind, value in withheld.items())


def _own(viewer: Actor) -> QuerySet[Disclosure]:
    if not (viewer.holds("focal_person") or viewer.holds(SYSTEM_ROLE)):
        return Disclosure.objects.none()
    return Disclosure.objects.filter(controller=viewer.organisation)
