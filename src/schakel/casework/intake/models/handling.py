"""What a focal person sets for herself: another due date, with its reason, and views of the list."""

from __future__ import annotations

from django.db import models

from schakel.casework.intake.models.signal import Signal
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class DueChange(models.Model):
    """From which due date to which, by whom, when and why."""

    keeps = Keeps(purpose="Says why a signal may wait longer, or may not.", until="with_signal")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="dues")
    controller = models.UUIDField()
    due_from = models.DateTimeField(null=True)
    due_to = models.DateTimeField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    reason = models.BinaryField()


class SavedView(models.Model):
    """A narrowed list under a name of one's own. The name is sealed: people type names of people."""

    keeps = Keeps(purpose="Lets somebody open the same list again.", until="account")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.UUIDField()
    organisation = models.UUIDField()
    name = models.BinaryField()
    chosen = models.CharField(max_length=400)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "chosen"], name="intake_savedview_once")]
