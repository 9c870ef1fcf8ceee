"""Tables of duty: weekly turns, days that differ, who is away; and who was called for what, and who took it up."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps
from schakel.ground.duty.rules import WEEKS


class Turn(models.Model):
    """Every week, or every other week, on one weekday from a time until a time, one person and who stands in."""

    keeps = Keeps(purpose="Says whom to call when a signal cannot wait.", until="duty")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.UUIDField()
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()
    weeks = models.CharField(max_length=5, default="every")
    account = models.UUIDField()
    stand_in = models.UUIDField(null=True)
    since = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="duty_turn_weekday"),
            models.CheckConstraint(condition=Q(weeks__in=WEEKS), name="duty_turn_weeks"),
            models.CheckConstraint(
                condition=Q(stand_in__isnull=True) | ~Q(stand_in=F("account")), name="duty_turn_stand_in_is_another"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "weekday"], name="duty_turn_week")]


class OtherDay(models.Model):
    """One day on which the weekly turns do not hold, such as a holiday."""

    keeps = Keeps(purpose="Says who is on duty on a day that differs from the week.", until="duty")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.UUIDField()
    day = models.DateField()
    account = models.UUIDField(null=True)
    stand_in = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "day"], name="duty_otherday_once")]


class Away(models.Model):
    """That somebody is not there, from a day through a day; never why."""

    keeps = Keeps(purpose="Keeps calls from somebody who is not there.", until="duty")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.UUIDField()
    account = models.UUIDField()
    first = models.DateField()
    last = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first")), name="duty_away_dates")]


class Alert(models.Model):
    """One thing that cannot wait, by its number; who took it up. `next_at`: when the next person is called."""

    keeps = Keeps(purpose="Makes sure that somebody looks at once at what cannot wait.", until="duty")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.UUIDField()
    subject = models.UUIDField()
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "subject"], name="duty_alert_once")]
        indexes = [models.Index(fields=["next_at"], condition=Q(taken_at__isnull=True), name="duty_alert_waiting")]


class Call(models.Model):
    """That one person was called for one alert: once. `mailed_at`: when the mail server took the message."""

    keeps = Keeps(purpose="Shows who was called when, so that nobody is called twice.", until="duty")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="calls")
    organisation = models.UUIDField()
    account = models.UUIDField()
    at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alert", "account"], name="duty_call_once")]
