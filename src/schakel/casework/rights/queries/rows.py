"""What the reads give back: frozen, and no more than the page needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from schakel.casework.rights.rules import Check


@dataclass(frozen=True, slots=True)
class RequestRow:
    """`name`, `also` and `reach` as the person gave them. `stuck`: something could not be taken out and asks for a look."""

    id: UUID
    kind: str
    channel: str
    received_on: date
    due_on: date
    extended: bool
    state: str
    name: str
    also: tuple[str, ...]
    reach: str
    check: Check
    registered_by: UUID | None
    collected_by: UUID | None
    decided_by: UUID | None
    stuck: bool

    @property
    def reference(self) -> str:
        """What people say aloud; it tells nothing."""
        return self.id.hex[-8:].upper()

    @property
    def values(self) -> tuple[str, ...]:
        """Everything to look for."""
        return tuple(one for one in (self.name, *self.also) if one)


@dataclass(frozen=True, slots=True)
class StepRow:
    to_state: str
    at: datetime
    by: UUID | None
    reason: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """`words`: the name or sentence itself, for who handles signals; "" for the privacy officer, and once it is gone."""

    id: UUID
    signal: UUID | None
    number: int | None
    place: str
    position: int | None
    row: UUID | None
    spans: tuple[tuple[int, int], ...]
    was: int
    proposal: str
    decision: str
    ground: str
    silent: bool
    say: str
    reason: str
    words: str
    done: bool


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """What was last written down of one person in one signal; `person` is the place of the name."""

    id: UUID
    signal: UUID
    number: int
    person: int
    state: str
    way: str
    on: date | None
    ground: str
    reason: str
    review_on: date | None
    at: datetime
    by: UUID


@dataclass(frozen=True, slots=True)
class LetterRow:
    """What the letter says: sentences of the person's own data, codes of grounds, and whether it is the neutral one."""

    say: tuple[str, ...]
    grounds: tuple[str, ...]
    neutral: bool
    unknown: bool


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where somebody is named, before anybody chose it. `words`: the name, or the sentence it stands in.

    `kind`: what a mention is, in words; "" for a text. `sure` is false for what only a blind key points at.
    """

    place: str
    words: str
    signal: UUID | None = None
    number: int | None = None
    position: int | None = None
    row: UUID | None = None
    spans: tuple[tuple[int, int], ...] = ()
    was: int = 0
    kind: str = ""
    sure: bool = True

    @property
    def key(self) -> str:
        """Names this place in a form: the same when the same is looked up again."""
        return f"{self.place}|{self.row or self.signal}|{self.position if self.spans == () else self.spans[0][0]}"
