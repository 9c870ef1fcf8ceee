"""Who may what, since when, by whom; and when somebody last went through it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from schakel.ground.accounts.models import RightsJudgement, RightsReview
from schakel.ground.accounts.queries.dated import day
from schakel.ground.accounts.queries.people import GrantRow, PersonRow, people
from schakel.ground.accounts.rules.reviewing import QUARTERLY, SCOPES, first_due
from schakel.ground.accounts.rules.roles import ROLES
from schakel.ground.database.actor import Actor


@dataclass(frozen=True, slots=True)
class RightRow:
    """One role that holds today or will. `given_by`: a name, or "" for who is not of this organisation.

    `judged_on`: when somebody last went through it, and what they said; None and "" when nobody did.
    """

    grant: GrantRow
    special: bool
    given_by: str
    judged_on: date | None = None
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class HolderRow:
    person: PersonRow
    rights: tuple[RightRow, ...]


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """`on` and `seen_by` of the last look, None and "" when there was none; `due`: the day of the first right that is due."""

    scope: str
    on: date | None
    seen_by: str
    due: date


def rights(viewer: Actor) -> list[HolderRow]:
    """People of the viewer's own organisation with an open account, by name. Works inside acting(viewer), an administrator."""
    found = [row for row in people(viewer, organisation=viewer.organisation) if row.is_active]
    names, judged = _names(viewer), _judged(viewer)
    return [HolderRow(row, tuple(_rights(row, names, judged))) for row in found]


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


def _judged(viewer: Actor) -> dict[UUID, tuple[date, str]]:
    """Of each grant the last judgement of it: when, and what."""
    rows = RightsJudgement.objects.filter(organisation_id=viewer.organisation).order_by("on", "id")
    return {granted: (on, verdict) for granted, on, verdict in rows.values_list("granted", "on", "verdict")}


def _rights(person: PersonRow, names: dict[UUID, str], judged: dict[UUID, tuple[date, str]]) -> Iterable[RightRow]:
    for grant in person.grants:
        if grant.open:
            given_by = names.get(grant.granted_by, "") if grant.granted_by else ""
            yield RightRow(grant, ROLES[grant.role].special, given_by, *judged.get(grant.id, (None, "")))


def _review(scope: str, last: RightsReview | None, names: dict[UUID, str], holders: list[HolderRow]) -> ReviewRow:
    rights = [right for row in holders for right in row.rights if right.special or scope != QUARTERLY]
    on = last.on if last else None
    seen_by = names.get(last.seen_by, "") if last and last.seen_by else ""
    due = first_due(scope, [(right.judged_on, right.grant.valid_from) for right in rights], day(None))
    return ReviewRow(scope, on, seen_by, due)
