"""Tables of bundling. What was typed and what was argued is sealed; what meets across municipalities is a blind key.

`controller` is the organisation whose signals these are. Signals are named by their uuid only: they stand in intake.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from schakel.casework.bundling.rules import ANSWERS
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps

BANDS = ("join", "review")
UNDONE = "undone"
JOINED = ("linked", "judged")
LEFT = ("weighed_again", "judged", "taken_out", "forgotten")
ASKED, WITHDRAWN, ACKNOWLEDGED = "asked", "withdrawn", "acknowledged"


class Row(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    controller = models.UUIDField()

    class Meta:
        abstract = True


class Reading(Row):
    """A signal as the engine read it, sealed: what was typed and what it comes to. One for each signal that was linked."""

    keeps = Keeps(purpose="Lets a signal be compared again without reading it anew.", until="with_signal")

    signal = models.UUIDField(unique=True)
    observed = models.BinaryField()


class LinkKey(Row):
    """A blind key of one thing named in a signal. Without a covenant it meets the own signals only.

    `part` is the place of the thing among those read in the signal, `about` its kind of mention, `kind` what is compared.
    """

    keeps = Keeps(purpose="Finds signals that name the same, without showing what they name.", until="with_signal")

    signal = models.UUIDField()
    covenant = models.UUIDField(null=True)
    part = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=24)
    kind = models.CharField(max_length=24)
    strength = models.CharField(max_length=5)
    key = models.BigIntegerField()

    class Meta:
        db_table = "bundling_link_key"
        indexes = [
            models.Index(
                fields=["controller", "key", "kind", "signal"],
                condition=Q(covenant__isnull=True),
                name="bundling_key_own",
            ),
            models.Index(
                fields=["covenant", "key", "kind"], condition=Q(covenant__isnull=False), name="bundling_key_shared"
            ),
            models.Index(fields=["signal"], name="bundling_key_signal"),
        ]


class Link(Row):
    """Two signals of one controller that may be one story. `prior` plus the bits in `because` is exactly `bits`.

    `because` holds codes of levels, bits and places of things in the two signals; never what was typed.
    """

    keeps = Keeps(purpose="Says which signals may belong together, and why.", until="with_signal")

    a = models.UUIDField()
    b = models.UUIDField()
    band = models.CharField(max_length=6)
    bits = models.FloatField()
    prior = models.FloatField()
    because = models.JSONField()
    model = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="bundling_link_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="bundling_link_one_way"),
            models.CheckConstraint(condition=Q(band__in=BANDS), name="bundling_link_band"),
        ]
        indexes = [models.Index(fields=["b"], name="bundling_link_b")]


class Judgement(Row):
    """What somebody said of two signals, and why. Never changed: `undoes` names an earlier one that no longer holds.

    Rows of one `act` were said at once: a signal was taken out of a whole bundle.
    """

    keeps = Keeps(purpose="Keeps what people decided about a link, and their reasons.", until="with_signal")

    act = models.UUIDField()
    a = models.UUIDField()
    b = models.UUIDField()
    kind = models.CharField(max_length=16)
    reason = models.BinaryField(null=True)
    by = models.UUIDField(null=True)
    at = models.DateTimeField()
    undoes = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="bundling_judgement_one_way"),
            models.CheckConstraint(
                condition=Q(kind__in=ANSWERS, undoes__isnull=True) | Q(kind=UNDONE, undoes__isnull=False),
                name="bundling_judgement_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["a", "b", "at"], name="bundling_judgement_pair"),
            models.Index(fields=["b"], name="bundling_judgement_b"),
            models.Index(fields=["act"], name="bundling_judgement_act"),
        ]


class Bundle(Row):
    """Signals that may tell one story, under a number people can say aloud. It ends when its signals are elsewhere."""

    keeps = Keeps(purpose="Brings signals together that can be acted on together.", until="bundle")

    number = models.PositiveIntegerField()
    title = models.BinaryField()
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["controller", "number"], name="bundling_bundle_number_once")]


class Membership(Row):
    """From when until when a signal was in a bundle, and why. A signal is in one bundle at a time."""

    keeps = Keeps(purpose="Shows how a bundle came to be what it is.", until="with_signal")

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="memberships")
    signal = models.UUIDField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    why = models.CharField(max_length=16)
    why_left = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["signal"], condition=Q(until__isnull=True), name="bundling_membership_once"
            ),
            models.CheckConstraint(condition=Q(why__in=JOINED), name="bundling_membership_why"),
            models.CheckConstraint(condition=Q(why_left__in=("", *LEFT)), name="bundling_membership_why_left"),
        ]
        indexes = [models.Index(fields=["bundle", "signal"], name="bundling_membership_bundle")]


class LastNumber(models.Model):
    """The last number given to a bundle of this controller: a number of a bundle that is gone is not given again."""

    keeps = Keeps(purpose="Gives bundles a number people can say aloud.", until="reference")

    controller = models.UUIDField(primary_key=True)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "bundling_last_number"


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
