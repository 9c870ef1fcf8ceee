"""That somebody went through who may what, and what they said of each right."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from schakel.ground.accounts.models.organisation import Organisation
from schakel.ground.accounts.rules.reviewing import SCOPES, WHY
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class RightsReview(models.Model):
    """One look at the rights of an organisation: all of them (`yearly`) or the special roles (`quarterly`)."""

    keeps = Keeps(purpose="Shows that rights are gone through in time.", until="audit")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reviews")
    scope = models.CharField(max_length=12)
    on = models.DateField()
    people = models.PositiveIntegerField()
    seen_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(scope__in=SCOPES), name="accounts_review_scope")]


class RightsJudgement(models.Model):
    """What was said of one right in one review; never by its holder. `why` is a code: no free words about a colleague."""

    keeps = Keeps(purpose="Shows of each right that somebody else judged it in time, and what followed.", until="audit")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(RightsReview, on_delete=models.PROTECT, related_name="judgements")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    account = models.UUIDField()
    granted = models.UUIDField()
    role = models.CharField(max_length=32)
    verdict = models.CharField(max_length=9)
    why = models.CharField(max_length=12)
    on = models.DateField()
    by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=tuple(WHY)), name="accounts_judgement_verdict"),
            models.CheckConstraint(condition=~Q(account=F("by")), name="accounts_judgement_by_another"),
        ]
        indexes = [models.Index(fields=["granted", "on"], name="accounts_judgement_last")]
