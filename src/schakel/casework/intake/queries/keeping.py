"""How long a signal stays: the terms are content; which one holds follows from what was decided."""

from __future__ import annotations

from datetime import date

from schakel.casework.intake.rules import kept_until
from schakel.ground.content.queries import pack


def keep_until(state: str, *, received_on: date, decided_on: date) -> date:
    """Counted from receipt; when nothing needs to be done, from that decision and shorter."""
    by_state = {term.state: term for term in pack().retention.values() if term.record == "signal" and term.state}
    shorter = by_state.get(state)
    keep = shorter.keep if shorter else pack().retention["signal"].keep
    return kept_until(
        decided_on if shorter else received_on, years=keep.years or 0, months=keep.months or 0, days=keep.days or 0
    )
