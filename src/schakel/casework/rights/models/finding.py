"""One place where the person is named, what was proposed for it, and what was decided."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from schakel.casework.rights.models.request import Request
from schakel.casework.rights.rules import GRANT, REFUSE
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class Finding(models.Model):
    """`place` and `row` name the text, or `position` the mention, in `signal`; no word of it stands here.

    `say` seals what the person may read about it; `reason` seals why it is refused. `was` and `now`: keyed hashes of the
    text as it was looked at, and as it stands since the person was taken out.
    """

    keeps = Keeps(
        purpose="Says what was decided about each place where a person is named, and why.", until="data_request"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="findings")
    controller = models.UUIDField()
    signal = models.UUIDField(null=True)
    number = models.PositiveIntegerField(null=True)
    place = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField(null=True)
    row = models.UUIDField(null=True)
    spans = ArrayField(ArrayField(models.IntegerField(), size=2), default=list)
    was = models.BigIntegerField(default=0)
    now = models.BigIntegerField(default=0)
    proposal = models.CharField(max_length=6)
    decision = models.CharField(max_length=6, blank=True, default="")
    ground = models.CharField(max_length=40, blank=True)
    silent = models.BooleanField(default=False)
    say = models.BinaryField(null=True)
    reason = models.BinaryField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(proposal__in=(GRANT, REFUSE), decision__in=(GRANT, REFUSE, "")),
                name="rights_finding_answers",
            ),
            models.CheckConstraint(
                condition=~Q(decision=REFUSE) | ~Q(ground=""), name="rights_finding_refused_on_a_ground"
            ),
        ]


class FindingWords(models.Model):
    """The sentence or the name itself, for the focal person who looks it up; it goes as soon as the person is taken out."""

    keeps = Keeps(purpose="Lets a focal person see which place is meant until it is decided.", until="data_request")

    finding = models.OneToOneField(Finding, on_delete=models.CASCADE, primary_key=True, related_name="words")
    controller = models.UUIDField()
    words = models.BinaryField()

    class Meta:
        db_table = "rights_finding_words"
