"""The signal itself. What somebody wrote is sealed for the controller; codes, dates and states are not."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.casework.intake.rules import MINOR, RELATIONS, STATES
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class Signal(models.Model):
    """What one person noticed, addressed to one municipality. `controller` is that municipality's organisation.

    `let_go_on`: since when it is known that nothing confirms it, so that it goes earlier than its state says.

    `passed_on`: the reporter wrote it down for somebody else; `noticer` then tells one such person from another, and
    `reach` seals how that person may be asked.
    """

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
    let_go_on = models.DateField(null=True)
    sender_id = models.CharField(max_length=64, null=True)
    body_digest = models.BinaryField(max_length=32)
    pack_version = models.CharField(max_length=40)
    narrative = models.BinaryField()
    passed_on = models.CharField(max_length=9, blank=True, default="")
    noticer = models.UUIDField(null=True)
    reach = models.BinaryField(null=True)

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
            models.CheckConstraint(
                condition=Q(passed_on="", noticer__isnull=True, reach__isnull=True)
                | Q(passed_on__in=RELATIONS, noticer__isnull=False),
                name="intake_signal_passed_on",
            ),
        ]
        indexes = [
            models.Index(fields=["controller", "state", "due_at"], name="intake_signal_desk"),
            models.Index(fields=["reporter", "received_at"], name="intake_signal_mine"),
        ]


class LastNumber(models.Model):
    """The last number given out by a controller; raised by a function only, so that two signals never share one."""

    keeps = Keeps(purpose="Gives signals a number people can say aloud.", until="reference", personal=False)

    controller = models.UUIDField(primary_key=True)
    number = models.PositiveIntegerField(default=0)
