"""The roster of one organisation as the rules want it: three statements, however much stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from schakel.ground.duty import models, rules


@dataclass(frozen=True, slots=True)
class Roster:
    turns: tuple[rules.Turn, ...]
    others: tuple[rules.OtherDay, ...]
    away: tuple[rules.Away, ...]


def roster(organisation: UUID) -> Roster:
    turns = models.Turn.objects.filter(organisation=organisation).order_by("weekday", "starts", "id")
    others = models.OtherDay.objects.filter(organisation=organisation)
    away = models.Away.objects.filter(organisation=organisation)
    fields = ("id", "weekday", "starts", "ends", "weeks", "account", "stand_in", "since")
    return Roster(
        tuple(rules.Turn(*row) for row in turns.values_list(*fields)),
        tuple(rules.OtherDay(*row) for row in others.values_list("day", "account", "stand_in")),
        tuple(rules.Away(*row) for row in away.values_list("account", "first", "last")),
    )
