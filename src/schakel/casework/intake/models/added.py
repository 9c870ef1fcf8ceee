"""What was learnt about a signal after it came in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.casework.intake.models.parts import Part
from schakel.casework.intake.models.signal import Signal
from schakel.casework.intake.rules import ADDED_ANSWERS, BASES
from schakel.ground.database.keeps import Keeps


class AddedObservation(Part):
    """A fact, for or against, that somebody who handles the signal learnt later. Never changed; the reporter sees none."""

    keeps = Keeps(purpose="Says what was learnt about a signal after it came in, and from what.", until="with_signal")

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="added")
    indicator = models.CharField(max_length=40)
    answer = models.CharField(max_length=9)
    basis = models.CharField(max_length=8)
    reason = models.BinaryField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    pack_version = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(answer__in=ADDED_ANSWERS), name="intake_added_answer"),
            models.CheckConstraint(condition=Q(basis__in=BASES), name="intake_added_basis"),
        ]
