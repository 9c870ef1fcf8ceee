"""What two municipalities of a covenant know of each other, and the shelters that nobody may know of."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from schakel.casework.bundling.models.row import Row
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps

ASKED, WITHDRAWN, ACKNOWLEDGED = "asked", "withdrawn", "acknowledged"


class Hit(Row):
    """That another municipality of the covenant has a related signal, and which one can be asked. Nothing else.

    Two rows, one for each side; `pair` is the same in both and tells neither side which signal the other means.
    """

    keeps = Keeps(purpose="Tells two municipalities that they can ask each other.", until="hit")

    covenant = models.UUIDField()
    signal = models.UUIDField()
    other = models.UUIDField()
    pair = models.BigIntegerField()
    found_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["controller", "covenant", "pair"], name="bundling_hit_once"),
            models.CheckConstraint(condition=~Q(controller=F("other")), name="bundling_hit_other"),
        ]
        indexes = [
            models.Index(fields=["controller", "found_at"], name="bundling_hit_own"),
            models.Index(fields=["covenant", "pair"], name="bundling_hit_pair"),
        ]


class AskRequest(Row):
    """`controller` asked the other side of a hit to get in touch. It carries no words: those are for people to speak."""

    keeps = Keeps(purpose="Shows that a municipality asked another one, and whether that was seen.", until="hit")

    covenant = models.UUIDField()
    pair = models.BigIntegerField()
    asked = models.UUIDField()
    by = models.UUIDField(null=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=12, default=ASKED)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "bundling_ask_request"
        constraints = [
            models.UniqueConstraint(
                fields=["controller", "covenant", "pair"], condition=~Q(state=WITHDRAWN), name="bundling_ask_once"
            ),
            models.CheckConstraint(condition=Q(state__in=(ASKED, WITHDRAWN, ACKNOWLEDGED)), name="bundling_ask_state"),
        ]
        indexes = [models.Index(fields=["asked", "at"], name="bundling_ask_asked")]


class ProtectedAddress(models.Model):
    """A shelter, known by keyed hashes only, made with a kind of their own so that they fit no other table."""

    keeps = Keeps(purpose="Keeps the address of a shelter out of links, bundles and figures.", until="reference")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.BigIntegerField(unique=True)
    added_by = models.UUIDField(null=True)
    added_at = models.DateTimeField()

    class Meta:
        db_table = "bundling_protected_address"
