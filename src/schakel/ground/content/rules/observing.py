"""What someone can notice, what it may be evidence of, what speaks against it, and what we never ask."""

from __future__ import annotations

from typing import Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from schakel.ground.content.rules.marks import SHAPE, Code, Named, Text

Role = Literal["core", "supporting", "context"]
Strength = Literal["strong", "medium", "weak", "not_in_list"]


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Form(Named):
    """A form of exploitation. `general`: any form, so it tells nothing about which questions to ask."""

    general: bool = False


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Element(Named):
    """A part of the offence that the picture shows apart. `minors`: also needed when the person is under age.

    `minors_law`: where the law says that it is not.
    """

    minors: bool = True
    minors_law: Text | None = None
    definition: Text


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class LegalItem(Named):
    """One act, means or purpose that the law names. `state_of`: the year of the text that was read."""

    element: Code
    article: str
    state_of: int


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Dimension(Named):
    """A dimension of the ILO list."""

    element: Code
    phase: Literal["recruitment", "destination"]


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Indicator(Named):
    """One thing that can be noticed.

    `element`: what it may be evidence of, or "none" (nothing yet). One observation counts once, so there is one.
    `legal`: which act, means or purpose of `legal.yml`. `role`: core says something by itself, supporting fits other
    causes too, context never stands alone. `seen_by`: kinds of observer in `professions.yml`; empty means anyone.
    `group`: for whom it holds. `lane`: also a sign of something that has a route of its own. `ilo`: rows of the ILO
    list that the worksheet proposes it for.
    """

    form: Code
    role: Role
    element: Code
    legal: Code | None = None
    dimensions: tuple[Code, ...] = ()
    group: Literal["all", "child", "adult"] = "all"
    seen_by: tuple[Code, ...] = ()
    lane: Code | None = None
    ilo11: tuple[int, ...] = ()
    ilo: tuple[Code, ...] = ()
    flags: tuple[Code, ...] = ()
    replaced_by: Code | None = None


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class AgainstFact(Named):
    """A fact that speaks against exploitation. Shown apart; it never ranks, closes or lowers anything.

    `element`: what it speaks against, or "none". `about_evidence`: it says what could be found out, not what was so.
    """

    element: Code
    about_evidence: bool = False
    weighs_for_minors: Literal[False] = False


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Lane(Named):
    """Something wrong that is not trafficking by itself and has a route of its own. `routes`: codes of `routes.yml`."""

    routes: tuple[Code, ...] = Field(min_length=1)


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Question(Named):
    """What the picture asks while nobody answered. `answered_by`: codes of indicators or facts against.

    `ask`: whom to ask. `way`: how that may be done within the law.
    """

    element: Code
    ask: Text
    way: Text
    forms: tuple[Code, ...] = ()
    answered_by: tuple[Code, ...] = Field(min_length=1)


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Exclusion(Named):
    """What lists contain and this pack refuses. `words`: patterns per language that no indicator may use."""

    why: Text
    found_in: str
    words: dict[str, tuple[str, ...]] = Field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class IloList(Named):
    """One of the lists of the ILO: for whom it was made. Its code is the key of `strength` in each row."""


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class IloRow(Named):
    """A row of the ILO list. `strength` per list; null where it was not found: then no rule may use it."""

    dimension: Code
    strength: dict[str, Strength | None]
    ilo11: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class IloRule(Named):
    """A dimension is supported when at least one rule holds: each `*_min` it names is reached."""

    strong_min: int = 0
    medium_min: int = 0
    weak_min: int = 0
    medium_or_weak_min: int = 0
