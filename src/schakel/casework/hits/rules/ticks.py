"""Fixed moments: questions go off at one, and every answer shows at the next, so that timing says nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = timedelta(days=1)
"""How long an answer is the answer. What comes in during an epoch takes part from the next one on, so asking again
within it finds nothing new."""

_START = datetime(1970, 1, 1, tzinfo=UTC)


def tick_after(moment: datetime, every: timedelta) -> datetime:
    """The first tick later than `moment`: the same for everybody, whatever was asked and whatever was found."""
    return _START + ((moment - _START) // every + 1) * every


def epoch_of(moment: datetime) -> datetime:
    """The moment at which the epoch began that `moment` is in."""
    return _START + (moment - _START) // EPOCH * EPOCH
