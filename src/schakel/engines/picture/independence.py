"""Who counts as one source: one team, one person whose story others repeat, one text that was copied."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from schakel.engines.picture.shapes import Sighting

SHORTEST_COPY: Final = 8  # words; people write "staat bij de deur" without having copied it
_PASSED_ON = re.compile(r"^[\s>]*(?:(?:fwd?|re|antw|doorgestuurd|van|aan|verzonden|datum|onderwerp|from|to|sent|date|subject)\s*:.*)?$", re.IGNORECASE)  # fmt: skip


def source_key(*, organisation_kind: str = "", organisation: str = "", function: str = "", reporter: str = "") -> str:
    """The same key: one source.

    Colleagues in one team hear each other's stories, so organisation and function make the source. Somebody without
    an organisation is known by `reporter` (an opaque key, never a name). Where nothing tells two reporters apart they
    are one source: nobody becomes independent by leaving a field empty.
    """
    team = "/".join(part.strip().casefold() for part in (organisation_kind, organisation, function))
    if organisation or not reporter:
        return team
    return f"{team}/{reporter}"


def text_key(text: str) -> str:
    """The same key: one text, copied or passed on. "" for a text too short to say so. It cannot be read back."""
    lines = [line for line in text.splitlines() if not _PASSED_ON.match(line)]
    words = re.findall(r"\w+", " ".join(lines).casefold())
    if len(words) < SHORTEST_COPY:
        return ""
    return blake2b(" ".join(words).encode(), digest_size=16).hexdigest()


def voices(sightings: Iterable[Sighting]) -> int:
    """How many independent sources speak: the most sightings of which no two share a source or a text.

    What others told counts as one voice, however many repeat it: they may all repeat the same person.
    """
    first_hand: set[tuple[str, str]] = set()
    told: set[tuple[str, str]] = set()
    for one in sightings:
        (told if one.basis == "told" else first_hand).add((one.source, one.wording or f"signal {one.signal}"))
    own = _apart(first_hand)
    return own + any(_apart({*first_hand, one}) > own for one in told)


def _apart(pairs: set[tuple[str, str]]) -> int:
    """The most (source, text) pairs of which no two share either: each source is given a text of its own, if it can."""
    texts: dict[str, list[str]] = {}
    for source, text in sorted(pairs):
        texts.setdefault(source, []).append(text)
    holder: dict[str, str] = {}

    def given(source: str, tried: set[str]) -> bool:
        for text in texts[source]:
            if text in tried:
                continue
            tried.add(text)
            if text not in holder or given(holder[text], tried):
                holder[text] = source
                return True
        return False

    return sum(given(source, set()) for source in texts)
