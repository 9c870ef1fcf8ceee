"""What was corrected in a signal after it was sent. Written once: what was typed stays, and so does each correction."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.casework.intake.models.parts import Part
from schakel.casework.intake.models.signal import Signal
from schakel.casework.intake.rules import CORRECTIONS, REMOVED
from schakel.ground.database.keeps import Keeps


class Correction(Part):
    """A name, address or number was corrected, added or removed. `position`: its place in the signal.

    `value` seals a small JSON object, as that of a mention; it is empty when the mention was removed. Not for the
    reporter: who reports sees what they typed.
    """

    keeps = Keeps(purpose="Says how a name or number in a signal was put right, by whom and why.", until="with_signal")

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="corrections")
    what = models.CharField(max_length=9)
    kind = models.CharField(max_length=24)
    role = models.CharField(max_length=20, default="unknown")
    value = models.BinaryField(null=True)
    reason = models.BinaryField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(what__in=CORRECTIONS), name="intake_correction_what"),
            models.CheckConstraint(
                condition=Q(what=REMOVED, value__isnull=True) | ~Q(what=REMOVED) & Q(value__isnull=False),
                name="intake_correction_says_what_stands",
            ),
        ]
        indexes = [models.Index(fields=["signal", "at"], name="intake_correction_signal")]
