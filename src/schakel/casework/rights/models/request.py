"""One request, and its steps."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from schakel.casework.rights.rules import ASKERS, CHANNELS, STATES, YES_NO
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class Request(models.Model):
    """What somebody asked. `who` seals a small JSON object: the name, other names and numbers to look for, and how the
    person can safely be reached. Of a document nothing is kept but that it was seen, and how.

    `letter` seals what the letter said, from the moment it was decided.
    """

    keeps = Keeps(
        purpose="Answers for how a request of a person about their own data was handled.", until="data_request"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    controller = models.UUIDField()
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=8)
    received_on = models.DateField()
    due_on = models.DateField()
    extended = models.BooleanField(default=False)
    state = models.CharField(max_length=12, default="received")
    who = models.BinaryField()
    asked_by = models.CharField(max_length=16)
    identity = models.CharField(max_length=40, blank=True, default="")
    apart = models.CharField(max_length=3, blank=True, default="")
    willing = models.CharField(max_length=3, blank=True, default="")
    authority = models.CharField(max_length=3, blank=True, default="")
    registered_by = models.UUIDField(null=True)
    checked_by = models.UUIDField(null=True)
    collected_by = models.UUIDField(null=True)
    decided_by = models.UUIDField(null=True)
    letter = models.BinaryField(null=True)
    stuck = models.BooleanField(default=False)
    pack_version = models.CharField(max_length=40)
    keep_until = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="rights_request_state"),
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="rights_request_channel"),
            models.CheckConstraint(condition=Q(asked_by__in=ASKERS), name="rights_request_asked_by"),
            models.CheckConstraint(
                condition=Q(apart__in=YES_NO, willing__in=YES_NO, authority__in=YES_NO), name="rights_request_yes_no"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(collected_by__isnull=True) | ~Q(decided_by=F("collected_by")),
                name="rights_request_second_person",
            ),
        ]
        indexes = [models.Index(fields=["controller", "state", "due_on"], name="rights_request_waiting")]


class RequestStep(models.Model):
    """From which state to which, by whom, when and why."""

    keeps = Keeps(purpose="Says who did what with a request, when and why.", until="data_request")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="steps")
    controller = models.UUIDField()
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    reason = models.BinaryField(null=True)

    class Meta:
        db_table = "rights_request_step"
