"""What somebody who may be exploited can read about herself, in her own language."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from schakel.ground.content.rules.marks import SHAPE, Code, Marked, Sentence


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class Helper:
    """Whom to call. `route`: the row of `routes.yml` that holds the number; a route without one is refused."""

    route: Code
    text: Sentence


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class RightsText(Marked):
    """The page in one language; `code` is its language tag, `name` what its speakers call it.

    `title` stands in the window and in the history, and says nothing of what the page is about.
    `unchecked` is shown while nobody who grew up with the language has read it (`verify`). `exit_to`: a quiet other page.
    """

    name: Sentence
    direction: Literal["ltr", "rtl"] = "ltr"
    title: Sentence
    heading: Sentence
    lead: Sentence
    danger: Sentence
    rights_heading: Sentence
    rights: tuple[Sentence, ...] = Field(min_length=3, max_length=9)
    call_heading: Sentence
    call_safely: Sentence
    helpers: tuple[Helper, ...] = Field(min_length=1, max_length=5)
    exit: Sentence
    exit_note: Sentence
    exit_to: Annotated[str, Field(pattern=r"^https://[a-z0-9.-]+/$")]
    unchecked: Sentence
