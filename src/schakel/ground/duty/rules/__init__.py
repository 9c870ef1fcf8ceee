"""Who is on duty when, and who is called next: plain Python, no Django, no clock."""

from schakel.ground.duty.rules.roster import (
    DAY,
    WEEKS,
    Away,
    OtherDay,
    Span,
    Turn,
    chain,
    gaps,
    next_calls,
    overlaps,
    present,
    spans,
)

__all__ = [
    "DAY",
    "WEEKS",
    "Away",
    "OtherDay",
    "Span",
    "Turn",
    "chain",
    "gaps",
    "next_calls",
    "overlaps",
    "present",
    "spans",
]
