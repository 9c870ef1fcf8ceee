"""Signals of which the term is over, the longest ago first."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from schakel.casework.intake.models import Signal
from schakel.casework.intake.queries.restricted import RUNNING
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor

BATCH = 100


def past_term(*, viewer: Actor, on: date, limit: int = BATCH) -> list[UUID]:
    """Of the own municipality: the last day of their term lies before `on`, whatever their state.

    One that is restricted stays: the person may need it, and nobody uses it.
    """
    rows = Signal.objects.filter(~RUNNING, controller=viewer.organisation, keep_until__lt=on).order_by(
        "keep_until", "id"
    )
    return list(rows.values_list("id", flat=True)[:limit])


def rule_of(state: str) -> str:
    """The code of the term that holds for a signal in this state."""
    terms = (one.code for one in pack().retention.values() if one.record == "signal" and one.state == state)
    return next(terms, "signal")


def rule_now(*, viewer: Actor, signal: UUID) -> str:
    """The code of the term by which this signal of the own municipality ends; "signal" when it is gone."""
    row = Signal.objects.filter(id=signal, controller=viewer.organisation).values("state", "let_go_on").first()
    return rule_of("soft" if row["let_go_on"] else row["state"]) if row else "signal"
