"""How long an emergency access lasts, who may look back on it, and when that is late. Pure Python, no clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

LONGEST: Final = timedelta(hours=24)
"""No ground of any content pack opens a signal for longer; the database holds the same."""

SHORTEST_REASON: Final = 20
VERDICTS: Final = ("justified", "not_justified")

RUNNING, ENDED, LATE, REVIEWED = "running", "ended", "late", "reviewed"


def ends(opened: datetime, hours: int) -> datetime:
    """When it ends by itself. ValueError for a time box that no pack may have.

    >>> ends(datetime(2026, 1, 1, 8), 4)
    datetime.datetime(2026, 1, 1, 12, 0)
    """
    box = timedelta(hours=hours)
    if not timedelta() < box <= LONGEST:
        raise ValueError(f"hours={hours}: from 1 to {LONGEST.total_seconds() / 3600:.0f}")
    return opened + box


def review_due(opened: datetime, days: int) -> datetime:
    """Before when the privacy officer of the owner has looked back on it; counted from the opening, not from the end."""
    return opened + timedelta(days=days)


def is_open(now: datetime, *, ends_at: datetime, ended_at: datetime | None) -> bool:
    """The last moment is no longer in it: what ends at noon is shut at noon."""
    return ended_at is None and now < ends_at


def state(
    now: datetime, *, ends_at: datetime, ended_at: datetime | None, due: datetime, reviewed_at: datetime | None
) -> str:
    """One of running, ended (waits for its review), late (waits too long) and reviewed."""
    if reviewed_at is not None:
        return REVIEWED
    if now >= due:
        return LATE
    return RUNNING if is_open(now, ends_at=ends_at, ended_at=ended_at) else ENDED
