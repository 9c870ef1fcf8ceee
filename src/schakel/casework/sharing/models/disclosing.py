"""One disclosure: who gave what to whom, on which basis, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from schakel.casework.sharing.models.agreeing import Consent
from schakel.casework.sharing.rules import ANSWERED, CHANNELS, STATES
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class Disclosure(models.Model):
    """`given` seals exactly the fields that go, and cannot be altered afterwards; `necessity` seals why it is needed,
    `subsidiarity` why not with less and why to them. `their_reference` seals the number under which they received it;
    `answer` is the one thing they may release of what became of it.

    `kinds`, `confirmed`: codes of the content pack. `withheld`: kind -> value that stands in figures, such as
    "not provided (Bpg 4:2)". `subjects`: identifiers of the people whose data is in it, for the processing log.
    """

    keeps = Keeps(purpose="Answers for what was given to whom, why, and on which basis.", until="disclosure")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    controller = models.UUIDField()
    signal = models.UUIDField()
    signal_number = models.PositiveIntegerField()
    minor = models.CharField(max_length=7)
    giver = models.CharField(max_length=40, default="municipality")
    recipient = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40)
    basis = models.CharField(max_length=40)
    digest = models.BinaryField(max_length=32)
    pack_version = models.CharField(max_length=40)
    kinds = models.JSONField()
    withheld = models.JSONField(default=dict)
    confirmed = models.JSONField(default=list)
    subjects = models.JSONField(default=list)
    second_person = models.BooleanField()
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, related_name="+")
    given = models.BinaryField()
    necessity = models.BinaryField()
    subsidiarity = models.BinaryField(null=True)  # null in rows from before it was asked; the lock asks it of new ones
    state = models.CharField(max_length=12, default="proposed")
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    checked_by = models.UUIDField(null=True)
    channel = models.CharField(max_length=12, blank=True)
    their_reference = models.BinaryField(null=True)
    answer = models.CharField(max_length=12, blank=True)
    feedback_held = models.BooleanField(default=False)
    keep_until = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="sharing_disclosure_state"),
            models.CheckConstraint(
                condition=Q(answer="") | Q(state="acknowledged"), name="sharing_disclosure_answer_after_receipt"
            ),
            models.CheckConstraint(condition=Q(channel__in=(*CHANNELS, "")), name="sharing_disclosure_channel"),
            # "received" stands in rows from before an outcome was asked apart from the receipt
            models.CheckConstraint(
                condition=Q(answer__in=(*ANSWERED, "received", "")), name="sharing_disclosure_answer"
            ),
            models.CheckConstraint(
                condition=Q(second_person=False) | Q(checked_by__isnull=True) | ~Q(checked_by=F("proposed_by")),
                name="sharing_disclosure_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("checked", "sent", "acknowledged")) | Q(checked_by__isnull=False),
                name="sharing_disclosure_checked_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["controller", "signal", "proposed_at"], name="sharing_disclosure_signal"),
            models.Index(fields=["controller", "state"], name="sharing_disclosure_waiting"),
        ]


class DisclosureStep(models.Model):
    """From which state to which, by whom, when, and why it was withdrawn."""

    keeps = Keeps(purpose="Says who proposed, checked, sent and withdrew a disclosure, and when.", until="disclosure")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    disclosure = models.ForeignKey(Disclosure, on_delete=models.CASCADE, related_name="steps")
    controller = models.UUIDField()
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12)
    outcome = models.CharField(max_length=12, blank=True)
    by = models.UUIDField(null=True)
    at = models.DateTimeField()
    reason = models.BinaryField(null=True)

    class Meta:
        db_table = "sharing_disclosure_step"
