"""People and their roles, for who looks after them; for the rest of the house there are contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from schakel.ground.accounts.models import Account, RoleGrant
from schakel.ground.accounts.queries.dated import day, in_force
from schakel.ground.accounts.rules.roles import ROLES
from schakel.ground.database.actor import Actor


@dataclass(frozen=True, slots=True)
class GrantRow:
    """`active`: holds on the day asked for; `awaits_second`: somebody else must still confirm it; `open`: not over yet."""

    id: UUID
    role: str
    role_name: str
    valid_from: date
    valid_until: date | None
    active: bool
    awaits_second: bool
    granted_by: UUID | None
    open: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """`invited`: has not come in yet. `signs_on`: logs in by the organisation. Roles run from new to old."""

    id: UUID
    login_name: str
    name: str
    function: str
    place: str
    report_to: str
    language: str
    organisation: UUID
    organisation_name: str
    is_active: bool
    invited: bool
    last_seen_on: date | None
    leaves_on: date | None
    keeps_password: bool
    signs_on: bool
    grants: tuple[GrantRow, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """Codes of the roles that hold now."""
        return tuple(grant.role for grant in self.grants if grant.active)


def people(
    viewer: Actor, *, organisation: UUID | None = None, role: str | None = None, on: date | None = None
) -> list[PersonRow]:
    """Accounts the viewer may see, by name: the own row, and for administrators those they look after.

    `organisation` and `role` narrow it. Works inside acting(viewer): the database leaves out what is not the viewer's.
    """
    found = _accounts()
    if organisation is not None:
        found = found.filter(organisation_id=organisation)
    if role is not None:
        found = found.filter(Exists(RoleGrant.objects.filter(in_force(on), account=OuterRef("pk"), role=role)))
    return [_row(item, day(on)) for item in found.order_by("display_name")]


def person(viewer: Actor, account: UUID) -> PersonRow | None:
    """One account; None when it does not exist or is not the viewer's to see."""
    found = _accounts().filter(id=account).first()
    return _row(found, day(None)) if found else None


def myself(viewer: Actor) -> PersonRow | None:
    """The viewer's own account; None for the system."""
    return person(viewer, viewer.account) if viewer.account else None


def _accounts() -> QuerySet[Account]:
    newest_first = RoleGrant.objects.order_by("-valid_from", "role")
    around = ("organisation", "sign_on_identity__provider")
    return Account.objects.select_related(*around).prefetch_related(Prefetch("grants", queryset=newest_first))


def _row(item: Account, on: date) -> PersonRow:
    return PersonRow(
        id=item.id,
        login_name=item.login_name,
        name=item.display_name,
        function=item.function,
        place=item.place,
        report_to=item.report_to,
        language=item.language,
        organisation=item.organisation_id,
        organisation_name=item.organisation.name,
        is_active=item.is_active,
        invited=not (item.has_usable_password() or hasattr(item, "sign_on_identity")),
        last_seen_on=item.last_seen_on,
        leaves_on=item.leaves_on,
        keeps_password=item.keeps_password,
        signs_on=hasattr(item, "sign_on_identity") and item.sign_on_identity.provider.ended_on is None,
        grants=tuple(_grant(grant, on) for grant in item.grants.all()),
    )


def _grant(item: RoleGrant, on: date) -> GrantRow:
    waits = item.awaits_second and item.confirmed_by is None
    holds = item.valid_from <= on and (item.valid_until is None or on < item.valid_until)
    return GrantRow(
        id=item.id,
        role=item.role,
        role_name=ROLES[item.role].name,
        valid_from=item.valid_from,
        valid_until=item.valid_until,
        active=holds and not waits,
        awaits_second=waits and item.valid_until is None,
        granted_by=item.granted_by,
        open=item.valid_until is None or on < item.valid_until,
    )
