"""Who opened which signal of another municipality in an emergency, and who was told of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from schakel.ground.breakglass.rules import LONGEST, VERDICTS
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class Access(models.Model):
    """One signal of `owner`, open to one account of another organisation from one moment until another.

    `subject` and `number` name the signal. `reason` and `verdict_reason` are sealed for the owner.
    """

    keeps = Keeps(purpose="Shows who opened a signal of another municipality in an emergency.", until="break_glass")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.UUIDField()
    subject = models.UUIDField()
    number = models.PositiveIntegerField()
    covenant = models.UUIDField()
    account = models.UUIDField()
    organisation = models.UUIDField()
    ground = models.CharField(max_length=40)
    reason = models.BinaryField()
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    review_by = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    verdict = models.CharField(max_length=13, blank=True, default="")
    verdict_reason = models.BinaryField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(owner=F("organisation")), name="breakglass_access_of_another"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("opened_at")) & Q(ends_at__lte=F("opened_at") + LONGEST),
                name="breakglass_access_time_box",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", reviewed_at__isnull=True)
                | Q(verdict__in=VERDICTS, reviewed_at__isnull=False, verdict_reason__isnull=False),
                name="breakglass_access_reviewed_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "ends_at"], name="breakglass_access_open"),
            models.Index(fields=["owner", "opened_at"], name="breakglass_access_owner"),
        ]


class Notice(models.Model):
    """That one person was told of one emergency access, at once. `mailed_at`: when the mail server took the message."""

    keeps = Keeps(purpose="Shows who was told of an emergency access, and when.", until="break_glass")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    access = models.ForeignKey(
        Access, on_delete=models.DO_NOTHING, related_name="notices"
    )  # the database takes it along
    organisation = models.UUIDField()
    account = models.UUIDField()
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["access", "account"], name="breakglass_notice_once")]
        indexes = [models.Index(fields=["account", "seen_at"], name="breakglass_notice_mine")]
