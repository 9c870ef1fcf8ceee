"""Which signals nothing confirms, so that they may go earlier; and when. Never one without an outcome."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from schakel.casework.intake.rules.terms import urgent


def is_soft(*, state: str, outcomes: Collection[str], linked: bool, added: bool, minor: str, danger: bool) -> bool:
    """Somebody decided that nothing needs to be done, and nothing came to it since: no link, no fact, no other outcome.

    Danger, or a minor possibly involved, is never soft. `outcomes`: every one it ever had.
    """
    decided = state in ("no_action", "closed") and set(outcomes) == {"no_action"}
    return decided and not (linked or added or urgent(minor=minor, danger=danger))


def announced(soft_until: date, *, today: date, notice: timedelta) -> date | None:
    """The last day of a soft signal when it is time to say so; None while it is too early.

    Its owner sees it for the whole notice: it is never shorter than that from today.
    """
    return max(soft_until, today + notice) if soft_until - notice <= today else None
