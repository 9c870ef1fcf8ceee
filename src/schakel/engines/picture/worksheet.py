"""The optional worksheet of an operational list: which of its dimensions do the answers of one person support?

The list and its rule are the country's. Each dimension is judged by itself; dimensions are never taken together, and
nothing here is a number. An answer that is missing or unknown is never taken for a no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Strength = Literal["strong", "medium", "weak"]
Said = Literal["yes", "no", "unknown"]
Outcome = Literal["supported", "not_yet", "not_computed"]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of the list that was chosen. `strength` None: it was never verified, so no rule may use it."""

    code: str
    dimension: str
    strength: Strength | None


@dataclass(frozen=True, slots=True)
class SheetRule:
    """A dimension is supported when at least one rule holds: each of its minimums is reached by rows with a yes."""

    code: str
    strong: int = 0
    medium: int = 0
    weak: int = 0
    medium_or_weak: int = 0

    def holds(self, strengths: Sequence[Strength]) -> bool:
        """`strengths`: of the rows with a yes, in any order. A rule that asks for nothing never holds."""
        strong, medium, weak = (strengths.count(one) for one in ("strong", "medium", "weak"))
        reached = (
            (strong, self.strong),
            (medium, self.medium),
            (weak, self.weak),
            (medium + weak, self.medium_or_weak),
        )
        return any(least for _, least in reached) and all(found >= least for found, least in reached)


@dataclass(frozen=True, slots=True)
class DimensionSheet:
    """What one dimension says. `rules`: those that hold. `because`: rows with a yes. `open`: rows nobody knows yet.

    `not_computed`: the list has a row in this dimension without a verified strength.
    """

    code: str
    outcome: Outcome
    rules: tuple[str, ...]
    because: tuple[str, ...]
    open: tuple[str, ...]


def sheet_of(
    rows: Iterable[SheetRow], rules: Sequence[SheetRule], answers: Mapping[str, Said]
) -> tuple[DimensionSheet, ...]:
    """Each dimension of the list, in the order in which the list names them. Answers to other rows are nothing."""
    dimensions: dict[str, list[SheetRow]] = {}
    for row in rows:
        dimensions.setdefault(row.dimension, []).append(row)
    return tuple(_dimension(code, found, rules, answers) for code, found in dimensions.items())


def _dimension(
    code: str, rows: Sequence[SheetRow], rules: Sequence[SheetRule], answers: Mapping[str, Said]
) -> DimensionSheet:
    said_yes = [row for row in rows if answers.get(row.code) == "yes"]
    strengths = [row.strength for row in said_yes if row.strength]
    verified = all(row.strength for row in rows)
    holding = tuple(rule.code for rule in rules if rule.holds(strengths)) if verified else ()
    return DimensionSheet(
        code=code,
        outcome=("supported" if holding else "not_yet") if verified else "not_computed",
        rules=holding,
        because=tuple(row.code for row in said_yes),
        open=tuple(row.code for row in rows if answers.get(row.code, "unknown") == "unknown"),
    )
