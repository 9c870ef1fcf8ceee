"""Law, terms and land: bases for sharing, how long things are kept, municipalities and regions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from schakel.ground.content.rules.marks import SHAPE, Code, Marked, Named, Sentence, Text
from schakel.ground.content.rules.outcomes import Outcome

MunicipalityCode = Annotated[str, Field(pattern=r"^[A-Z]{2}[0-9]{4}$")]


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class LegalBasis(Named):
    """Who may give what to whom. What no basis names is refused.

    `may`: kinds of data; `may_not`: named by the source as not allowed, or wished but barred.
    `consent`: none, written or unambiguous. `registration_only`: onward use, as for shelter, needs consent of its own.
    `needs`: conditions that somebody confirms; `second_person`: somebody else checks before it goes.
    `not_provided`: the value that stands in figures for a kind the law keeps out. `to_recipient` stands in the letter.
    A basis from memory (trust M) allows nothing until somebody answerable accepts it by name.
    """

    giver: tuple[Code, ...] = Field(min_length=1)
    recipient: tuple[Code, ...] = Field(min_length=1)
    purposes: tuple[Code, ...] = Field(min_length=1)
    needs: tuple[Code, ...] = ()
    second_person: bool = False
    not_provided: str = ""
    to_recipient: Text | None = None
    ask: Text | None = None
    law: Sentence
    state_of: int
    may: tuple[Code, ...] = Field(min_length=1)
    may_not: tuple[Code, ...] = ()
    consent: Literal["none", "written", "unambiguous"]
    registration_only: bool = False
    duty: bool = False
    condition: Text | None = None


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class DataKind(Named):
    """A kind of data that a basis may name."""


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Duration:
    """A length of time; exactly one unit is set, or none: then `Retention.text` says what ends it."""

    days: int | None = Field(default=None, ge=1)
    months: int | None = Field(default=None, ge=1)
    years: int | None = Field(default=None, ge=1)


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Retention(Named):
    """How long a kind of record is kept, counted from `counts_from`.

    `binding`: statute or own_choice (a proposal the controller must confirm). `at_most`: a maximum, else a minimum.
    """

    record: Code
    state: str = ""
    keep: Duration
    counts_from: Text
    binding: Literal["statute", "standard", "own_choice"]
    at_most: bool = True


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Alert(Named):
    """Why somebody on duty is called, and after how many minutes without an answer the next one is. A clock of ours."""

    minutes: int = Field(ge=1, le=1440)
    binding: Literal["statute", "standard", "own_choice"]


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class BreakGlass(Named):
    """Why somebody may open one signal of another municipality, for how many hours, and within how many days its
    privacy officer looks back on it."""

    hours: int = Field(ge=1, le=24)
    review_days: int = Field(ge=1, le=90)
    binding: Literal["statute", "standard", "own_choice"]


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Municipality(Marked):
    """A municipality as the statistics office codes it. `valid_to`: last day it existed."""

    code: MunicipalityCode
    name: Sentence


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Membership:
    """That a municipality belonged to a region between two days."""

    municipality: MunicipalityCode
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Region(Named):
    """A region for one purpose; borders differ per purpose. `complete` false: the members are not known."""

    purpose: Code
    members: tuple[Membership, ...] = ()
    complete: bool = False


# What `legal_bases.yml` holds: section -> shape of one row.
SHARING: Mapping[str, type[Any]] = {
    "parties": Named,
    "data_kinds": DataKind,
    "purposes": Named,
    "outcomes": Outcome,
    "conditions": Named,
    "legal_bases": LegalBasis,
}
