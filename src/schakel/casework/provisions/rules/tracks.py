"""Two tracks of one officer that stand apart: investigation (Wpg) and supervision (AVG). Nothing crosses by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

INVESTIGATION: Final = "investigation"
SUPERVISION: Final = "supervision"

ROLE: Final[dict[str, str]] = {INVESTIGATION: "investigator", SUPERVISION: "supervisor"}
PARTY: Final[dict[str, str]] = {INVESTIGATION: "officer_investigation", SUPERVISION: "officer_supervision"}

KINDS: Final[dict[str, tuple[str, ...]]] = {
    INVESTIGATION: ("incident", "place", "organisation", "observed", "methods", "someone_named"),
    SUPERVISION: ("supervision_data", "place", "organisation", "observed", "someone_named"),
}
"""What a record of each track can hold: kinds of data of the content pack, in the order of the form."""

CROSSING: Final = "G-investigation-supervision"
"""The one basis on which something of an investigation may come to supervision."""
PURPOSE: Final = "task"

DIRECTIONS: Final = ("received", "given")
ACTS: Final = ("received", "given", "opened")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing written down, by kind of data."""

    kind: str
    text: str


def crossing(fields: tuple[Field, ...], chosen: frozenset[str]) -> tuple[Field, ...]:
    """Exactly what was chosen, and nothing else, in the order of the record."""
    return tuple(one for one in fields if one.kind in chosen)
