"""What the person at the counter meets: professions, cards, five minutes, mentions, routes, feedback, danger."""

from __future__ import annotations

from typing import Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from schakel.ground.content.rules.marks import SHAPE, Code, Marked, Named, Sentence, Text, Trust

Question = Literal["finish", "no_confront", "separate", "interpreter", "safe_contact"]
"""Do I finish what I was doing? Do I say something about it? Whom do I speak apart? Who translates? How is the person reached?"""


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Profession(Named):
    """Who notices. `functions` and `organisation_kinds` are values of the exchange format; `observer` of `seen_by`."""

    functions: tuple[Code, ...] = ()
    organisation_kinds: tuple[Code, ...] = ()
    observer: Code


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Step:
    """One thing to do now. `answers`: which of the questions that every card with people in front of one must answer.

    `source` and `trust` as of any row; a step without trust of its own has that of its card.
    """

    code: Code
    text: Text
    answers: tuple[Question, ...] = ()
    source: tuple[Code, ...] = ()
    trust: Trust | None = None
    verify: bool = False

    @property
    def to_be_verified(self) -> bool:
        """True where the screen must say that this is still to be checked."""
        return self.verify or self.trust == "M"


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Card(Marked):
    """What one profession looks for in one place, core first, and what it does in the coming five minutes.

    `rows`: codes of indicators; the first `shown` are open, the rest stands behind "Toon nog". `place` null: anywhere.
    `face_to_face` false: nobody sits opposite, so there is nobody to speak apart.
    """

    profession: Code
    place: Code | None = None
    title: Text
    rows: tuple[Code, ...] = Field(min_length=5, max_length=12)
    shown: int = Field(default=5, ge=3, le=7)
    five_minutes: tuple[Step, ...] = Field(min_length=3, max_length=8)
    face_to_face: bool = True

    @property
    def first(self) -> tuple[str, ...]:
        return self.rows[: self.shown]

    @property
    def more(self) -> tuple[str, ...]:
        return self.rows[self.shown :]


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class MentionKind(Named):
    """A kind of name, address or number. `headings`: column headings in a spreadsheet that mean this kind."""

    icon: Sentence
    headings: tuple[str, ...]
    example: str = ""


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Column(Named):
    """A column of the spreadsheet format. `headings`: other headings that mean the same.

    `field`: the field of the exchange format, where the code cannot say it (`organisation` is a kind of mention too).
    """

    headings: tuple[str, ...]
    field: str = ""

    @property
    def name(self) -> str:
        return self.field or self.code


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Route(Marked):
    """Where something can be reported or asked. `professions` empty: anyone. `duty`: the law obliges.

    `from_signal`: how a signal can go there, by letter or by phone; "" when it does not go from a signal.
    `recipient`: the party that gets it. `forms`: it comes first where one of these forms is seen.
    """

    title: Text
    what: Text
    when: Text
    to: Text
    kind: Literal["emergency", "report", "advice", "register", "internal", "care", "labour", "housing"]
    phone: str = ""
    phone_abroad: str = ""
    hours: Text | None = None
    professions: tuple[Code, ...] = ()
    consent: Text | None = None
    duty: bool = False
    anonymous: bool = False
    from_signal: Literal["", "letter", "phone"] = ""
    recipient: Code | None = None
    forms: tuple[Code, ...] = ()


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Emergency(Named):
    """What stands before any form. `phone` is the number to dial."""

    phone: str
    action: Text


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Feedback(Named):
    """The fixed text a reporter gets when a signal reaches `state`. It never names anything else."""

    title: Text


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Term(Marked):
    """A word of the field. `avoid`: words of the screen that must not stand in its place."""

    text: Text
    definition: Text
    identifier: str = ""
    avoid: dict[str, tuple[str, ...]] = Field(default_factory=dict)
