"""What the worksheet query gives back: frozen. Positions of signals run from 1, as on the page of the bundle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from schakel.engines.picture import DimensionSheet, Said
from schakel.engines.picture.shapes import Minor
from schakel.engines.picture.worksheet import Strength


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A fact that may be this row of the list: its indicator, the signal it comes from, and how it is known."""

    indicator: str
    position: int
    signal: UUID
    basis: str
    later: bool


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """The last answer. `stale`: it rests on a signal that is no longer in the bundle, or does not count, so it waits."""

    answer: Said
    reason: str
    who: str
    at: datetime
    stale: bool


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One row of the list. `strength` None: not verified."""

    strength: Strength | None
    proposals: tuple[ProposalRow, ...]
    answer: AnswerRow | None


@dataclass(frozen=True, slots=True)
class WorksheetRow:
    """One list for one bundle. `lines`: row of the list -> what is proposed and answered. `ended`: only to be read."""

    bundle: UUID
    number: int
    title: str
    ended: bool
    minor: Minor
    ilo_list: str
    lines: Mapping[str, SheetLine]
    sheets: tuple[DimensionSheet, ...]
