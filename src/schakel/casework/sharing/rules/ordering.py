"""In which order the ways are shown: danger first, a child next, then where the signal points to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_POINTED_TO: Final = 3


@dataclass(frozen=True, slots=True)
class Way:
    """A route of the content pack, as far as its place in the list depends on it."""

    code: str
    kind: str
    recipient: str
    forms: frozenset[str]


def ordered(ways: Iterable[Way], *, minor: str, forms: frozenset[str]) -> list[Way]:
    """Stable: what nothing tells apart stays in the order of the file."""
    return sorted(ways, key=lambda way: _place(way, minor, forms))


def likely(way: Way, *, minor: str, forms: frozenset[str]) -> bool:
    """Whether the way stands open at once: danger, a child, advice, or where the signal points to. The others fold."""
    return _place(way, minor, forms) <= _POINTED_TO


def _place(way: Way, minor: str, forms: frozenset[str]) -> int:
    if way.kind == "emergency":
        return 0
    if way.recipient == "veilig_thuis" and minor == "yes":
        return 1
    if way.kind == "advice" and not way.recipient:
        return 2
    if way.forms & forms:
        return _POINTED_TO
    return 5 if way.recipient == "veilig_thuis" and minor == "no" else 4
