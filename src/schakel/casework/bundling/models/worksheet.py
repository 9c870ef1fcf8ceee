"""Answers on the optional worksheet of a bundle."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from schakel.casework.bundling.models.bundles import Bundle
from schakel.casework.bundling.models.row import Row
from schakel.casework.bundling.rules import SHEET_ANSWERS
from schakel.ground.database.keeps import Keeps


class WorksheetAnswer(Row):
    """What a focal person answered to one row of a list, and why. Never changed: a later answer stands in its place.

    `rests_on`: the signals whose facts were proposed for it; it goes with each of them, and with its bundle.
    """

    keeps = Keeps(purpose="Lets a focal person order what is known of a bundle, with reasons.", until="bundle")

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="worksheet")
    ilo_list = models.CharField(max_length=40)
    row = models.CharField(max_length=40)
    answer = models.CharField(max_length=8)
    reason = models.BinaryField(null=True)
    rests_on = ArrayField(models.UUIDField(), default=list)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    pack_version = models.CharField(max_length=40)

    class Meta:
        db_table = "bundling_worksheet_answer"
        constraints = [models.CheckConstraint(condition=Q(answer__in=SHEET_ANSWERS), name="bundling_worksheet_answer")]
        indexes = [models.Index(fields=["bundle", "ilo_list", "at"], name="bundling_worksheet_list")]
