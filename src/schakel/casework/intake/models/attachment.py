"""Files: with a signal, and with a draft that was not sent yet. Name, kind, size and content are sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.casework.intake.models.draft import Draft
from schakel.casework.intake.models.parts import Part
from schakel.casework.intake.models.signal import Signal
from schakel.casework.intake.rules.files import STATES
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class Attachment(Part):
    """A photo or document of the reporter. `told` seals a small JSON object with name, kind and size."""

    keeps = Keeps(purpose="Says which photos and documents came with a signal.", until="with_signal")

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="attachments")
    at = models.DateTimeField()
    state = models.CharField(max_length=9)
    told = models.BinaryField(null=True)
    shut_at = models.DateTimeField(null=True)
    shut_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="intake_attachment_state"),
            models.CheckConstraint(
                condition=Q(state="withheld") | Q(told__isnull=False), name="intake_attachment_says_what_it_is"
            ),
        ]


class AttachmentContent(models.Model):
    """The file itself, apart from its name: who sent it sees that, and never this again."""

    keeps = Keeps(purpose="Shows the focal person what the reporter saw.", until="with_signal")

    attachment = models.OneToOneField(Attachment, on_delete=models.CASCADE, primary_key=True, related_name="content")
    controller = models.UUIDField()
    sealed = models.BinaryField()


class DraftFile(models.Model):
    """A file that was chosen and not sent yet, for its writer only; sealed for the writer's own organisation."""

    keeps = Keeps(
        purpose="Keeps a chosen photo until the signal is sent, so that nothing is lost.", until="signal_draft"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    writer = models.UUIDField()
    organisation = models.UUIDField()
    state = models.CharField(max_length=9)
    told = models.BinaryField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=STATES), name="intake_draftfile_state")]
