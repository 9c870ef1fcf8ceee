"""Where each sealed text of this module opens, and nowhere else."""

from __future__ import annotations

from uuid import UUID

from schakel.casework.hits.models import Side
from schakel.casework.hits.rules import Outcome, opened
from schakel.ground.vault.actions import unseal


def bound(kind: str, row: UUID, field: str) -> str:
    return f"hits.{kind}:{row}:{field}"


def outcome_of(row: Side) -> Outcome:
    """What this side was told. Inside acting() of its own organisation: row security shows nobody else's."""
    return opened(unseal(bytes(row.outcome), organisation=row.controller, bound_to=bound("side", row.id, "outcome")))
