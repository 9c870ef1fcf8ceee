"""The head of a pack and of each of its files."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic.dataclasses import dataclass

from schakel.ground.content.rules.marks import SHAPE, Code, Sentence, Trust


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class About:
    """What holds for every row of a file that does not say otherwise. `what`: one line on the file for its reader."""

    what: Sentence
    checked_on: date
    checked_by: Sentence
    source: tuple[Code, ...] | None = None
    trust: Trust | None = None
    verify: bool | None = None
    valid_from: date | None = None

    def given(self) -> dict[str, Any]:
        named = ("checked_on", "checked_by", "source", "trust", "verify", "valid_from")
        return {name: getattr(self, name) for name in named if getattr(self, name) is not None}


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class PackHead:
    """`pack.yml`. `languages`: the first is the language of the screen. `licences`: what must be named where."""

    code: Code
    version: Sentence
    name: Sentence
    languages: tuple[Code, ...]
    licences: tuple[Sentence, ...] = ()

    def given(self) -> dict[str, Any]:
        named = ("code", "version", "name", "languages", "licences")
        return {name: getattr(self, name) for name in named}
