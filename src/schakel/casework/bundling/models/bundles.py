"""Bundles through time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.casework.bundling.models.row import Row
from schakel.ground.database.keeps import Keeps

JOINED = ("linked", "judged", "split", "merged")
LEFT = ("weighed_again", "judged", "taken_out", "split", "merged", "forgotten")


class Bundle(Row):
    """Signals that may tell one story, under a number people can say aloud. It ends when its signals are elsewhere."""

    keeps = Keeps(purpose="Brings signals together that can be acted on together.", until="bundle")

    number = models.PositiveIntegerField()
    title = models.BinaryField()
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["controller", "number"], name="bundling_bundle_number_once")]


class Membership(Row):
    """From when until when a signal was in a bundle, and why. A signal is in one bundle at a time."""

    keeps = Keeps(purpose="Shows how a bundle came to be what it is.", until="with_signal")

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="memberships")
    signal = models.UUIDField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    why = models.CharField(max_length=16)
    why_left = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["signal"], condition=Q(until__isnull=True), name="bundling_membership_once"
            ),
            models.CheckConstraint(condition=Q(why__in=JOINED), name="bundling_membership_why"),
            models.CheckConstraint(condition=Q(why_left__in=("", *LEFT)), name="bundling_membership_why_left"),
        ]
        indexes = [models.Index(fields=["bundle", "signal"], name="bundling_membership_bundle")]


class LastNumber(models.Model):
    """The last number given to a bundle of this controller: a number of a bundle that is gone is not given again."""

    keeps = Keeps(purpose="Gives bundles a number people can say aloud.", until="reference")

    controller = models.UUIDField(primary_key=True)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "bundling_last_number"
