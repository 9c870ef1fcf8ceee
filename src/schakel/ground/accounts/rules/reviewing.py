"""When rights must be gone through again. BIO2 5.18: rights every year, special rights every quarter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

YEARLY: Final = "yearly"
QUARTERLY: Final = "quarterly"
SCOPES: Final = (YEARLY, QUARTERLY)
TERM: Final = {YEARLY: timedelta(days=365), QUARTERLY: timedelta(days=91)}


def due(scope: str, last: date | None, first_grant: date) -> date:
    """The day on which the next look must have been taken; counted from the first role when there was none yet.

    >>> due(QUARTERLY, None, date(2026, 1, 1))
    datetime.date(2026, 4, 2)
    """
    return (last or first_grant) + TERM[scope]
