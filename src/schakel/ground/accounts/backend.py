"""Who is it? The only place where a password is compared, before there is a scope."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import HttpRequest
from django.utils import timezone

from schakel.ground.accounts import throttle
from schakel.ground.accounts.models import Account, ApiToken, OneTimeLink, RoleGrant, SignOnIdentity
from schakel.ground.accounts.queries.covenants import covenants_of, held_by
from schakel.ground.accounts.queries.dated import in_force
from schakel.ground.accounts.rules import TOKEN_ROLES, login_form, new_secret, secret_hash
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor, system
from schakel.ground.database.scope import acting, looking_up


def _note_refusal(account: Account, code: str) -> None:
    """A wrong password stands in the trail of the organisation; a name that is nobody's belongs to no organisation."""
    organisation = account.organisation_id
    audit.record_refusal(
        "session.refused",
        by=system(organisation, None, origin="web"),
        organisation=organisation,
        object_kind="account",
        object_id=account.id,
        code=code,
    )


@cache
def _nobody() -> str:
    return make_password(new_secret())


def may_come_in_alone(account: Account) -> bool:
    """Whether a password or passkey of our own is enough: not for who logs in by the own organisation.

    Who left there must not come in here by another door; only an account for emergencies keeps its own.
    """
    if account.keeps_password:
        return True
    with acting(account.actor):
        return not SignOnIdentity.objects.filter(account_id=account.id, provider__ended_on__isnull=True).exists()


def account_signed_on(subject_hash: bytes) -> Account | None:
    """The open account of who a provider says this is; None when nobody here is bound to that identity."""
    with looking_up(token_hash=subject_hash):
        held = SignOnIdentity.objects.filter(subject_hash=subject_hash, provider__ended_on__isnull=True)
        account = held.values_list("account_id", flat=True).first()
    return AccountBackend().get_user(account) if account else None


class TooManyTries(Exception):
    """After several wrong passwords; `wait` says how long until the next try counts."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait


class AccountBackend(BaseBackend):
    """Sign in with login name and password. A name that does not exist takes as long as a wrong password."""

    def authenticate(
        self, request: HttpRequest | None, login_name: str | None = None, password: str | None = None, **_: Any
    ) -> Account | None:
        """The account, or None. TooManyTries when this name must wait first; then the password is not looked at."""
        if not login_name or not password:
            return None
        name = login_form(login_name)
        wait = throttle.wait(name)
        if wait:
            raise TooManyTries(wait)
        with looking_up(login_name=name):
            found = Account.objects.filter(login_name=name).first()
        fits = check_password(password, found.password if found and found.has_usable_password() else _nobody())
        if found is None or not fits or not found.is_active:
            throttle.wrong(name)
            if found is not None:
                _note_refusal(found, "account.closed" if fits else "password.wrong")
            return None
        throttle.right(name)
        return self.get_user(found.pk)

    def get_user(self, user_id: UUID) -> Account | None:
        """The account that is open today with its actor: roles and covenants as they are today."""
        with looking_up(account=user_id):
            found = (
                Account.objects.select_related("organisation")
                .filter(id=user_id, closed_on__isnull=True)
                .annotate(
                    roles_today=ArraySubquery(
                        RoleGrant.objects.filter(in_force(None), account_id=OuterRef("id")).values("role")
                    ),
                    covenants_today=ArraySubquery(held_by(OuterRef("organisation_id"))),
                )
                .first()
            )
            if found is None or not found.is_active:
                return None
            found.actor = Actor(
                account=found.id,
                organisation=found.organisation_id,
                roles=frozenset(found.roles_today),
                municipality=found.organisation.municipality,
                covenants=frozenset(found.covenants_today),
                name=found.display_name,
            )
        return found


def actor_of_token(token: str) -> tuple[Actor, str] | None:
    """Who acts with this token, and the one thing it may; None when it is unknown, ended or past its day.

    The system of an organisation acts without an account, in the one role that its token is for.
    """
    with looking_up(token_hash=secret_hash(token)):
        found = (
            ApiToken.objects.select_related("organisation")
            .filter(token_hash=secret_hash(token), ended_at__isnull=True, expires_at__gt=timezone.now())
            .first()
        )
        if found is None:
            return None
        actor = Actor(
            account=None,
            organisation=found.organisation_id,
            roles=frozenset({TOKEN_ROLES[found.capability]}),
            municipality=found.organisation.municipality,
            covenants=covenants_of(found.organisation_id),
            origin="api",
        )
    return actor, found.capability


def actor_of_link(secret: str) -> Actor | None:
    """Whose one-time link this is; None when it was used, replaced or is past its time."""
    with looking_up(token_hash=secret_hash(secret)):
        usable = OneTimeLink.objects.filter(
            token_hash=secret_hash(secret), ended_at__isnull=True, expires_at__gt=timezone.now()
        )
        account = usable.values_list("account_id", flat=True).first()
    found = AccountBackend().get_user(account) if account else None
    return found.actor if found else None


def actor_of_account(account: UUID) -> Actor | None:
    """Somebody as the actor of this moment, for what goes on in their name; None when the account was closed."""
    found = AccountBackend().get_user(account)
    return found.actor if found else None


def actor_named(login_name: str) -> Actor | None:
    """Somebody as the actor of this moment, for the command line and the practice region; no password is asked."""
    name = login_form(login_name)
    with looking_up(login_name=name):
        account = Account.objects.filter(login_name=name).values_list("id", flat=True).first()
    found = AccountBackend().get_user(account) if account else None
    return found.actor if found else None
