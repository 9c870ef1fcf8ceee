"""Covenants and who is party to them on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet

from schakel.ground.accounts.models import Covenant, CovenantMember
from schakel.ground.accounts.queries.dated import valid
from schakel.ground.database.actor import Actor


@dataclass(frozen=True, slots=True)
class MemberRow:
    organisation: UUID
    name: str
    municipality: str | None
    valid_from: date
    valid_until: date | None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_until is None or on < self.valid_until)


@dataclass(frozen=True, slots=True)
class CovenantRow:
    """`valid_until` and a member's are the first day it no longer holds."""

    id: UUID
    name: str
    purpose: str
    region: str
    valid_from: date
    valid_until: date | None
    members: tuple[MemberRow, ...]


def covenants_of(organisation: UUID, *, on: date | None = None) -> frozenset[UUID]:
    """Ids of the covenants this organisation is party to on that day (today when not given)."""
    return frozenset(held_by(organisation, on=on).values_list("covenant_id", flat=True))


def held_by(organisation: UUID | OuterRef, *, on: date | None = None) -> QuerySet[CovenantMember, Any]:
    """The same as rows of one column, also for the organisation of a query around it."""
    held = CovenantMember.objects.filter(valid(on) & valid(on, "covenant__"), organisation_id=organisation)
    return held.values("covenant_id")


def covenant_partners(viewer: Actor, *, on: date | None = None) -> list[MemberRow]:
    """The other organisations in the viewer's covenants, each once, by name."""
    members = CovenantMember.objects.filter(valid(on), covenant_id__in=viewer.covenants)
    partners = members.exclude(organisation_id=viewer.organisation).select_related("organisation")
    by_organisation = {item.organisation_id: _member(item) for item in partners}
    return sorted(by_organisation.values(), key=lambda row: row.name)


def covenant(covenant_id: UUID) -> CovenantRow | None:
    found = Covenant.objects.filter(id=covenant_id).prefetch_related("members__organisation").first()
    return _row(found) if found else None


def covenants() -> list[CovenantRow]:
    """All covenants, also those that ended, by name; members that left are in them with their last day."""
    return [_row(item) for item in Covenant.objects.prefetch_related("members__organisation").order_by("name")]


def _row(item: Covenant) -> CovenantRow:
    members = sorted(item.members.all(), key=lambda member: (member.organisation.name, member.valid_from))
    return CovenantRow(
        id=item.id,
        name=item.name,
        purpose=item.purpose,
        region=item.region,
        valid_from=item.valid_from,
        valid_until=item.valid_until,
        members=tuple(_member(member) for member in members),
    )


def _member(item: CovenantMember) -> MemberRow:
    return MemberRow(
        organisation=item.organisation_id,
        name=item.organisation.name,
        municipality=item.organisation.municipality,
        valid_from=item.valid_from,
        valid_until=item.valid_until,
    )
