"""Passwords: chosen by the person, by a one-time link or with the old one."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext as _

from schakel.ground.accounts.actions import checks
from schakel.ground.accounts.actions.accounts import Invitation
from schakel.ground.accounts.actions.links import make_link, use_link
from schakel.ground.accounts.actions.sign_on import demand_own_password
from schakel.ground.accounts.models import Account
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused


@transaction.atomic
def renew_link(*, by: Actor, account: UUID) -> Invitation:
    """A new one-time link for a colleague who lost the password; until it is used the old password works."""
    found = checks.demand_account(by, account)
    checks.demand_not_oneself(by, account, "password.own", _("Uw eigen wachtwoord wijzigt u bij Mijn account."))
    if not found.is_active:
        raise Refused("account.closed", _("Dit account is gesloten."))
    demand_own_password(found)
    secret, expires_at = make_link(by=by, account=found)
    _record("password.link", by, found)
    return Invitation(found.id, secret, expires_at)


@transaction.atomic
def choose_password(*, by: Actor, secret: str, password: str) -> None:
    """The person whose link this is (`by`) chooses a password; the link is used up.

    Refused when the link was used, replaced or expired; ValidationError when the password is too weak.
    """
    found = checks.own_account(by)
    demand_own_password(found)
    validate_password(password, found)
    if not use_link(account=found, secret=secret):
        raise link_refused()
    _set(found, password)
    _record("password.chosen", by, found)


@transaction.atomic
def change_password(*, by: Actor, old: str, new: str) -> None:
    """Refused when `old` is not the present password; ValidationError when the new one is too weak."""
    found = checks.own_account(by)
    if not found.check_password(old):
        raise Refused("password.wrong", _("Het huidige wachtwoord klopt niet."))
    validate_password(new, found)
    _set(found, new)
    _record("password.changed", by, found)


def link_refused() -> Refused:
    return Refused(
        "link.over",
        _("Deze link werkt niet meer. Een link werkt één keer, en drie dagen lang."),
        _("Vraag de functioneel beheerder om een nieuwe link."),
    )


def _set(account: Account, password: str) -> None:
    account.set_password(password)
    account.save(update_fields=["password"])


def _record(kind: str, by: Actor, account: Account) -> None:
    audit.record(kind, by=by, organisation=account.organisation_id, object_kind="account", object_id=account.id)
