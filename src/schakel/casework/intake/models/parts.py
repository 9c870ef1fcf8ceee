"""What goes with a signal: answers, names, decisions and what the reporter heard."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.casework.intake.models.signal import Signal
from schakel.casework.intake.rules import ANSWERS
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class Part(models.Model):
    """Goes with its signal, and is seen exactly where the signal is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    controller = models.UUIDField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True


class Observation(Part):
    """The answer to one row of the card."""

    keeps = Keeps(purpose="Says what was seen or heard, in codes of the content pack.", until="with_signal")

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="observations")
    indicator = models.CharField(max_length=40)
    answer = models.CharField(max_length=9)
    basis = models.CharField(max_length=8, blank=True)
    note = models.BinaryField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(answer__in=ANSWERS), name="intake_observation_answer")]


class Mention(Part):
    """A name, address or number as typed; `value` seals a small JSON object with what was said of it."""

    keeps = Keeps(
        purpose="Lets signals that name the same person, place or number find each other.", until="with_signal"
    )

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=24)
    role = models.CharField(max_length=20, default="unknown")
    value = models.BinaryField()


class StateChange(models.Model):
    """From which state to which, by whom, when and why."""

    keeps = Keeps(purpose="Says what was decided about a signal and why.", until="with_signal")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="changes")
    controller = models.UUIDField()
    from_state = models.CharField(max_length=20)
    to_state = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    reason = models.BinaryField(null=True)


class Feedback(models.Model):
    """A fixed text to the reporter, by its code in the content pack; never free words about the signal."""

    keeps = Keeps(purpose="Lets a reporter hear that something was done.", until="with_signal")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="feedback")
    controller = models.UUIDField()
    code = models.CharField(max_length=24)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    thanks = models.BinaryField(null=True)
