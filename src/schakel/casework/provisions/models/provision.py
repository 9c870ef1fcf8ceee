"""One provision under the Wpg: what the police gave us, or what an investigation gave to supervision."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.casework.provisions.rules import ACTS, AUDITS, DIRECTIONS, RESULTS
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class Provision(models.Model):
    """`content` seals exactly what was given, by kind; null when it stands in the signal that it came with. `reference`
    seals the number under which the giver wrote it down, `necessity` why it was needed. All codes are of the content pack.

    `free_until`, `kept_until` and `keep_until` are last days: freely used, used with a reason, kept to account for.
    """

    keeps = Keeps(
        purpose="Holds what was given under the Wpg, by whom, on which article and what for, with its terms.",
        until="police_set_apart",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    controller = models.UUIDField()
    direction = models.CharField(max_length=8)
    giver = models.CharField(max_length=40)
    recipient = models.CharField(max_length=40)
    basis = models.CharField(max_length=40)
    pack_version = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40)
    kinds = models.JSONField(default=list)
    provided_on = models.DateField()
    reference = models.BinaryField(null=True)
    content = models.BinaryField(null=True)
    necessity = models.BinaryField(null=True)
    signal = models.UUIDField(null=True)
    record = models.UUIDField(null=True)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    free_until = models.DateField()
    kept_until = models.DateField()
    keep_until = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(direction__in=DIRECTIONS), name="provisions_provision_direction"),
            models.CheckConstraint(
                condition=Q(direction="received")
                | Q(record__isnull=False, content__isnull=False, necessity__isnull=False),
                name="provisions_provision_given_whole",
            ),
            models.UniqueConstraint(
                fields=["signal"], condition=Q(signal__isnull=False), name="provisions_provision_of_signal"
            ),
        ]
        indexes = [models.Index(fields=["controller", "direction", "made_at"], name="provisions_provision_list")]


class ProvisionLine(models.Model):
    """The log of provisions (Wpg art. 32): who got what, when, on which basis. Codes; why it was opened is sealed."""

    keeps = Keeps(
        purpose="Answers who was given what under the Wpg and when, and who opened it.", until="police_set_apart"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provision = models.ForeignKey(Provision, on_delete=models.CASCADE, related_name="lines")
    controller = models.UUIDField()
    direction = models.CharField(max_length=8)
    act = models.CharField(max_length=8)
    giver = models.CharField(max_length=40)
    recipient = models.CharField(max_length=40)
    basis = models.CharField(max_length=40)
    kinds = models.JSONField(default=list)
    why = models.CharField(max_length=9, blank=True)
    reason = models.BinaryField(null=True)
    by = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "provisions_line"
        constraints = [models.CheckConstraint(condition=Q(act__in=ACTS), name="provisions_line_act")]
        indexes = [models.Index(fields=["controller", "at"], name="provisions_line_list")]


class WpgAudit(models.Model):
    """One audit: when it was held and what came out, as a code; what was found is sealed for the privacy officer."""

    keeps = Keeps(
        purpose="Shows that the audits under the Wpg were held in time, and what came out.", until="wpg_audit"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    controller = models.UUIDField()
    kind = models.CharField(max_length=8)
    held_on = models.DateField()
    result = models.CharField(max_length=12)
    sent_on = models.DateField(null=True)
    findings = models.BinaryField()
    by = models.UUIDField()
    at = models.DateTimeField()
    keep_until = models.DateField()

    class Meta:
        db_table = "provisions_audit"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AUDITS), name="provisions_audit_kind"),
            models.CheckConstraint(condition=Q(result__in=RESULTS), name="provisions_audit_result"),
        ]
