"""When rights must be gone through again, and what may be said of one. BIO2 5.18: every year; special rights every quarter.

Every single right has its day, counted from when somebody last judged it or else from when it was given. So nothing is
skipped because a whole list was agreed to at once, and a right that nobody else judged stays late.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

YEARLY: Final = "yearly"
QUARTERLY: Final = "quarterly"
SCOPES: Final = (YEARLY, QUARTERLY)
TERM: Final = {YEARLY: timedelta(days=365), QUARTERLY: timedelta(days=91)}

KEPT, WITHDRAWN, DOUBTED = "kept", "withdrawn", "doubted"
WHY: Final = {KEPT: ("needed",), WITHDRAWN: ("other_work", "not_used", "never_needed"), DOUBTED: ("ask",)}
"""What may be said of a right, and why: codes, because a reason about a colleague is no place for free words."""


def due(scope: str, last: date | None, first_grant: date) -> date:
    """The day on which the next look must have been taken; counted from the first role when there was none yet.

    >>> due(QUARTERLY, None, date(2026, 1, 1))
    datetime.date(2026, 4, 2)
    """
    return (last or first_grant) + TERM[scope]


def first_due(scope: str, rights: Iterable[tuple[date | None, date]], today: date) -> date:
    """The earliest of these rights, each when it was last judged and when it was given; without any, a term from today."""
    return min((due(scope, judged, given) for judged, given in rights), default=today + TERM[scope])


def may_judge(judge: object, holder: object) -> bool:
    """Nobody judges what they may themselves."""
    return judge is not None and judge != holder
