"""Who may what, since when, by whom; and when somebody last went through it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from schakel.ground.accounts.models import RightsReview
from schakel.ground.accounts.queries.dated import day
from schakel.ground.accounts.queries.people import GrantRow, PersonRow, people
from schakel.ground.accounts.rules.reviewing import QUARTERLY, SCOPES, due
from schakel.ground.accounts.rules.roles import ROLES
from schakel.ground.database.actor import Actor


@dataclass(frozen=True, slots=True)
class RightRow:
    """One role that holds today or will. `given_by`: a name, or "" for who is not of this organisation."""

    grant: GrantRow
    special: bool
    given_by: str


@dataclass(frozen=True, slots=True)
class HolderRow:
    person: PersonRow
    rights: tuple[RightRow, ...]


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """`on` and `seen_by` of the last look, None and "" when there was none; `due`: before which day the next."""

    scope: str
    on: date | None
    seen_by: str
    due: date


def rights(viewer: Actor) -> list[HolderRow]:
    """People of the viewer's own organisation with an open account, by name. Works inside acting(viewer), an administrator."""
    found = [row for row in people(viewer, organisation=viewer.organisation) if row.is_active]
    names = _names(viewer)
    return [HolderRow(row, tuple(_rights(row, names))) for row in found]


def reviews(viewer: Actor) -> list[ReviewRow]:
    """Yearly and quarterly, as they stand for the viewer's own organisation."""
    names, holders = _names(viewer), rights(viewer)
    done = {
        row.scope: row for row in RightsReview.objects.filter(organisation_id=viewer.organisation).order_by("on", "id")
    }
    return [_review(scope, done.get(scope), names, holders) for scope in SCOPES]


def still_here(viewer: Actor, accounts: Iterable[UUID]) -> frozenset[UUID]:
    """Which of these colleagues of the viewer's own organisation have an open account today; it names nobody.

    For who hands over work: what is left out is of somebody who left, or of another organisation.
    """
    wanted = list(accounts)
    if not wanted:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute("select accounts_active(%s::uuid[], %s)", [wanted, day(None)])
        return frozenset(row[0] for row in cursor.fetchall())


def _names(viewer: Actor) -> dict[UUID, str]:
    return {row.id: row.name for row in people(viewer)}


def _rights(person: PersonRow, names: dict[UUID, str]) -> Iterable[RightRow]:
    for grant in person.grants:
        if grant.open:
            yield RightRow(
                grant, ROLES[grant.role].special, names.get(grant.granted_by, "") if grant.granted_by else ""
            )


def _review(scope: str, last: RightsReview | None, names: dict[UUID, str], holders: list[HolderRow]) -> ReviewRow:
    given = [right.grant.valid_from for row in holders for right in row.rights if right.special or scope != QUARTERLY]
    on = last.on if last else None
    seen_by = names.get(last.seen_by, "") if last and last.seen_by else ""
    return ReviewRow(scope, on, seen_by, due(scope, on, min(given, default=day(None))))
