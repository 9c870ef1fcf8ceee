"""What the rules of sharing work with: a basis of the content pack, what could be given, and how things stand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from schakel.casework.sharing.rules.consent import NOBODY_ASKED, Consent

# Wherever they come from and whatever a basis says: these never go along.
NEVER = frozenset({"reporter_identity", "citizen_number", "protected_address", "residence_status", "origin"})

PEOPLE = frozenset({"presumed_victim", "presumed_exploiter", "someone_named"})


@dataclass(frozen=True, slots=True)
class Basis:
    """One basis for sharing. All codes are those of the content pack. What `may` does not name is refused."""

    code: str
    givers: frozenset[str]
    recipients: frozenset[str]
    purposes: frozenset[str]
    may: frozenset[str]
    may_not: frozenset[str] = frozenset()
    consent: str = "none"
    registration_only: bool = False
    needs: frozenset[str] = frozenset()
    second_person: bool = False
    not_provided: str = ""
    from_memory: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """Who wants to give which kinds of data to whom, and what for."""

    giver: str
    recipient: str
    purpose: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How things stand: a possible minor (yes, no, unknown), the consent, what somebody confirmed, which bases that are
    known from memory only were accepted by name, and whether is written down why it is needed (necessity) and why not with
    less and to these (subsidiarity); and whether the municipality of another region agreed, as we did."""

    minor: str = "unknown"
    consent: Consent = NOBODY_ASKED
    confirmed: frozenset[str] = frozenset()
    accepted: frozenset[str] = frozenset()
    necessity: bool = False
    subsidiarity: bool = False
    both_agree: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that could be given. `code` is its place in the signal, `kind` the data kind, `label` says what it is;
    `subject` is whose data it is, for the processing log."""

    code: str
    kind: str
    label: str
    text: str
    subject: UUID | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """A signal as sharing sees it: pieces by kind, and nothing about who reported."""

    id: UUID
    number: int
    minor: str
    danger: bool
    pieces: tuple[Piece, ...]
    forms: frozenset[str] = frozenset()
    keep_until: date = date.max

    def about(self, person: str) -> Matter:
        """The same, now that somebody said which of the people named it is about; anything else changes nothing.

        Only somebody of whom nobody said anything yet: what was set apart, such as the reporter, stays apart.
        """
        if person not in self.unknown_people:
            return self
        return replace(
            self,
            pieces=tuple(replace(one, kind="presumed_victim") if one.code == person else one for one in self.pieces),
        )

    @property
    def unknown_people(self) -> tuple[str, ...]:
        """Codes of people named of whom nobody said yet what they have to do with it."""
        return tuple(one.code for one in self.pieces if one.kind == "someone_named")

    def chosen(self, codes: Collection[str]) -> tuple[Piece, ...]:
        return tuple(one for one in self.pieces if one.code in codes)
