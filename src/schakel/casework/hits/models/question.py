"""A question to other regions, and what each side is told: always as many rows, always as many bytes."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps

UNANSWERED, YES, NO = "", "yes", "no"
ANSWERS = (UNANSWERED, YES, NO)


class Question(models.Model):
    """One municipality asks about one signal. `necessity` and `less`: privacy check 1, sealed; `asked`: what went along, sealed."""

    keeps = Keeps(purpose="Asks other regions whether they hold something related, with privacy check 1.", until="hit")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    controller = models.UUIDField()
    signal = models.UUIDField()
    signal_number = models.PositiveIntegerField()
    covenants = ArrayField(models.UUIDField())
    purpose = models.CharField(max_length=40)
    necessity = models.BinaryField()
    less = models.BinaryField()
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    goes_at = models.DateTimeField()
    epoch = models.DateTimeField()
    went_at = models.DateTimeField(null=True)
    answer_at = models.DateTimeField(null=True)
    asked = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["controller", "signal", "epoch"], name="hits_question_once_an_epoch"),
        ]
        indexes = [models.Index(fields=["controller", "goes_at"], name="hits_question_due")]


class Side(models.Model):
    """What one party is told, sealed for it alone: whoever asked, and every municipality of the covenants asked.

    For nearly all of them it says that there is nothing; it looks the same. What this side then answers stands here.
    """

    keeps = Keeps(
        purpose="Tells each side that something is related, whom to ask, and keeps its own answer.", until="hit"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    question = models.UUIDField()
    controller = models.UUIDField()
    outcome = models.BinaryField()
    visible_at = models.DateTimeField()
    answer = models.CharField(max_length=3, default=UNANSWERED, blank=True)
    basis = models.CharField(max_length=40, default="", blank=True)
    necessity = models.BinaryField(null=True)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "controller"], name="hits_side_once"),
            models.CheckConstraint(condition=Q(answer__in=ANSWERS), name="hits_side_answer"),
            models.CheckConstraint(
                condition=~Q(answer=YES) | (~Q(basis="") & Q(necessity__isnull=False)), name="hits_side_yes_on_a_basis"
            ),
        ]
        indexes = [models.Index(fields=["controller", "visible_at"], name="hits_side_own")]
