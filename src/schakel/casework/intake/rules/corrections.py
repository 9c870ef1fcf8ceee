"""What stands in a signal after corrections: what was typed stays as it is, each correction is laid over it in turn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

CORRECTED: Final = "corrected"
ADDED: Final = "added"
REMOVED: Final = "removed"
CORRECTIONS: Final = (CORRECTED, ADDED, REMOVED)

_BETWEEN: Final = r"[\s\-./()]{0,2}"  # how people part the signs of a number


@dataclass(frozen=True, slots=True)
class Named:
    """A name, address or number at its place in the signal. `told`: `value` and what else was said of it."""

    position: int
    kind: str
    role: str
    told: Mapping[str, Any]

    @property
    def value(self) -> str:
        return str(self.told.get("value", ""))


@dataclass(frozen=True, slots=True)
class Correction:
    """`what` happened to the mention at `named.position`; of one that was removed only the place counts."""

    what: str
    named: Named


def as_it_stands(typed: Sequence[Named], corrections: Iterable[Correction]) -> list[Named]:
    """In order of place, without what was removed. A later correction of a removed mention puts it back."""
    now = {one.position: one for one in typed}
    for one in corrections:
        if one.what == REMOVED:
            now.pop(one.named.position, None)
        else:
            now[one.named.position] = one.named
    return [now[position] for position in sorted(now)]


def next_position(typed: Iterable[Named], corrections: Iterable[Correction]) -> int:
    """The place of a mention that is added: none is used twice."""
    return 1 + max([-1, *(one.position for one in typed), *(one.named.position for one in corrections)])


def withdrawn(typed: Iterable[Named], now: Iterable[Named]) -> list[str]:
    """Values that were typed and no longer stand there."""
    standing = {one.value for one in now}
    return [one.value for one in typed if one.value not in standing]


def without(text: str, values: Iterable[str]) -> str:
    """A text for comparing, without the numbers that no longer stand: a wrong number is often in the words too.

    >>> without("Bel 06 0000 1174, niet 06-00001175.", ["06-00001174"])
    'Bel  , niet 06-00001175.'
    """
    for value in values:
        signs = re.findall(r"\w|@|\+", value)
        if any(sign.isdigit() or sign == "@" for sign in signs):
            whole = r"(?<!\w)" + _BETWEEN.join(re.escape(sign) for sign in signs) + r"(?!\w)"
            text = re.sub(whole, " ", text, flags=re.IGNORECASE)
    return text
