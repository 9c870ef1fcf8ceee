"""Single sign-on: an organisation names its provider; a person is bound to who they are there, by invitation.

A claim of a provider never gives a role. Somebody unknown gets at most an account without one, if the organisation said so.
"""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from schakel.ground.accounts.actions import checks
from schakel.ground.accounts.actions.accounts import create_account
from schakel.ground.accounts.actions.links import end_links, use_link
from schakel.ground.accounts.actions.sessions import end_sessions
from schakel.ground.accounts.models import Account, SignOnIdentity, SignOnProvider
from schakel.ground.accounts.queries.dated import day
from schakel.ground.accounts.queries.sign_on import bound_to, subject_hash
from schakel.ground.accounts.rules.naming import shown_name
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.vault import actions as vault


@transaction.atomic
def set_provider(
    *,
    by: Actor,
    name: str,
    issuer: str,
    client_id: str,
    secret: str,
    email_domain: str = "",
    second_step_values: str = "",
    invites_itself: bool = False,
) -> UUID:
    """Names the provider of the actor's own organisation, or alters it. `secret` "" keeps the one there is.

    Another issuer is another provider: who was bound to the old one is bound anew, by invitation.
    """
    checks.demand(by, checks.MANAGE_ORGANISATIONS)
    found = _same(by, issuer)
    if found is None and not secret:
        raise Refused("provider.secret", _("Vul het geheim in dat de aanbieder u gaf."))
    provider = found.id if found else new_id()
    given = {
        "name": shown_name(name),
        "client_id": client_id.strip(),
        "email_domain": email_domain.strip().lower().lstrip("@"),
        "second_step_values": " ".join(second_step_values.split()),
        "invites_itself": invites_itself,
    }
    if secret:
        given["sealed_secret"] = vault.seal(secret, organisation=by.organisation, bound_to=bound_to(provider))
    if not SignOnProvider.objects.filter(id=provider).update(**given):
        fixed = {"organisation_id": by.organisation, "issuer": issuer, "made_on": day(None)}
        SignOnProvider.objects.create(id=provider, **fixed, **given)
    _record("sign_on.set", by, by.organisation, "provider", provider, invites_itself=invites_itself)
    return provider


@transaction.atomic
def end_provider(*, by: Actor) -> None:
    """From now on nobody of this organisation comes in by it; each needs a new link to choose a password."""
    checks.demand(by, checks.MANAGE_ORGANISATIONS)
    found = SignOnProvider.objects.filter(organisation_id=by.organisation, ended_on__isnull=True).first()
    if found is None:
        raise Refused("provider.none", _("Uw organisatie heeft geen eigen inlog."), as_not_found=True)
    found.ended_on = day(None)
    found.save(update_fields=["ended_on"])
    _record("sign_on.ended", by, by.organisation, "provider", found.id)


@transaction.atomic
def bind_identity(*, by: Actor, provider: UUID, subject: str, secret: str = "") -> None:
    """The person is who the provider says, from now on; the own password goes, unless it is for emergencies.

    `secret`: of the invitation by which this person came; it is used up. Refused when the link is over, when the
    account or the identity is bound already, and for the provider of another organisation.
    """
    found = checks.own_account(by)
    if secret and not use_link(account=found, secret=secret):
        raise Refused("link.over", _("Deze link werkt niet meer. Vraag de functioneel beheerder om een nieuwe link."))
    _bind(by, found, provider, subject)


@transaction.atomic
def admit_unknown(*, by: Actor, provider: UUID, subject: str, email: str, name: str) -> UUID:
    """An account without any role for somebody the provider vouches for; an administrator gives a role, or not.

    `by` is the system of the organisation. Refused when the organisation does not want this, for an address outside its
    domain, and when the address is somebody's login name already: an address is no proof of who somebody is.
    """
    found = SignOnProvider.objects.filter(id=provider, organisation_id=by.organisation, ended_on__isnull=True).first()
    if found is None or not found.invites_itself or email.rpartition("@")[2] != found.email_domain:
        raise Refused(
            "sign_on.unknown",
            _("U bent hier nog niet bekend."),
            _("Vraag de functioneel beheerder om een uitnodiging."),
        )
    made = create_account(by=by, organisation=by.organisation, login_name=email, name=name or email, roles=())
    account = Account.objects.get(id=made.account)
    end_links(account)
    _bind(by, account, provider, subject)
    return account.id


@transaction.atomic
def keep_password(*, by: Actor, account: UUID, keeps: bool) -> None:
    """Whether this account also has a password of its own, for when the provider is down. Without, it goes at once."""
    found = checks.demand_account(by, account)
    checks.demand_not_oneself(by, account, "account.own", _("Dit regelt een andere beheerder voor u."))
    found.keeps_password = keeps
    found.save(update_fields=["keeps_password"])
    if not keeps and SignOnIdentity.objects.filter(account=found, provider__ended_on__isnull=True).exists():
        _without_password(found)
    _record("account.emergency", by, found.organisation_id, "account", found.id, keeps=keeps)


def demand_own_password(account: Account) -> None:
    """Refused for who logs in by the organisation and keeps no password for emergencies."""
    if account.keeps_password:
        return
    if SignOnIdentity.objects.filter(account=account, provider__ended_on__isnull=True).exists():
        raise Refused(
            "password.sign_on",
            _("Deze persoon logt in via de organisatie en heeft hier geen wachtwoord."),
            _("Is de inlog van de organisatie kapot? Maak er dan eerst een account voor noodgevallen van."),
        )


def _same(by: Actor, issuer: str) -> SignOnProvider | None:
    """The provider in use when it is this one; another one ends here."""
    found = (
        SignOnProvider.objects.select_for_update()
        .filter(organisation_id=by.organisation, ended_on__isnull=True)
        .first()
    )
    if found is None or found.issuer == issuer:
        return found
    found.ended_on = day(None)
    found.save(update_fields=["ended_on"])
    return None


def _bind(by: Actor, account: Account, provider: UUID, subject: str) -> None:
    known = SignOnProvider.objects.filter(
        id=provider, organisation_id=account.organisation_id, ended_on__isnull=True
    ).first()
    if known is None:
        raise Refused("provider.other", _("Dit is niet de inlog van uw organisatie."))
    SignOnIdentity.objects.filter(account=account).exclude(provider__ended_on__isnull=True).delete()
    try:
        with transaction.atomic():
            SignOnIdentity.objects.create(
                account=account, provider=known, subject_hash=subject_hash(known.issuer, subject), bound_on=day(None)
            )
    except IntegrityError:
        raise Refused(
            "sign_on.bound", _("Dit account is al verbonden, of deze inlog hoort bij een ander account.")
        ) from None
    if not account.keeps_password:
        _without_password(account)
    _record("sign_on.bound", by, account.organisation_id, "account", account.id)


def _without_password(account: Account) -> None:
    account.set_unusable_password()
    account.save(update_fields=["password"])
    end_sessions(account)


def _record(kind: str, by: Actor, organisation: UUID, what: str, number: UUID, **facts: bool) -> None:
    audit.record(kind, by=by, organisation=organisation, object_kind=what, object_id=number, facts=facts)
