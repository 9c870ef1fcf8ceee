"""Signals as the engine read them, opened for their own controller."""

from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import UUID

from schakel.casework.bundling.models import Reading
from schakel.engines.linkage import Observed, from_dict
from schakel.ground.database.actor import Actor
from schakel.ground.vault.actions import unseal


def bound(kind: str, row: UUID, field: str) -> str:
    """The name of the one place where a sealed text opens."""
    return f"bundling.{kind}:{row}:{field}"


def readings(*, viewer: Actor, signals: Iterable[UUID]) -> dict[str, Observed]:
    """By the text of the signal's uuid; signals that were never linked are left out."""
    rows = Reading.objects.filter(controller=viewer.organisation, signal__in=list(signals))
    return {str(row.signal): _opened(row) for row in rows}


def _opened(row: Reading) -> Observed:
    text = unseal(bytes(row.observed), organisation=row.controller, bound_to=bound("reading", row.signal, "observed"))
    return from_dict(json.loads(text))
