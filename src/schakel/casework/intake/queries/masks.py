"""Places in a text that go out of it, and how it is known that the text is still the one that was looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from schakel.engines.linkage.naming import Spans, merged, taken_out
from schakel.ground.vault.actions import blind


@dataclass(frozen=True, slots=True)
class Mask:
    """Places in one text. `was` and `now`: keyed hashes of the text before and after; 0 while it was not done."""

    place: str
    row: UUID
    spans: Spans
    was: int = 0
    now: int = 0


def hashed(text: str) -> int:
    """A number that tells nothing of the text without the key, and is the same for the same text.

    Always under the first root: it stands in the clearing ledger, which a backup of before must follow too.
    """
    return blind("cleared.text", [text], generation=1)[0]


def remade(mask: Mask, text: str) -> tuple[Mask, str | None] | None:
    """The mask as done and the new text; without a text when it was done before, None when this is another text."""
    was = hashed(text)
    if was == mask.now:
        return mask, None
    if mask.was not in (0, was):
        return None
    spans = merged(text, mask.spans)
    left = taken_out(text, spans)
    return replace(mask, spans=spans, was=was, now=hashed(left)), left
