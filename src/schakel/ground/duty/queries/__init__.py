"""Reads: each takes `viewer=` and gives frozen rows."""

from schakel.ground.duty.queries.alerts import AlertRow, CallRow, alert_for, alerts
from schakel.ground.duty.queries.week import AwayRow, DayRow, NowRow, SpanRow, TurnRow, away, now, there, turns, week

__all__ = [
    "AlertRow",
    "AwayRow",
    "CallRow",
    "DayRow",
    "NowRow",
    "SpanRow",
    "TurnRow",
    "alert_for",
    "alerts",
    "away",
    "now",
    "there",
    "turns",
    "week",
]
