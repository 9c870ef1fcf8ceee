"""A signal as an object of the exchange format, for whoever keeps it or sends it on."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from schakel.engines.exchange.shape import Incoming


def write_object(sender_id: str, signal: Incoming, reported_at: datetime | None) -> dict[str, Any]:
    """The object that `read_object` reads back as this signal; what is empty is left out."""
    whole: dict[str, Any] = {
        "id": sender_id,
        "observed_on": signal.observed_on.isoformat(),
        "reported_at": reported_at.isoformat() if reported_at else "",
        "organisation_kind": signal.organisation_kind,
        "function": signal.function,
        "immediate_danger": signal.danger or None,
        "minor_possibly_involved": {"yes": True, "no": False}.get(signal.minor),
        "narrative": signal.narrative,
        "observations": [_filled(asdict(row)) for row in signal.observations],
        "mentions": [_filled(asdict(row)) for row in signal.mentions],
    }
    return _filled(whole)


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value not in ("", None, [])}
