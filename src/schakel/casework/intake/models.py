"""Tables of signals. What people wrote is sealed for the controller; codes, dates and states are not."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.casework.intake.rules import ANSWERS, DRAFTS, MINOR, STATES
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class Signal(models.Model):
    """What one person noticed, addressed to one municipality. `controller` is that municipality's organisation."""

    keeps = Keeps(purpose="Lets a municipality see and act on possible human trafficking.", until="signal")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    controller = models.UUIDField()
    number = models.PositiveIntegerField()
    municipality = models.CharField(max_length=6)
    reporter = models.UUIDField(null=True)
    reporting_organisation = models.UUIDField()
    organisation_kind = models.CharField(max_length=32)
    function = models.CharField(max_length=64, blank=True)
    observed_on = models.DateField()
    received_at = models.DateTimeField()
    minor = models.CharField(max_length=7)
    danger = models.BooleanField(default=False)
    state = models.CharField(max_length=20, default="received")
    due_at = models.DateTimeField(null=True)
    owner = models.UUIDField(null=True)
    keep_until = models.DateField()
    sender_id = models.CharField(max_length=64, null=True)
    body_digest = models.BinaryField(max_length=32)
    pack_version = models.CharField(max_length=40)
    narrative = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["controller", "number"], name="intake_signal_number_once"),
            models.UniqueConstraint(
                fields=["reporting_organisation", "sender_id"],
                condition=Q(sender_id__isnull=False),
                name="intake_signal_sender_once",
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="intake_signal_state"),
            models.CheckConstraint(condition=Q(minor__in=MINOR), name="intake_signal_minor"),
        ]
        indexes = [
            models.Index(fields=["controller", "state", "due_at"], name="intake_signal_desk"),
            models.Index(fields=["reporter", "received_at"], name="intake_signal_mine"),
        ]


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


class Draft(models.Model):
    """What somebody typed and did not send yet: the desk, or a file to read in. For its writer only, one of each kind."""

    keeps = Keeps(purpose="Keeps what somebody typed until it is sent, so that nothing is lost.", until="signal_draft")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    writer = models.UUIDField()
    organisation = models.UUIDField()
    kind = models.CharField(max_length=4)
    kept_at = models.DateTimeField()
    typed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["writer", "kind"], name="intake_draft_one_of_each"),
            models.CheckConstraint(condition=Q(kind__in=DRAFTS), name="intake_draft_kind"),
        ]


class LastNumber(models.Model):
    """The last number given out by a controller; raised by a function only, so that two signals never share one."""

    keeps = Keeps(purpose="Gives signals a number people can say aloud.", until="organisation", personal=False)

    controller = models.UUIDField(primary_key=True)
    number = models.PositiveIntegerField(default=0)
