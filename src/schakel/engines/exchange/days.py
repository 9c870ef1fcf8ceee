"""Days and moments as a spreadsheet has them: written out, day first, or as the number that Excel counts with."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

_MONTHS: Final = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_OTHERWISE: Final = {"maa": 3, "mar": 3, "may": 5, "oct": 10}
_DAY_FIRST: Final = re.compile(
    r"(\d{1,2})[-/. ](\d{1,2}|[a-z]{3,9}\.?)[-/. ](\d{4})(?:[ t,]+(.+))?", re.IGNORECASE | re.ASCII
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ t]+(.+))?", re.IGNORECASE | re.ASCII)
_CLOCK: Final = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?(?: ?uur)?", re.ASCII)
_SERIAL: Final = re.compile(r"[2-7]\d{4}(?:[.,]\d+)?", re.ASCII)
_EXCEL_BEGAN: Final = datetime.combine(date(1899, 12, 30), datetime.min.time())


def day_of(text: str) -> str:
    """`2026-02-03` for a day as people write it; the same text when it is none, for the reader to refuse by name.

    >>> day_of("3-2-2026"), day_of("3 februari 2026"), day_of("46056"), day_of("2-2026")
    ('2026-02-03', '2026-02-03', '2026-02-03', '2-2026')
    """
    moment = _moment(text.strip())
    return moment.date().isoformat() if moment else text.strip()


def moment_of(text: str) -> str:
    """`2026-02-03T14:30:00` likewise; a day alone is its beginning. A moment with a time zone stays as it is.

    >>> moment_of("3-2-2026 14:30"), moment_of("2026-02-03"), moment_of("2026-02-03T14:30:00+01:00")
    ('2026-02-03T14:30:00', '2026-02-03T00:00:00', '2026-02-03T14:30:00+01:00')
    """
    moment = _moment(text.strip())
    return moment.isoformat(timespec="seconds") if moment else text.strip()


def _moment(text: str) -> datetime | None:
    try:
        if _SERIAL.fullmatch(text):
            return _EXCEL_BEGAN + timedelta(days=float(text.replace(",", ".")))
        if found := _YEAR_FIRST.fullmatch(text):
            year, month, day, clock = found.groups()
        elif found := _DAY_FIRST.fullmatch(text):
            day, month, year, clock = found.groups()
        else:
            return None
        noon = _clock(clock)
        return (
            datetime.combine(date(int(year), _month(month), int(day)), datetime.min.time()) + noon
            if noon is not None
            else None
        )
    except (ValueError, OverflowError):
        return None


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    start = text[:3].lower()
    return _OTHERWISE.get(start) or _MONTHS.index(start) + 1


def _clock(text: str | None) -> timedelta | None:
    """None for what is no time of the day."""
    if text is None:
        return timedelta()
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return (
        timedelta(hours=hours, minutes=minutes, seconds=seconds)
        if hours < 24 and minutes < 60 and seconds < 60
        else None
    )
