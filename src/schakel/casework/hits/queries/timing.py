"""When the next round is, and on which bases two municipalities may share: the same for everybody."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from schakel.casework.hits.rules import tick_after
from schakel.casework.sharing import queries as sharing


def every() -> timedelta:
    """The time between two ticks: the same for every municipality of this installation."""
    return timedelta(hours=settings.QUESTION_HOURS)


def next_round(now: datetime | None = None) -> datetime:
    """The tick at which a question that is asked now goes off."""
    return tick_after(now or timezone.now(), every())


def possible_bases() -> list[str]:
    """Codes of bases on which a municipality may give something to one of another region."""
    return [one.code for one in sharing.bases() if sharing.GIVER in one.givers and sharing.OTHER in one.recipients]
