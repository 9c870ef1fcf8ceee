"""What a covenant's own key makes of what its signals name: by this, and only by this, is a question answered."""

from __future__ import annotations

from django.db import models

from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class Token(models.Model):
    """One key of one signal under the key of one covenant. `laid_at` decides from which epoch on it takes part."""

    keeps = Keeps(purpose="Answers another region's question without showing what a signal names.", until="with_signal")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    controller = models.UUIDField()
    signal = models.UUIDField()
    covenant = models.UUIDField()
    kind = models.CharField(max_length=24)
    number = models.BigIntegerField()
    laid_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["signal", "covenant", "kind", "number"], name="hits_token_once"),
        ]
        indexes = [models.Index(fields=["covenant", "number", "kind"], name="hits_token_met")]
