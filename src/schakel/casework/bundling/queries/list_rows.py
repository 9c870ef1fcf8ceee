"""What lists, the history and the page of related signals show: frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ListedBundle:
    """One line of the list. `waiting`: questions nobody answered; `postponed`: answered with "not known yet"."""

    id: UUID
    number: int
    title: str
    signals: int
    sources: int
    first: date
    last: date
    changed_at: datetime
    waiting: int
    postponed: int


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One bundle with links to judge. `since`: the day from which the oldest of them waits."""

    number: int
    title: str
    signals: int
    sources: int
    questions: int
    since: date


@dataclass(frozen=True, slots=True)
class BundleRef:
    """The bundle a signal is in. `counts` False while its link waits for a judgement."""

    number: int
    title: str
    signals: int
    counts: bool


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """What happened to a bundle. `kind`: joined, left, same, not_same, not_yet_known, undone. `signals`: numbers of signals.

    `how`: what was done in the act: link, taken_out, split, merged. `others`: numbers of the bundles that the signals
    came from or went to; `came` is True when they came. `act` is given when it can still be undone.
    """

    at: datetime
    kind: str
    why: str
    signals: tuple[int, ...]
    who: str
    reason: str
    act: UUID | None
    how: str = ""
    others: tuple[int, ...] = ()
    came: bool = False


@dataclass(frozen=True, slots=True)
class ActRow:
    """What was said in one act. `links`: how many links it was about at once. `how`: link, taken_out, split, merged.

    `bundles`: where the signals it was about are now.
    """

    act: UUID
    kind: str
    reason: str
    who: str
    at: datetime
    links: int
    undone: bool
    how: str
    bundles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ComparedBundle:
    """One of two bundles that are laid beside each other. `changed_at`: when it last changed."""

    id: UUID
    number: int
    title: str
    signals: int
    sources: int
    first: date
    last: date
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class InBoth:
    """A thing that both bundles name; `one` and `other`: numbers of the signals in them that name it."""

    name: str
    kind: str
    one: tuple[int, ...]
    other: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    one: ComparedBundle
    other: ComparedBundle
    shared: tuple[InBoth, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the other municipality who can be called."""

    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A question between municipalities. `ours`: we asked; else we were asked. `state`: asked, withdrawn, acknowledged."""

    id: UUID
    ours: bool
    state: str
    at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class RelatedRow:
    """That another municipality has a related signal, beside which of ours, and whom to ask. Nothing else is known."""

    id: UUID
    signal: UUID
    number: int
    organisation_kind: str
    function: str
    observed_on: date
    bundle: int | None
    other: str
    people: tuple[Person, ...]
    found_at: datetime
    request: RequestRow | None
    asked_of_us: RequestRow | None


@dataclass(frozen=True, slots=True)
class AskedRow:
    """Another municipality asks us about a related signal. `asked_by` is its name."""

    id: UUID
    asked_by: str
    asked_at: date


@dataclass(frozen=True, slots=True)
class RegionRow:
    """How many signals of two municipalities are related, for the chain director. Counts, never signals."""

    one: str
    other: str
    related: int
    asked: int
    acknowledged: int
    since: datetime
