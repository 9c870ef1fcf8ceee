"""Municipalities and regions with their dates; nothing here is about a person."""

from __future__ import annotations

from django.db import models

from schakel.ground.database.keeps import Keeps
from schakel.ground.places.rules import MUNICIPALITY_CODE

_WHY = Keeps(
    purpose="Tells which municipality and region a record belongs to, on its own date.",
    until="reference",
    personal=False,
)


def _ends_after_it_begins(name: str) -> models.CheckConstraint:
    in_order = models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from"))
    return models.CheckConstraint(condition=in_order, name=name)


class Municipality(models.Model):
    """A municipality by its CBS code; after a merge the row stays, with its last day and successor."""

    keeps = _WHY

    code = models.CharField(primary_key=True, max_length=6)
    name = models.CharField(max_length=100)
    search_name = models.CharField(max_length=100, db_index=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    successor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="predecessors")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=MUNICIPALITY_CODE), name="places_municipality_code"),
            _ends_after_it_begins("places_municipality_dates"),
        ]


class Region(models.Model):
    """A set of municipalities for one purpose: care coordination, police unit, covenant."""

    keeps = _WHY

    code = models.CharField(primary_key=True, max_length=32)
    name = models.CharField(max_length=100)
    purpose = models.CharField(max_length=32)


class RegionMembership(models.Model):
    """A municipality in a region, from a day until a day."""

    keeps = _WHY

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="memberships")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "municipality", "valid_from"], name="places_membership_once"),
            _ends_after_it_begins("places_membership_dates"),
        ]
