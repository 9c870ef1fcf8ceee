"""What the reads give back: frozen, and no more than a page needs. Positions run from 1, in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from schakel.casework.bundling.rules.spans import Mark
from schakel.engines.picture import Picture


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A signal of the bundle. `counts` False: its link waits for a judgement. `bases`: how things were known."""

    id: UUID
    position: int
    number: int
    organisation_kind: str
    function: str
    observed_on: date
    state: str
    bases: tuple[str, ...]
    words: str
    marks: tuple[Mark, ...]
    counts: bool


@dataclass(frozen=True, slots=True)
class WayRow:
    """How the signal at this position names a shared thing: as typed, its level (a code), and whether that is sure."""

    position: int
    raw: str
    level: str
    sure: bool


@dataclass(frozen=True, slots=True)
class BroughtRow:
    """Signals that somebody said belong together, without a link that says so. `how`: link, split, merged."""

    act: UUID
    positions: tuple[int, ...]
    how: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SharedRow:
    """A thing that signals share: `at` positions where it stands for sure, `maybe` where that is still to be judged."""

    name: str
    kind: str
    at: tuple[int, ...]
    maybe: tuple[int, ...]
    levels: tuple[str, ...]
    waits: bool
    ways: tuple[WayRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PartRow:
    """One reason: its level (a code), what was typed on both sides ("" for circumstances), and its bits.

    `days`: how far apart, for the reason "time".
    """

    kind: str
    level: str
    a: str
    b: str
    bits: float
    seen_in: int
    days: int | None = None


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """What somebody said, and why. `who` is a name, "" when the account is gone."""

    act: UUID
    kind: str
    reason: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LinkRow:
    """Two signals by position, the earlier first. `prior` and the bits of `parts` add up to `bits`."""

    id: UUID
    a: int
    b: int
    bits: float
    prior: float
    sure: bool
    parts: tuple[PartRow, ...]
    judgement: JudgementRow | None


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """Does the signal at `asked` belong to the story of `known`? `with_it`: all positions that wait on the answer."""

    link: LinkRow
    asked: int
    known: int
    with_it: tuple[int, ...]

    @property
    def postponed(self) -> JudgementRow | None:
        return self.link.judgement

    @property
    def strongest(self) -> PartRow | None:
        """The strongest thing they share, seen from the signal that is asked after; None when it is circumstances only."""
        named = [part for part in self.link.parts if part.a]
        best = max(named, key=lambda part: part.bits, default=None)
        if best is None or self.asked == self.link.a:
            return best
        return PartRow(best.kind, best.level, best.b, best.a, best.bits, best.seen_in)


@dataclass(frozen=True, slots=True)
class BundleRow:
    """A bundle with everything its page shows. `ended_at`: its signals are elsewhere now, in the bundles of `went_to`."""

    id: UUID
    number: int
    title: str
    status: str
    changed_at: datetime
    ended_at: datetime | None
    went_to: tuple[int, ...]
    signals: tuple[ToldRow, ...]
    sources: int
    owners: tuple[str, ...]
    picture: Picture
    shared: tuple[SharedRow, ...]
    links: tuple[LinkRow, ...]
    brought: tuple[BroughtRow, ...]
    questions: tuple[QuestionRow, ...]

    @property
    def first(self) -> date:
        return min(signal.observed_on for signal in self.signals)

    @property
    def last(self) -> date:
        return max(signal.observed_on for signal in self.signals)
