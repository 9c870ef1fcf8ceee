"""What the picture must know of a country: its elements, what a code is evidence of, and what to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Words = Mapping[str, str]  # language -> words
Role = Literal["core", "supporting", "context", "against"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What an observation's code means.

    `element`: None when it is evidence of nothing yet. `role`: core says something by itself, supporting fits other
    causes too, context never counts, against is shown apart. `lane`: also a sign of something with its own route.
    `evidence`: says something about the evidence, not about the situation (nobody confirms it, stories differ).
    """

    code: str
    element: str | None
    role: Role
    text: Words
    form: str = ""
    lane: str | None = None
    evidence: bool = False


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question that stays open until a code of `answered_by` was seen or not seen. `forms` empty: always asked.

    `ask`: whom to ask. `way`: how that may be done within the law.
    """

    code: str
    element: str
    text: Words
    ask: Words
    way: Words
    forms: tuple[str, ...] = ()
    answered_by: frozenset[str] = frozenset()


class Catalogue(Protocol):
    """A content pack as the engine sees it."""

    def element_codes(self) -> Sequence[str]:
        """The elements in the order in which they are shown."""
        ...

    def needed_for_minors(self, element: str) -> bool:
        """False for an element that the law does not ask for when the person is under age."""
        ...

    def entry(self, code: str) -> Entry | None:
        """None for a code the pack never had: such an observation is listed, never guessed at."""
        ...

    def inquiries(self) -> Sequence[Inquiry]: ...
