"""What the reads give back: frozen, and no more than the page needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from schakel.casework.sharing.rules import Basis, Decision, Piece, Way


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a letter: exactly as it goes."""

    kind: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class AcceptanceRow:
    id: UUID
    basis: str
    by: UUID
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ConsentRow:
    id: UUID
    person: str
    recipient: str
    purpose: str
    state: str
    age: str
    involved: str
    signer: str
    said_on: date
    at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One basis for one recipient, for the signal at hand.

    `possible`: pieces that may go once `decision.unmet` is empty; `kept`: the others, each with a code why.
    """

    basis: Basis
    giver: str
    recipient: str
    purpose: str
    possible: tuple[Piece, ...]
    kept: tuple[tuple[Piece, str], ...]
    decision: Decision
    acceptance: AcceptanceRow | None
    consent: ConsentRow | None


@dataclass(frozen=True, slots=True)
class WayRow:
    """A route, with the bases on which something of this signal could go there; none means by phone or not at all."""

    way: Way
    options: tuple[OptionRow, ...]


@dataclass(frozen=True, slots=True)
class StepRow:
    to_state: str
    by: UUID | None
    at: datetime
    reason: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class ListedDisclosure:
    """One line of a list: codes and dates, no content."""

    id: UUID
    signal: UUID
    signal_number: int
    recipient: str
    purpose: str
    basis: str
    state: str
    proposed_at: datetime
    feedback_held: bool
    second_person: bool = False
    proposed_by: UUID | None = None

    @property
    def reference(self) -> str:
        """What people say aloud; the recipient sees it too, and it tells nothing."""
        return self.id.hex[-8:].upper()


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """A whole disclosure, for the municipality that gives it."""

    listed: ListedDisclosure
    fields: tuple[Field, ...]
    necessity: str
    subsidiarity: str
    kinds: tuple[str, ...]
    withheld: dict[str, str]
    confirmed: tuple[str, ...]
    second_person: bool
    proposed_by: UUID
    checked_by: UUID | None
    channel: str
    their_reference: str
    answer: str
    keep_until: date
    steps: tuple[StepRow, ...]
    consent: ConsentRow | None
    acceptance: AcceptanceRow | None

    @property
    def id(self) -> UUID:
        return self.listed.id

    @property
    def state(self) -> str:
        return self.listed.state

    @property
    def reference(self) -> str:
        return self.listed.reference
