"""What holds on a day: from the first day, up to but not including the last."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils import timezone


def day(on: date | None) -> date:
    return on or timezone.localdate()


def valid(on: date | None, prefix: str = "") -> Q:
    moment = day(on)
    return Q(**{f"{prefix}valid_from__lte": moment}) & (
        Q(**{f"{prefix}valid_until__isnull": True}) | Q(**{f"{prefix}valid_until__gt": moment})
    )


def in_force(on: date | None, prefix: str = "") -> Q:
    """A grant that holds on the day and, when it is a special role, was confirmed by a second person."""
    confirmed = Q(**{f"{prefix}awaits_second": False}) | Q(**{f"{prefix}confirmed_by__isnull": False})
    return valid(on, prefix) & confirmed
