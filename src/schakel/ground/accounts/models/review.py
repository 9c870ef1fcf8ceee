"""That somebody went through who may what, and agreed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.ground.accounts.models.organisation import Organisation
from schakel.ground.accounts.rules.reviewing import SCOPES
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
