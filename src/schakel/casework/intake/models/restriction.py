"""That a signal is kept and not used: somebody whose data is in it asked so."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.casework.intake.models.signal import Signal
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class Restriction(models.Model):
    """`request`: the number of the request it follows from. An end is written beside it."""

    keeps = Keeps(
        purpose="Keeps a signal from being used while somebody's objection is looked at.", until="with_signal"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="restrictions")
    controller = models.UUIDField()
    request = models.UUIDField()
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["signal", "request"], condition=Q(lifted_at__isnull=True), name="intake_restriction_once"
            )
        ]
