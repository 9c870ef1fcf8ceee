"""The start of an installation: what it is for, the organisation that looks after it, and its first administrator."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from schakel.ground.accounts.actions.accounts import Invitation, create_account
from schakel.ground.accounts.actions.organisations import create_organisation
from schakel.ground.accounts.models import Installation, Organisation
from schakel.ground.accounts.queries.organisations import installed_realm, is_empty
from schakel.ground.accounts.rules.organisations import MUNICIPALITY, realm_for
from schakel.ground.database.actor import Actor, system
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


@transaction.atomic
def set_up(*, by: Actor, mode: str) -> None:
    """Says once what this database is for, from the mode the program runs in. Refused when it is for the other."""
    realm = realm_for(mode)
    Installation.objects.bulk_create([Installation(realm=realm)], ignore_conflicts=True)
    if installed_realm() != realm:
        raise Refused(
            "installation.realm",
            _("Deze database is voor oefenen, of juist niet. Echt werk en oefenen gaan nooit samen."),
        )


def first_administrator(
    *,
    mode: str,
    organisation: str,
    login_name: str,
    name: str,
    municipality: str | None = None,
    kind: str = MUNICIPALITY,
) -> Invitation:
    """Makes the host organisation and its first functional administrator; opens its own scope. Once: afterwards Refused.

    `by` is missing on purpose: nobody exists yet, so the system acts for the organisation that it makes.
    """
    by = system(new_id(), municipality, origin="command line")
    with acting(by):
        set_up(by=by, mode=mode)  # first: a second one that starts meanwhile waits here, and then sees the first
        if not is_empty() or Organisation.objects.exists():
            raise Refused(
                "administrator.exists", _("Er is al een account. De functioneel beheerder maakt de volgende.")
            )
        create_organisation(by=by, kind=kind, name=organisation, municipality=municipality)
        return create_account(
            by=by,
            organisation=by.organisation,
            login_name=login_name,
            name=name,
            roles=("functional_administrator",),
        )
