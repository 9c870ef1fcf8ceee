"""What somebody says of single pairs when they say something of whole bundles."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from schakel.casework.bundling.rules.judging import Pair, ordered


def across(part: Sequence[UUID], rest: Sequence[UUID]) -> list[Pair]:
    """Every pair of one of the part and one of the rest: two stories share none of them. ValueError when they overlap."""
    return [ordered(one, other) for one in part for other in rest]


def bridging(one: Sequence[UUID], other: Sequence[UUID]) -> list[Pair]:
    """As few pairs across as tie everyone of two groups together: each with the first of the other side.

    Only pairs across: so who says later that these are two stories, takes back exactly this.
    """
    return list(dict.fromkeys([*across(one, other[:1]), *across(one[:1], other)]))
