"""When something must be looked at. A clock, never a rank: the list is ordered by date and by nothing else."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import Final

# Working agreements of the product, to be confirmed by the municipality; no law sets them.
MINOR_WITHIN: Final = timedelta(hours=1)
DANGER_WITHIN: Final = timedelta(0)
READ_WITHIN_DAYS: Final = 1
OUTCOME_WITHIN_DAYS: Final = 10
_END_OF_DAY: Final = time(17, 0)
_SATURDAY: Final = 5


def urgent(*, minor: str, danger: bool) -> bool:
    """Somebody on duty must look at once: danger, or a minor possibly involved (rule 17)."""
    return danger or minor == "yes"


def due_at(state: str, *, since: datetime, minor: str, danger: bool) -> datetime | None:
    """Until when this state asks for a next step; None when it asks for nothing. `since` in local time."""
    if state == "received":
        if danger:
            return since + DANGER_WITHIN
        if minor == "yes":
            return since + MINOR_WITHIN
        return _working_day(since, READ_WITHIN_DAYS)
    if state in ("qualified", "weighed"):
        return _working_day(since, OUTCOME_WITHIN_DAYS)
    return None


def due_fault(state: str, to: datetime, *, now: datetime, due: datetime | None, minor: str, danger: bool) -> str:
    """Why a signal cannot get this due date: "nothing_due", "past", "not_later"; "" when it can.

    What cannot wait is not put off: it is read first, and then asks for an outcome.
    """
    if due is None:
        return "nothing_due"
    if to <= now:
        return "past"
    return "not_later" if state == "received" and urgent(minor=minor, danger=danger) and to > due else ""


def _working_day(since: datetime, days: int) -> datetime:
    """The end of the n-th working day after `since`; weekends do not count, holidays do."""
    day = since
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < _SATURDAY
    return day.replace(hour=_END_OF_DAY.hour, minute=_END_OF_DAY.minute, second=0, microsecond=0)


def kept_until(since: date, *, years: int = 0, months: int = 0, days: int = 0) -> date:
    """The last day of a term of the content pack that counts from `since`.

    >>> kept_until(date(2024, 2, 29), years=1), kept_until(date(2026, 1, 31), months=1)
    (datetime.date(2025, 2, 28), datetime.date(2026, 2, 28))
    """
    total = since.month - 1 + months
    year, month = since.year + years + total // 12, total % 12 + 1
    return date(year, month, min(since.day, monthrange(year, month)[1])) + timedelta(days=days)
