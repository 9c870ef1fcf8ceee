"""What a table is for and how long its rows stay: stated on every model, checked by a guard."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keeps:
    """`purpose` in one sentence; `until` is a retention code of the content pack; `personal` means row security is due."""

    purpose: str
    until: str
    personal: bool = True
