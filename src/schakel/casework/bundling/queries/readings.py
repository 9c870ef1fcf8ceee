"""Signals as the engine read them, opened for their own controller."""

from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import UUID

from schakel.casework.bundling.models import Reading
from schakel.engines.linkage import Observed, from_dict
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import remembered
from schakel.ground.vault.actions import unseal


def bound(kind: str, row: UUID, field: str) -> str:
    """The name of the one place where a sealed text opens."""
    return f"bundling.{kind}:{row}:{field}"


def readings(*, viewer: Actor, signals: Iterable[UUID]) -> dict[str, Observed]:
    """By the text of the signal's uuid; signals that were never linked are left out. Each is opened once in a transaction."""
    known: dict[UUID, Observed] = remembered().setdefault(("readings", viewer.organisation), {})
    wanted = set(signals)
    if missing := wanted - known.keys():
        rows = Reading.objects.filter(controller=viewer.organisation, signal__in=missing)
        known |= {
            signal: _opened(signal, bytes(sealed), viewer) for signal, sealed in rows.values_list("signal", "observed")
        }
    return {str(signal): known[signal] for signal in wanted if signal in known}


def forget_read(signal: UUID, *, of: UUID) -> None:
    """What was read of it counts no more: it was written anew, or is gone."""
    remembered().get(("readings", of), {}).pop(signal, None)


def _opened(signal: UUID, sealed: bytes, viewer: Actor) -> Observed:
    text = unseal(sealed, organisation=viewer.organisation, bound_to=bound("reading", signal, "observed"))
    return from_dict(json.loads(text))
