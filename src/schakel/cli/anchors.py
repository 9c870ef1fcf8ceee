"""Whether the file of anchors is there and of today, as part of `schakel check`: reads its last line, asks no database."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

OFF = "none: without SCHAKEL_ANCHOR_FILE a cut-off end of the trail cannot be seen"
TOO_OLD = timedelta(days=2)
_LAST_BYTES = 4_000


def tried(values: Mapping[str, str] | None = None, *, now: datetime | None = None) -> tuple[str, str]:
    """One line for who reads it and "", or "" and what is wrong."""
    named = (os.environ if values is None else values).get("SCHAKEL_ANCHOR_FILE", "").strip()
    if not named:
        return OFF, ""
    try:
        last = _last(Path(named))
    except FileNotFoundError:
        return "", f"{named} is not there yet: does `schakel work` run, and may it write there?"
    except (OSError, ValueError) as trouble:
        return "", f"{named} cannot be used as a file of anchors ({type(trouble).__name__}): look at its last line."
    if (now or datetime.now(UTC)) - last > TOO_OLD:
        return "", f"The last anchor in {named} is of {last:%Y-%m-%d}: does `schakel work` run, and may it write there?"
    return f"last written {last:%Y-%m-%d %H:%M} UTC", ""


def _last(path: Path) -> datetime:
    """The moment of the last line. ValueError when it is no anchor."""
    with path.open("rb") as kept:
        size = kept.seek(0, os.SEEK_END)
        kept.seek(max(size - _LAST_BYTES, 0))
        lines = kept.read().decode("ascii").splitlines()
    said = datetime.fromisoformat(lines[-1].split()[0]) if lines else None
    if said is None or said.tzinfo is None:
        raise ValueError("no moment")
    return said.astimezone(UTC)
