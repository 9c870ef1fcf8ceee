"""What the reads give back: frozen, and no more than the page needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


def source_organisation(passed_on: str, organisation_kind: str, written_by: UUID) -> UUID | None:
    """A desk that writes for a resident, or for somebody from elsewhere, is not the source."""
    return None if passed_on == "other" or organisation_kind == "citizen" else written_by


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
    """`position` is its place in the signal; `value` is what stands there; `id` names it in the processing log.

    For who handles it also `typed`: what the reporter typed, when it was corrected since; `added`: a colleague did.
    """

    position: int
    kind: str
    role: str
    value: str
    id: UUID | None = None
    typed: str = ""
    added: bool = False


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """`what`: corrected, added, removed. `value` stands there since, "" when removed; `before` stood there until then."""

    at: datetime
    by: UUID | None
    what: str
    position: int
    kind: str
    value: str
    before: str
    reason: str


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
class DueRow:
    """Somebody chose another due date."""

    due: datetime
    at: datetime
    by: UUID | None
    reason: str


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
    passed_on: str = ""

    @property
    def source_organisation(self) -> UUID | None:
        """Of who noticed; None when that is not the organisation that wrote it down."""
        return source_organisation(self.passed_on, self.organisation_kind, self.reporting_organisation)


@dataclass(frozen=True, slots=True)
class Heading:
    """Which signal it is, without a word of it."""

    id: UUID
    number: int
    organisation_kind: str
    function: str
    observed_on: date


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A signal that somebody wrote down for another, by its number and the work of who noticed."""

    id: UUID
    number: int
    organisation_kind: str
    function: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class SignalRow:
    """A whole signal, for its own municipality or its own reporter. `changes`, `added` and `corrections` are empty
    for the reporter.

    `reach` says how the one who noticed may be asked, for who handles the signal; "" when the reporter is asked.
    """

    listed: ListedSignal
    reporter: UUID | None
    keep_until: date
    observations: tuple[ObservationRow, ...]
    mentions: tuple[MentionRow, ...]
    feedback: tuple[FeedbackRow, ...]
    changes: tuple[ChangeRow, ...]
    added: tuple[AddedRow, ...] = ()
    provenance: ProvenanceRow | None = None
    noticer: UUID | None = None
    reach: str = ""
    dues: tuple[DueRow, ...] = ()
    corrections: tuple[CorrectionRow, ...] = ()

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
    def source_person(self) -> UUID | None:
        """Who noticed: a number that says only whether two signals come from one person."""
        return self.noticer or self.reporter

    @property
    def narrative(self) -> str:
        return self.listed.words
