"""On what basis the data of a signal came here, where it may not simply be given."""

from __future__ import annotations

from django.db import models

from schakel.casework.intake.models.signal import Signal
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class Provenance(models.Model):
    """Goes with its signal. `basis`: a code of the content pack; `reference` seals the number that the giver recorded."""

    keeps = Keeps(
        purpose="Shows that data of police, bank or healthcare came in as a recorded provision or on a stated basis.",
        until="with_signal",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    signal = models.OneToOneField(Signal, on_delete=models.CASCADE, related_name="provenance")
    controller = models.UUIDField()
    basis = models.CharField(max_length=40)
    provided_on = models.DateField()
    reference = models.BinaryField()
