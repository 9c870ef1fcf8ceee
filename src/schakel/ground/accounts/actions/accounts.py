"""Accounts: each is one person's. Making one gives a link, by which that person alone chooses the password."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from schakel.ground.accounts.actions import checks
from schakel.ground.accounts.actions.links import end_links, make_link
from schakel.ground.accounts.actions.roles import grant
from schakel.ground.accounts.actions.second_step import forget_second_step
from schakel.ground.accounts.models import Account, RoleGrant, SignOnIdentity
from schakel.ground.accounts.queries.dated import day
from schakel.ground.accounts.rules import login_form
from schakel.ground.accounts.rules.naming import is_login_name, looks_shared, names_a_group, shown_name
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused

FORGOTTEN_DOMAIN = "vergeten.invalid"


@dataclass(frozen=True, slots=True)
class Invitation:
    """`secret` is shown once and kept nowhere: it goes into the link of the page `set-password`."""

    account: UUID
    secret: str
    expires_at: datetime


@transaction.atomic
def create_account(
    *,
    by: Actor,
    organisation: UUID,
    login_name: str,
    name: str,
    function: str = "",
    place: str = "",
    report_to: str = "",
    language: str = "nl",
    roles: Sequence[str] = ("reporter",),
    starts_on: date | None = None,
) -> Invitation:
    """Makes an account without a password, with roles, and the one-time link to choose one.

    `starts_on`: the first day of work, from which the roles hold; the link then lasts three days longer than that.

    Refused for a name that is taken, is no e-mail style name or belongs to a group; ValueError for an unknown function.
    """
    checks.demand(by, checks.MANAGE_ACCOUNTS)
    checks.demand_organisation(by, organisation)
    checks.demand_function(function, place)
    made = Account(
        login_name=demand_login_name(login_name),
        display_name=demand_name_of_one(name),
        function=function,
        place=place,
        organisation_id=organisation,
        report_to=report_to,
        language=language,
    )
    made.set_unusable_password()
    _save(made)
    _record("account.created", by, made)
    secret, expires_at = make_link(by=by, account=made, from_day=starts_on)
    for role in roles:
        grant(by=by, account=made, role=role, valid_from=starts_on)
    return Invitation(made.id, secret, expires_at)


@transaction.atomic
def change_account(*, by: Actor, account: UUID, name: str, function: str, place: str = "", report_to: str = "") -> None:
    found = checks.demand_account(by, account)
    checks.demand_function(function, place)
    kept = shown_name(name) if shown_name(name) == found.display_name else demand_name_of_one(name)
    found.display_name, found.function, found.place, found.report_to = kept, function, place, report_to
    found.save(update_fields=["display_name", "function", "place", "report_to"])
    _record("account.changed", by, found)


@transaction.atomic
def change_my_settings(*, by: Actor, language: str, place: str = "", report_to: str = "") -> None:
    """What somebody sets for oneself: the language, the place whose card comes first, the municipality proposed."""
    found = checks.own_account(by)
    checks.demand_function(found.function, place)
    found.language, found.place, found.report_to = language, place, report_to
    found.save(update_fields=["language", "place", "report_to"])
    _record("account.changed", by, found)


@transaction.atomic
def deactivate(*, by: Actor, account: UUID) -> None:
    """Closes an account at once: no session goes on, every role ends; links, password and second step are gone."""
    found = checks.demand_account(by, account)
    checks.demand_not_oneself(by, account, "account.own", _("U sluit uw eigen account niet."))
    if found.closed_on is not None:
        return
    checks.demand_another_administrator(found)
    still_open = Q(valid_until__isnull=True) | Q(valid_until__gt=day(None))
    RoleGrant.objects.filter(still_open, account=found).update(
        valid_until=Greatest(day(None), F("valid_from")), withdrawn_by=by.account
    )
    end_links(found)
    forget_second_step(found.id)
    SignOnIdentity.objects.filter(account=found).delete()
    found.closed_on = day(None)
    found.set_unusable_password()
    found.save(update_fields=["closed_on", "password"])
    _record("account.closed", by, found)


@transaction.atomic
def reactivate(*, by: Actor, account: UUID) -> Invitation:
    """Opens a closed account, without a role, with a new link."""
    found = checks.demand_account(by, account)
    checks.demand_not_oneself(by, account, "account.own", _("U opent uw eigen account niet."))
    if found.is_active or found.login_name.endswith("@" + FORGOTTEN_DOMAIN):
        raise Refused("account.open", _("Dit account kan niet opnieuw open."))
    found.closed_on = found.leaves_on = None
    found.save(update_fields=["closed_on", "leaves_on"])
    _record("account.opened", by, found)
    secret, expires_at = make_link(by=by, account=found)
    return Invitation(found.id, secret, expires_at)


@transaction.atomic
def forget_former(*, by: Actor, closed_before: date) -> int:
    """Takes the names from accounts of the actor's organisation that closed before this day; returns how many.

    The row stays, because old entries of the trail point to it; the term is `account` in the content pack.
    """
    checks.demand(by, checks.MANAGE_ACCOUNTS)
    former = Account.objects.filter(organisation_id=by.organisation, closed_on__lt=closed_before)
    forgotten = 0
    for found in former.exclude(login_name__endswith="@" + FORGOTTEN_DOMAIN):
        found.login_name, found.display_name = f"{found.id}@{FORGOTTEN_DOMAIN}", "…"
        found.report_to, found.place, found.last_seen_on = "", "", None
        found.save(update_fields=["login_name", "display_name", "report_to", "place", "last_seen_on"])
        _record("account.forgotten", by, found)
        forgotten += 1
    return forgotten


def demand_login_name(text: str) -> str:
    name = login_form(text)
    if not is_login_name(name):
        raise Refused(
            "account.login_name", _("Een inlognaam ziet eruit als een e-mailadres, zoals noor@waterrijk.example.")
        )
    if looks_shared(name):
        raise Refused(
            "account.shared",
            _("Dit lijkt een adres van een groep. Een account is van één persoon."),
            _("Maak voor iedere collega een eigen account."),
        )
    return name


def demand_name_of_one(name: str) -> str:
    """The name as it is kept. Refused for a name of a group or a desk (BIO2 5.16: no group accounts)."""
    kept = shown_name(name)
    if names_a_group(kept):
        raise Refused(
            "account.shared_name",
            _(
                "Deze naam is van een groep of een loket. Typ de naam van één persoon: wat iemand ziet en doet, moet naar die persoon te herleiden zijn."
            ),
        )
    return kept


def _save(made: Account) -> None:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        if "login_name" in str(error):
            raise Refused("account.name_taken", _("Deze inlognaam is al in gebruik.")) from None
        raise


def _record(kind: str, by: Actor, account: Account) -> None:
    audit.record(
        kind,
        by=by,
        organisation=account.organisation_id,
        object_kind="account",
        object_id=account.id,
        subjects=[account.id],
    )
