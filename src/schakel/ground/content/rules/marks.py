"""What every row of a pack carries: its words in each language, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.dataclasses import dataclass
from pydantic_core import core_schema

SHAPE = ConfigDict(extra="forbid", str_strip_whitespace=True)

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=40)]
Sentence = Annotated[str, Field(min_length=1)]
Trust = Literal["A", "B", "C", "M"]


class Text(Mapping[str, str]):
    """The same words in each language of the pack; `str()` gives the pack's first language."""

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = dict(words)

    def __getitem__(self, language: str) -> str:
        return self._words[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._words.items())))

    def __str__(self) -> str:
        return next(iter(self._words.values()))

    def __repr__(self) -> str:
        return f"Text({self._words!r})"

    def say(self, language: str) -> str:
        """The words in `language`, or in the pack's first language when it does not speak it."""
        return self._words.get(language) or str(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        words = core_schema.dict_schema(
            core_schema.str_schema(pattern="^[a-z]{2,3}$"),
            core_schema.str_schema(min_length=1, strip_whitespace=True),
            min_length=1,
        )
        return core_schema.no_info_after_validator_function(cls, words)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}, "minProperties": 1}


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Marked:
    """A row with its origin.

    `source`: codes of `sources.yml`. `trust`: A primary text read, B good secondary, C one secondary or press,
    M from memory. `verify`: read, but in an old state or cut off. `valid_to` is the last day it holds.
    """

    code: Code
    source: tuple[Code, ...] = Field(min_length=1)
    trust: Trust
    checked_on: date
    checked_by: Sentence
    verify: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""

    @property
    def to_be_verified(self) -> bool:
        """True where the screen must say that this is still to be checked."""
        return self.verify or self.trust == "M"

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Named(Marked):
    """A row that is no more than a code with words."""

    text: Text
    hint: Text | None = None


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Source:
    """Where a fact was read. `read` says how much of it was read. Publication says nothing about permission to copy."""

    code: Code
    title: Sentence
    address: str = ""
    kind: Sentence
    read: str = ""
