"""Agreement of the person, and of the functionary who answers for a basis that is known from memory only."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.casework.sharing.rules import AGES, CONSENT_STATES, INVOLVED, SIGNERS
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class Consent(models.Model):
    """What the person said to one recipient for one purpose: given or refused, on paper, with its day. `person` is the
    place of the name in the signal, never the name. An end is written beside it; what was said is never altered."""

    keeps = Keeps(purpose="Shows that the person agreed or refused, when, and who signed.", until="disclosure")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    controller = models.UUIDField()
    signal = models.UUIDField()
    person = models.CharField(max_length=12)
    recipient = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40)
    state = models.CharField(max_length=9)
    age = models.CharField(max_length=10)
    involved = models.CharField(max_length=7, default="unknown")
    signer = models.CharField(max_length=8, blank=True)
    said_on = models.DateField()
    by = models.UUIDField(null=True)
    at = models.DateTimeField()
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    keep_until = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CONSENT_STATES), name="sharing_consent_state"),
            models.CheckConstraint(condition=Q(age__in=AGES), name="sharing_consent_age"),
            models.CheckConstraint(condition=Q(involved__in=INVOLVED), name="sharing_consent_involved"),
            models.CheckConstraint(condition=Q(signer__in=(*SIGNERS, "")), name="sharing_consent_signer"),
            models.CheckConstraint(
                condition=~Q(state="given") | Q(signer__in=SIGNERS), name="sharing_consent_given_is_signed"
            ),
        ]
        indexes = [models.Index(fields=["controller", "signal", "at"], name="sharing_consent_signal")]


class BasisAcceptance(models.Model):
    """Somebody answerable accepts, by name, a basis that the content pack knows from memory only. It holds for the text
    as it stood (`digest`): when the pack says it otherwise, it has to be accepted anew."""

    keeps = Keeps(purpose="Says who answers for using a basis that is still to be checked.", until="disclosure")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    controller = models.UUIDField()
    basis = models.CharField(max_length=40)
    digest = models.BinaryField(max_length=32)
    pack_version = models.CharField(max_length=40)
    reason = models.BinaryField()
    by = models.UUIDField()
    at = models.DateTimeField()
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "sharing_basis_acceptance"
        constraints = [
            models.UniqueConstraint(
                fields=["controller", "basis", "digest"],
                condition=Q(ended_at__isnull=True),
                name="sharing_accepted_once",
            )
        ]
