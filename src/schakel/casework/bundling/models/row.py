"""What every table of bundling has."""

from __future__ import annotations

from django.db import models

from schakel.ground.database.identity import new_id


class Row(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    controller = models.UUIDField()

    class Meta:
        abstract = True
