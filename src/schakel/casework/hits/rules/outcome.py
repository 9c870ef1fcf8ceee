"""What one side is told, always the same number of bytes: that there is nothing takes as much room as that there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

NOBODY: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`other`: whom to ask; `signal`: the own one it is about; `covenant`: the other's; `root`: the question under which
    both sides say yes or no (an earlier one, when this was asked before). All NOBODY when nothing is related."""

    related: bool = False
    other: UUID = NOBODY
    signal: UUID = NOBODY
    covenant: UUID = NOBODY
    root: UUID = NOBODY


def written(outcome: Outcome) -> str:
    return f"{int(outcome.related)}|{outcome.other}|{outcome.signal}|{outcome.covenant}|{outcome.root}"


def opened(text: str) -> Outcome:
    """ValueError when this is not what written() made."""
    related, other, signal, covenant, root = text.split("|")
    return Outcome(related == "1", UUID(other), UUID(signal), UUID(covenant), UUID(root))
