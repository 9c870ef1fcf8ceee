"""That two covenants answer each other's questions: signed on both sides, by name, until either ends it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class Agreement(models.Model):
    """`one` proposed it and `other` signs: each by a privacy officer of a municipality in that covenant."""

    keeps = Keeps(
        purpose="Shows that two covenants agreed to answer each other, who signed and when.", until="reference"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    one = models.UUIDField()
    other = models.UUIDField()
    proposed_for = models.UUIDField()
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    signed_for = models.UUIDField(null=True)
    signed_by = models.UUIDField(null=True)
    signed_at = models.DateTimeField(null=True)
    ended_for = models.UUIDField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Least("one", "other"), Greatest("one", "other"), condition=Q(ended_at__isnull=True),
                name="hits_agreement_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(one=F("other")), name="hits_agreement_between_two"),
            models.CheckConstraint(
                condition=Q(signed_for__isnull=True) | ~Q(signed_for=F("proposed_for")), name="hits_agreement_two_sides"
            ),
        ]  # fmt: skip
