"""What a recipient may let us know of what became of something that they were given."""

from __future__ import annotations

from pydantic import Field
from pydantic.dataclasses import dataclass

from schakel.ground.content.rules.marks import SHAPE, Code, Named


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Outcome(Named):
    """What a recipient may release of what became of something they were given: for these receivers and no others."""

    receivers: tuple[Code, ...] = Field(min_length=1)
