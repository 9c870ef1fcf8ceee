"""Giving and taking roles. Nobody gives one to himself; a special role takes two people where there are two.

Where an organisation has one administrator only, a special role holds at once and the trail says that nobody
else could look (`alone`): the privacy officer reads that there. Small municipalities would otherwise be locked out.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from schakel.ground.accounts.actions import checks
from schakel.ground.accounts.models import Account, RoleGrant
from schakel.ground.accounts.queries.dated import day
from schakel.ground.accounts.rules import GRANTABLE, clash
from schakel.ground.accounts.rules.roles import ROLES
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused


@transaction.atomic
def grant_role(
    *, by: Actor, account: UUID, role: str, valid_from: date | None = None, valid_until: date | None = None
) -> UUID:
    """Gives a role from a day (today when not given), until a day if one is given. A special role waits for a second administrator.

    Refused to oneself, to a closed account, twice, and for roles that do not go together. ValueError: no such role.
    """
    found = checks.demand_account(by, account)
    return grant(by=by, account=found, role=role, valid_from=valid_from, valid_until=valid_until)


@transaction.atomic
def confirm_role(*, by: Actor, granted: UUID) -> None:
    """The second person agrees: from now on the special role holds."""
    found = _demand_grant(by, granted)
    checks.demand_not_oneself(by, found.account_id, "role.own", _("U bevestigt uw eigen rol niet."))
    if found.granted_by == by.account:
        raise Refused(
            "role.second",
            _("U gaf deze rol zelf. Een tweede beheerder kijkt mee."),
            _("Vraag het een andere functioneel beheerder."),
        )
    if not found.awaits_second or found.confirmed_by is not None:
        return
    found.confirmed_by = by.account
    found.save(update_fields=["confirmed_by"])
    _record("role.confirmed", by, found, {})


@transaction.atomic
def withdraw_role(*, by: Actor, granted: UUID) -> None:
    """Takes a role back from today. The last administrator of an organisation stays."""
    found = _demand_grant(by, granted)
    if found.role == checks.ADMINISTRATOR:
        checks.demand_another_administrator(found.account)
    found.valid_until, found.withdrawn_by = max(day(None), found.valid_from), by.account
    found.save(update_fields=["valid_until", "withdrawn_by"])
    _record("role.withdrawn", by, found, {})


def grant(
    *, by: Actor, account: Account, role: str, valid_from: date | None = None, valid_until: date | None = None
) -> UUID:
    """As `grant_role`, on an account that was checked and is locked."""
    if role not in GRANTABLE:
        raise ValueError(f"{role!r} is not a role that can be granted")
    checks.demand_not_oneself(by, account.id, "role.own", _("U geeft uzelf geen rol."))
    checks.demand_role_for(by, account, role)
    if not account.is_active:
        raise Refused("account.closed", _("Dit account is gesloten."))
    _demand_fits(account, role)
    special = ROLES[role].special
    others = [one for one in checks.administrators(account.organisation_id) if one not in (by.account, account.id)]
    made = RoleGrant.objects.create(
        account=account,
        role=role,
        valid_from=day(valid_from),
        valid_until=valid_until,
        granted_by=by.account,
        awaits_second=special and bool(others),
    )
    _record("role.granted", by, made, {"alone": special and not others})
    return made.id


def _demand_fits(account: Account, role: str) -> None:
    open_grants = RoleGrant.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day(None)), account=account)
    held = set(open_grants.values_list("role", flat=True))
    if role in held:
        raise Refused("role.held", _("Deze persoon heeft deze rol al."))
    other = clash(held, role)
    if other is not None:
        names = {"one": _(ROLES[other].name), "other": _(ROLES[role].name)}
        raise Refused("role.clash", _("%(one)s en %(other)s gaan niet samen bij één persoon.") % names)


def _demand_grant(by: Actor, granted: UUID) -> RoleGrant:
    """The grant that is not over yet, on an account that is the actor's to look after; else not found."""
    found = RoleGrant.objects.filter(id=granted).first()
    if found is None:
        raise checks.not_found()
    found.account = checks.demand_account(by, found.account_id)
    if found.valid_until is not None and found.valid_until <= day(None):
        raise Refused("role.over", _("Deze rol is al voorbij."))
    return found


def _record(kind: str, by: Actor, granted: RoleGrant, facts: dict[str, str | int | bool]) -> None:
    audit.record(
        kind,
        by=by,
        organisation=granted.account.organisation_id,
        object_kind="account",
        object_id=granted.account_id,
        subjects=[granted.account_id],
        facts={"role": granted.role, "waits": granted.awaits_second and granted.confirmed_by is None, **facts},
    )
