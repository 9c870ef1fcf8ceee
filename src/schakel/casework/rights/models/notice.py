"""Whether somebody was told that their data is kept."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.casework.rights.rules import GIVEN, NOTICES
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class Notice(models.Model):
    """`person` is the place of the name in the signal, never the name. Never changed: the last one holds."""

    keeps = Keeps(
        purpose="Shows that a person was told, or why not yet and when somebody looks again.", until="with_signal"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    controller = models.UUIDField()
    signal = models.UUIDField()
    number = models.PositiveIntegerField()
    person = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9)
    way = models.CharField(max_length=40, blank=True)
    on = models.DateField(null=True)
    ground = models.CharField(max_length=40, blank=True)
    reason = models.BinaryField(null=True)
    review_on = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=NOTICES), name="rights_notice_state"),
            models.CheckConstraint(
                condition=Q(state=GIVEN, on__isnull=False) & ~Q(way="")
                | Q(review_on__isnull=False, reason__isnull=False) & ~Q(ground=""),
                name="rights_notice_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["controller", "signal", "person", "at"], name="rights_notice_signal")]
