"""The bundles that the organisation of a token may see: numbers, counts and dates under a title that names no person.

Row security decides what is in it. A token that may only send sees none, and one of a partner neither.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, cast

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from schakel.casework.bundling import queries
from schakel.ground.database.actor import Actor

MOST = 1_000_000  # bundles: more than a municipality has, and a number that a database can count to

router = Router(tags=["bundles"])


class Bundle(Schema):
    """`waiting`: links that nobody judged yet. `first` and `last`: days on which something was noticed."""

    number: int
    title: str
    signals: int
    sources: int
    first: date
    last: date
    waiting: int
    postponed: int
    changed_at: datetime


class Bundles(Schema):
    """`count`: how many bundles there are in all."""

    count: int
    bundles: list[Bundle]


@router.get("/bundles", operation_id="listBundles", summary="Bundles your organisation may see", response=Bundles)
def list_bundles(
    request: HttpRequest,
    limit: Annotated[int, Query(), Field(ge=1, le=200)] = queries.PAGE,
    offset: Annotated[int, Query(), Field(ge=0, le=MOST)] = 0,
) -> Bundles:
    """Last changed first."""
    viewer = cast(Actor, request.actor)  # type: ignore[attr-defined]
    rows = queries.bundles(viewer=viewer, limit=limit, offset=offset)
    return Bundles(count=queries.count(viewer=viewer), bundles=[Bundle.from_orm(row) for row in rows])
