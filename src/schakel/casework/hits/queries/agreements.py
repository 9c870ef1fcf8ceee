"""With which other covenants there is an agreement to answer each other."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from schakel.casework.hits.models import Agreement
from schakel.ground.accounts import queries as accounts
from schakel.ground.database.actor import Actor


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """`ours` and `theirs`: names of the covenants. `ours_to_sign`: our side has still to sign. People: the own side's, by name."""

    id: UUID
    ours: str
    theirs: str
    proposed_for: str
    proposed_by: str
    proposed_at: datetime
    signed_for: str
    signed_by: str
    signed_at: datetime | None
    ended_at: datetime | None
    ours_to_sign: bool

    @property
    def holds(self) -> bool:
        return self.signed_at is not None and self.ended_at is None


@dataclass(frozen=True, slots=True)
class CovenantRow:
    id: UUID
    name: str


def agreements(*, viewer: Actor) -> list[AgreementRow]:
    """All in which a covenant of the viewer is party, the running ones first."""
    names = {one.id: one.name for one in accounts.covenants()}
    houses = {one.id: one.name for one in accounts.organisations()}
    people = {one.account: one.name for one in accounts.contacts(viewer) if one.organisation == viewer.organisation}
    rows = Agreement.objects.filter(_party(viewer)).order_by("-proposed_at", "id")
    found = [_row(row, viewer, names, houses, people) for row in rows]
    return sorted(found, key=lambda one: one.ended_at is not None)


def open_to(*, viewer: Actor) -> list[CovenantRow]:
    """Other covenants with which nothing was agreed or proposed yet."""
    known = {
        one for row in Agreement.objects.filter(_party(viewer), ended_at__isnull=True) for one in (row.one, row.other)
    }
    rest = [one for one in accounts.covenants() if one.id not in known | viewer.covenants and one.valid_until is None]
    return [CovenantRow(one.id, one.name) for one in rest]


def answering(*, viewer: Actor) -> list[CovenantRow]:
    """The covenants that answer questions of the viewer's own, by name. None where nothing was agreed."""
    held = Agreement.objects.filter(_party(viewer), signed_at__isnull=False, ended_at__isnull=True)
    ids = {one for row in held for one in (row.one, row.other)} - viewer.covenants
    return [CovenantRow(one.id, one.name) for one in accounts.covenants() if one.id in ids and _runs(one)]


def parties(covenants: Collection[UUID]) -> list[UUID]:
    """The municipalities that are party today to one of these covenants, while it runs; each once."""
    today = timezone.localdate()
    found = {
        member.organisation
        for one in accounts.covenants()
        if one.id in covenants and _runs(one)
        for member in one.members
        if member.municipality and member.holds(today)
    }
    return sorted(found)


def answers_for(*, viewer: Actor) -> list[UUID]:
    """The viewer's own covenants that answer somebody."""
    held = Agreement.objects.filter(_party(viewer), signed_at__isnull=False, ended_at__isnull=True)
    return sorted({one for row in held for one in (row.one, row.other)} & viewer.covenants)


def _runs(covenant: accounts.CovenantRow) -> bool:
    return covenant.valid_until is None or timezone.localdate() < covenant.valid_until


def _party(viewer: Actor) -> Q:
    mine = list(viewer.covenants)
    return Q(one__in=mine) | Q(other__in=mine)


def _row(
    row: Agreement, viewer: Actor, names: dict[UUID, str], houses: dict[UUID, str], people: dict[UUID, str]
) -> AgreementRow:
    ours, theirs = (row.one, row.other) if row.one in viewer.covenants else (row.other, row.one)
    return AgreementRow(
        id=row.id,
        ours=names.get(ours, ""),
        theirs=names.get(theirs, ""),
        proposed_for=houses.get(row.proposed_for, ""),
        proposed_by=people.get(row.proposed_by, ""),
        proposed_at=row.proposed_at,
        signed_for=houses.get(row.signed_for, "") if row.signed_for else "",
        signed_by=people.get(row.signed_by, "") if row.signed_by else "",
        signed_at=row.signed_at,
        ended_at=row.ended_at,
        ours_to_sign=row.other in viewer.covenants and row.signed_at is None and row.ended_at is None,
    )
