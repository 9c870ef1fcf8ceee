"""What every action here asks first: may this actor, and for this organisation?"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from schakel.ground.accounts.models import Account, Organisation, RoleGrant
from schakel.ground.accounts.queries.dated import in_force
from schakel.ground.accounts.rules import capabilities
from schakel.ground.accounts.rules.roles import FunctionalAdministrator, Reporter
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import SYSTEM_ROLE, Actor
from schakel.ground.database.refusal import Refused

ADMINISTRATOR = FunctionalAdministrator.code
MANAGE_ACCOUNTS = "account.manage"
MANAGE_ORGANISATIONS = "organisation.manage"


def demand(by: Actor, capability: str) -> None:
    if capability not in capabilities(by.roles):
        raise Refused("capability." + capability, _("Dit doet de functioneel beheerder van uw organisatie."))


def hosts(by: Actor) -> bool:
    """Whether the actor acts for the organisation that looks after the installation."""
    return Organisation.objects.filter(id=by.organisation, hosts=True).exists()


def demand_organisation(by: Actor, organisation: UUID) -> None:
    """Refused unless it is the actor's own, or one that the host looks after because it has no administrator itself."""
    if organisation == by.organisation:
        return
    with connection.cursor() as cursor:
        cursor.execute("select accounts_looked_after(%s)", [organisation])
        looked_after = cursor.fetchone()[0]
    if by.holds(SYSTEM_ROLE) or not looked_after:
        raise Refused(
            "organisation.other",
            _("Een andere organisatie beheert haar eigen accounts."),
            _("Vraag het de functioneel beheerder van die organisatie."),
        )


def demand_account(by: Actor, account: UUID) -> Account:
    """The account, locked until the end of the transaction, when it is the actor's to look after; else not found."""
    demand(by, MANAGE_ACCOUNTS)
    found = Account.objects.select_for_update(of=("self",)).select_related("organisation").filter(id=account).first()
    if found is None:
        raise not_found()
    demand_organisation(by, found.organisation_id)
    return found


def own_account(by: Actor) -> Account:
    """The actor's own account; not found for the system and for another system's token."""
    found = Account.objects.filter(id=by.account).first() if by.account else None
    if found is None:
        raise not_found()
    return found


def me(by: Actor) -> UUID:
    """The actor's own account; not found for the system and for another system's token."""
    if by.account is None:
        raise not_found()
    return by.account


def not_found() -> Refused:
    return Refused("account.unknown", _("Dit account is er niet."), as_not_found=True)


def demand_not_oneself(by: Actor, account: UUID, code: str, message: str) -> None:
    if by.account == account:
        raise Refused(code, message, _("Vraag het een andere functioneel beheerder."))


def demand_role_for(by: Actor, account: Account, role: str) -> None:
    """In an organisation looked after, the host gives only what that organisation needs to stand on its own feet."""
    if account.organisation_id == by.organisation:
        return
    allowed = {ADMINISTRATOR} if account.organisation.municipality else {ADMINISTRATOR, Reporter.code}
    if role not in allowed:
        raise Refused(
            "role.other_organisation",
            _("Deze rol geeft de functioneel beheerder van die organisatie zelf."),
            _("Maak daar eerst een functioneel beheerder."),
        )


def administrators(organisation: UUID) -> list[UUID]:
    """Accounts of the active administrators; their grants are locked, so that two cannot leave at the same moment."""
    held = RoleGrant.objects.select_for_update(of=("self",)).filter(in_force(None), role=ADMINISTRATOR)
    accounts: Iterable[UUID] = held.filter(
        account__organisation_id=organisation, account__closed_on__isnull=True
    ).values_list("account_id", flat=True)
    return sorted(accounts)


def demand_another_administrator(account: Account) -> None:
    """Refused when this is the last administrator of the organisation: nobody could give access any more."""
    held = administrators(account.organisation_id)
    if account.id in held and len(held) == 1:
        raise Refused(
            "administrator.last",
            _("Dit is de enige functioneel beheerder. Zonder beheerder kan niemand meer toegang geven."),
            _("Geef eerst een collega de rol functioneel beheerder."),
        )


def demand_function(function: str, place: str) -> None:
    """ValueError for a profession or a place that the content pack does not have.

    Without a profession the card goes by the kind of organisation.
    """
    content = pack()
    known = {code for row in content.professions.values() for code in (row.code, *row.functions)}
    if function and function not in known:
        raise ValueError(f"function {function!r} is not in the content pack")
    if place and place not in content.places:
        raise ValueError(f"place {place!r} is not in the content pack")
