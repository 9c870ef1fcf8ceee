"""People come, get other work, and leave. Each is one act, so that no right of before is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext as _

from schakel.ground.accounts.actions import checks
from schakel.ground.accounts.actions.accounts import deactivate
from schakel.ground.accounts.actions.roles import grant
from schakel.ground.accounts.actions.tokens import end_token
from schakel.ground.accounts.models import Account, RoleGrant
from schakel.ground.accounts.queries.dated import day
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused


@transaction.atomic
def move(
    *, by: Actor, account: UUID, function: str, place: str = "", roles: Sequence[str], on: date | None = None
) -> None:
    """Other work from a day (today when not given): roles that are not among `roles` end, new ones begin that day.

    Refused where giving or taking one of them is: nothing has changed then. ValueError for an unknown function or role.
    """
    found = checks.demand_account(by, account)
    checks.demand_not_oneself(by, account, "role.own", _("U geeft uzelf geen rol."))
    checks.demand_function(function, place)
    first = day(on)
    _end_roles(by, found, keep=roles, on=first)
    held = set(_open(found).values_list("role", flat=True))
    for role in roles:
        if role not in held:
            grant(by=by, account=found, role=role, valid_from=first)
    found.function, found.place = function, place
    found.save(update_fields=["function", "place"])
    _record("account.moved", by, found)


@transaction.atomic
def leave(*, by: Actor, account: UUID, last_day: date, tokens: Sequence[UUID] = ()) -> None:
    """Somebody leaves: after that day nothing opens any more. `tokens`: keys of systems that this person made and that end now.

    A day that is over closes the account at once. The last administrator cannot leave.
    """
    found = checks.demand_account(by, account)
    checks.demand_not_oneself(by, account, "account.own", _("U sluit uw eigen account niet."))
    if not found.is_active:
        raise Refused("account.closed", _("Dit account is gesloten."))
    checks.demand_another_administrator(found)
    for token in tokens:
        end_token(by=by, token=token)
    gone = last_day + timedelta(days=1)
    if gone <= day(None):
        deactivate(by=by, account=account)
        return
    found.leaves_on = gone
    found.save(update_fields=["leaves_on"])
    _open(found).update(valid_until=Greatest(F("valid_from"), Least(gone, F("valid_until"))), withdrawn_by=by.account)
    _record("account.leaving", by, found)


@transaction.atomic
def stay(*, by: Actor, account: UUID) -> None:
    """The last day is taken back. Roles that were to end then still do: they are given anew, so that somebody decides."""
    found = checks.demand_account(by, account)
    checks.demand_not_oneself(by, account, "account.own", _("Dit regelt een andere beheerder voor u."))
    found.leaves_on = None
    found.save(update_fields=["leaves_on"])
    _record("account.staying", by, found)


@transaction.atomic
def close_left(*, by: Actor) -> int:
    """Closes accounts of the actor's organisation whose last day is over; returns how many. They opened nothing before."""
    checks.demand(by, checks.MANAGE_ACCOUNTS)
    left = Account.objects.filter(organisation_id=by.organisation, closed_on__isnull=True, leaves_on__lte=day(None))
    numbers = list(left.values_list("id", flat=True))
    for account in numbers:
        deactivate(by=by, account=account)
    return len(numbers)


def _open(account: Account) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day(None)), account=account)


def _end_roles(by: Actor, account: Account, *, keep: Sequence[str], on: date) -> None:
    for granted in _open(account).exclude(role__in=keep):
        if granted.role == checks.ADMINISTRATOR:
            checks.demand_another_administrator(account)
        granted.valid_until, granted.withdrawn_by = max(on, granted.valid_from), by.account
        granted.save(update_fields=["valid_until", "withdrawn_by"])
        audit.record(
            "role.withdrawn", by=by, organisation=account.organisation_id, object_kind="account", object_id=account.id,
            subjects=[account.id], facts={"role": granted.role, "waits": False},
        )  # fmt: skip


def _record(kind: str, by: Actor, account: Account) -> None:
    audit.record(
        kind, by=by, organisation=account.organisation_id, object_kind="account", object_id=account.id, subjects=[account.id]
    )  # fmt: skip
