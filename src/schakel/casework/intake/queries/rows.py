"""What the reads give back: frozen, and no more than the page needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ObservationRow:
    indicator: str
    answer: str
    basis: str
    note: str


@dataclass(frozen=True, slots=True)
class AddedRow:
    """A fact that somebody who handles the signal added later, with the reason for it. `by`: the account."""

    indicator: str
    answer: str
    basis: str
    reason: str
    at: datetime
    by: UUID | None


@dataclass(frozen=True, slots=True)
class MentionRow:
    """`position` is its place in the signal; `value` is what was typed; `id` names it in the processing log."""

    position: int
    kind: str
    role: str
    value: str
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    code: str
    at: datetime
    thanks: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    from_state: str
    to_state: str
    at: datetime
    by: UUID | None
    reason: str


@dataclass(frozen=True, slots=True)
class ProvenanceRow:
    """On what basis the data came: a code of the content pack, the number of the giver, and the day."""

    basis: str
    reference: str
    provided_on: date


@dataclass(frozen=True, slots=True)
class ListedSignal:
    """One line of a list; `words` is the narrative."""

    id: UUID
    number: int
    municipality: str
    reporting_organisation: UUID
    organisation_kind: str
    function: str
    observed_on: date
    received_at: datetime
    minor: str
    danger: bool
    state: str
    due_at: datetime | None
    owner: UUID | None
    words: str


@dataclass(frozen=True, slots=True)
class SignalRow:
    """A whole signal, for its own municipality or its own reporter. `changes` and `added` are empty for the reporter."""

    listed: ListedSignal
    reporter: UUID | None
    keep_until: date
    observations: tuple[ObservationRow, ...]
    mentions: tuple[MentionRow, ...]
    feedback: tuple[FeedbackRow, ...]
    changes: tuple[ChangeRow, ...]
    added: tuple[AddedRow, ...] = ()
    provenance: ProvenanceRow | None = None

    @property
    def id(self) -> UUID:
        return self.listed.id

    @property
    def number(self) -> int:
        return self.listed.number

    @property
    def state(self) -> str:
        return self.listed.state

    @property
    def narrative(self) -> str:
        return self.listed.words
