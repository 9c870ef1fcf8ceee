"""Whether a person whose data is kept was told so: given, or put off with a reason and a day to look again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from schakel.casework.rights.rules.words import marked as _

GIVEN, POSTPONED = "given", "postponed"
NOTICES: Final[dict[str, str]] = {GIVEN: _("Verteld"), POSTPONED: _("Uitgesteld")}


def notice_fault(
    state: str, *, way: str, safe_way: bool, role: str, on: date | None, ground: str, review_on: date | None, most: int,
    today: date,
) -> str:  # fmt: skip
    """Why this cannot be written down; "" when it can. `safe_way`: by safe contact; `most`: days until somebody looks again.

    A presumed victim is told by safe contact only, and nobody is told on a day that is yet to come.
    """
    if state == GIVEN:
        if not way or on is None or on > today:
            return "when"
        return "safe_contact" if role == "presumed_victim" and not safe_way else ""
    if state != POSTPONED or not ground:
        return "ground"
    if review_on is None or review_on <= today:
        return "review"
    return "review_late" if review_on > today + timedelta(days=most) else ""
