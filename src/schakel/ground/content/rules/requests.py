"""What people may ask about their own data, within which term, on which ground it is refused, and what the letter says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field
from pydantic.dataclasses import dataclass

from schakel.ground.content.rules.marks import SHAPE, Code, Named, Sentence


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class RequestKind(Named):
    """One right. `months` to answer, `extend_months` more when it is difficult and the person was told so in time."""

    law: Sentence
    months: int = Field(ge=1, le=12)
    extend_months: int = Field(ge=0, le=12)


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class RequestGround(Named):
    """Why something is refused. `hides`: saying so would tell that there is something, so the letter does not say it.

    `kinds`: requests it may refuse; empty means every kind.
    """

    law: Sentence
    hides: bool
    kinds: tuple[Code, ...] = ()


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class NoticeGround(Named):
    """Why a person is not informed yet. `review_days`: after so many days at most somebody looks again."""

    law: Sentence
    review_days: int = Field(ge=1, le=365)


@dataclass(frozen=True, kw_only=True, config=SHAPE)
class NoticeWay(Named):
    """How a person was informed. `safe_contact`: the only kind of way for a presumed victim."""

    safe_contact: bool


# What `requests.yml` holds: section -> shape of one row.
REQUESTS: Mapping[str, type[Any]] = {
    "request_kinds": RequestKind,
    "request_grounds": RequestGround,
    "identity_ways": Named,
    "request_texts": Named,
    "notice_ways": NoticeWay,
    "notice_grounds": NoticeGround,
}
