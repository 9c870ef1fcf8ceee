"""Where in somebody's words a mention stands, so that it can be underlined, and what must be covered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from schakel.engines.linkage.words import PARTICLES, SMALL, TITLES

COVER: Final = "[beschermd adres]"
_SHORTEST: Final = 4
_WORD: Final = re.compile(r"[^\s,;:()\[\]]+")
_TELLS_NOTHING: Final = SMALL | PARTICLES | TITLES | {"nummer", "onbekend", "adres", "telefoon", "kvk"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text, in characters; `ask` while it is not confirmed that others mean the same."""

    start: int
    end: int
    ask: bool = False


def marks(text: str, mentions: Iterable[tuple[str, bool]]) -> tuple[Mark, ...]:
    """Where mentions (as typed, and whether they still wait) stand in a text; of two that overlap the longer stays.

    A mention that was typed in a field only, and stands nowhere in the words, has no mark.
    """
    found = [Mark(start, end, ask) for raw, ask in mentions for start, end in places(text, raw)]
    kept: list[Mark] = []
    for one in sorted(found, key=lambda mark: (mark.start - mark.end, mark.ask, mark.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda mark: mark.start))


def places(text: str, raw: str) -> list[tuple[int, int]]:
    """Where a mention stands: as it was typed, else the longest run of its words that tells something."""
    for phrase in filter(str.split, _phrases(raw)):
        found = [one.span() for one in re.finditer(_whole(phrase), text, re.IGNORECASE)]
        if found:
            return found
    return []


def covered(text: str, raws: Iterable[str]) -> str:
    """The text without protected addresses: wherever one stands, the same few words stand instead."""
    for one in reversed(marks(text, [(raw, False) for raw in raws])):
        text = f"{text[: one.start]}{COVER}{text[one.end :]}"
    return text


def _phrases(raw: str) -> Iterator[str]:
    yield raw.strip()
    words = _WORD.findall(raw)
    for length in range(len(words), 0, -1):
        for at in range(len(words) - length + 1):
            run = words[at : at + length]
            if any(_tells(word) for word in run):
                yield " ".join(run)


def _tells(word: str) -> bool:
    letters = word.strip(".'’-").lower()
    return len(letters) >= _SHORTEST and letters not in _TELLS_NOTHING and not letters.isdigit()


def _whole(phrase: str) -> str:
    """The phrase as whole words, whatever white space or comma stands between them."""
    return r"(?<!\w)" + r"[\s,]+".join(re.escape(word) for word in phrase.split()) + r"(?!\w)"
