"""How signals were read, the blind keys by which they meet, and the links that follow."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from schakel.casework.bundling.models.row import Row
from schakel.ground.database.keeps import Keeps

BANDS = ("join", "review")


class Reading(Row):
    """A signal as the engine read it, sealed: what was typed and what it comes to. One for each signal that was linked.

    `held`: its blind keys by the thing they are of, under each root that is written, so that one row says what stands in it.
    """

    keeps = Keeps(purpose="Lets a signal be compared again without reading it anew.", until="with_signal")

    signal = models.UUIDField(unique=True)
    observed = models.BinaryField()
    held = models.TextField(default="{}")


class LinkKey(models.Model):
    """A blind key of one thing named in a signal. Without a covenant it meets the own signals only.

    `generation` is the root it was blinded under. Kind, covenant and root are blinded into the key: equal keys are of one
    kind, in one covenant, under one root. It has no number of its own: keys are most of what there is.
    """

    keeps = Keeps(purpose="Finds signals that name the same, without showing what they name.", until="with_signal")

    pk = models.CompositePrimaryKey("controller", "key", "signal")
    controller = models.UUIDField()
    signal = models.UUIDField()
    covenant = models.UUIDField(null=True)
    generation = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=24)
    key = models.BigIntegerField()

    class Meta:
        db_table = "bundling_link_key"
        indexes = [
            models.Index(
                fields=["covenant", "key", "controller", "signal"],
                condition=Q(covenant__isnull=False),
                name="bundling_key_shared",
            ),
            models.Index(fields=["signal"], name="bundling_key_signal"),
        ]


class Link(Row):
    """Two signals of one controller that may be one story. `prior` plus the bits in `because` is exactly `bits`.

    `because` holds codes of levels, bits and places of things in the two signals; never what was typed.
    """

    keeps = Keeps(purpose="Says which signals may belong together, and why.", until="with_signal")

    a = models.UUIDField()
    b = models.UUIDField()
    band = models.CharField(max_length=6)
    bits = models.FloatField()
    prior = models.FloatField()
    because = models.JSONField()
    model = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="bundling_link_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="bundling_link_one_way"),
            models.CheckConstraint(condition=Q(band__in=BANDS), name="bundling_link_band"),
        ]
        indexes = [models.Index(fields=["b"], name="bundling_link_b")]
