"""What was typed and not sent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.casework.intake.rules import DRAFTS
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


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
