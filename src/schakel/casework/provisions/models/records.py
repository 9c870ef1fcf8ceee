"""What an officer wrote down, in two tables that no query joins: investigation (Wpg) and supervision (AVG)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.casework.provisions.models.provision import Provision
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class InvestigationRecord(models.Model):
    """`fields` seals what was written down, by kind of data. Its terms are those of the Wpg."""

    keeps = Keeps(
        purpose="Holds what a special officer wrote down while investigating, apart from supervision.",
        until="police_set_apart",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    controller = models.UUIDField()
    happened_on = models.DateField()
    kinds = models.JSONField()
    fields = models.BinaryField()
    by = models.UUIDField()
    at = models.DateTimeField()
    free_until = models.DateField()
    kept_until = models.DateField()
    keep_until = models.DateField()

    class Meta:
        db_table = "provisions_investigation"
        indexes = [models.Index(fields=["controller", "at"], name="provisions_investigation_list")]


class SupervisionRecord(models.Model):
    """`fields` as above, under the AVG. What comes out of an investigation names the provision it came with."""

    keeps = Keeps(
        purpose="Holds what was written down in supervision, apart from what was investigated.", until="supervision"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    controller = models.UUIDField()
    origin = models.CharField(max_length=13, default="own")
    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, null=True, related_name="+")
    happened_on = models.DateField()
    kinds = models.JSONField()
    fields = models.BinaryField()
    by = models.UUIDField()
    at = models.DateTimeField()
    keep_until = models.DateField()

    class Meta:
        db_table = "provisions_supervision"
        constraints = [
            models.CheckConstraint(
                condition=Q(origin="own", provision__isnull=True) | Q(origin="investigation", provision__isnull=False),
                name="provisions_supervision_crossed_with_provision",
            )
        ]
        indexes = [models.Index(fields=["controller", "at"], name="provisions_supervision_list")]
