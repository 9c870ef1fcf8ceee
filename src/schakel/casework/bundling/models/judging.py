"""What people said of links. Written once."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from schakel.casework.bundling.models.row import Row
from schakel.casework.bundling.rules import ANSWERS, HOWS
from schakel.ground.database.keeps import Keeps

UNDONE = "undone"


class Judgement(Row):
    """What somebody said of two signals, and why. Never changed: `undoes` names an earlier one that no longer holds.

    Rows of one `act` were said at once, about whole bundles: `how` says what was done with them.
    """

    keeps = Keeps(purpose="Keeps what people decided about a link, and their reasons.", until="with_signal")

    act = models.UUIDField()
    a = models.UUIDField()
    b = models.UUIDField()
    kind = models.CharField(max_length=16)
    how = models.CharField(max_length=10, default="link")
    reason = models.BinaryField(null=True)
    by = models.UUIDField(null=True)
    at = models.DateTimeField()
    undoes = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="bundling_judgement_one_way"),
            models.CheckConstraint(
                condition=Q(kind__in=ANSWERS, undoes__isnull=True) | Q(kind=UNDONE, undoes__isnull=False),
                name="bundling_judgement_kind",
            ),
            models.CheckConstraint(condition=Q(how__in=HOWS), name="bundling_judgement_how"),
        ]
        indexes = [
            models.Index(fields=["a", "b", "at"], name="bundling_judgement_pair"),
            models.Index(fields=["b"], name="bundling_judgement_b"),
            models.Index(fields=["act"], name="bundling_judgement_act"),
        ]
