"""Reads: organisations and covenants for everybody, people for who looks after them, names for who must ask."""

from schakel.ground.accounts.queries.contacts import (
    Contact,
    chain_directors,
    contacts,
    focal_persons,
    reporter_name,
    whom_to_ask,
)
from schakel.ground.accounts.queries.covenants import (
    CovenantRow,
    MemberRow,
    covenant,
    covenant_partners,
    covenants,
    covenants_of,
)
from schakel.ground.accounts.queries.frame import FrameRow, frame_of
from schakel.ground.accounts.queries.organisations import (
    OrganisationRow,
    installed_realm,
    is_empty,
    manageable,
    municipality_of,
    organisation,
    organisation_of_municipality,
    organisations,
    realm_fits,
    system_actor,
)
from schakel.ground.accounts.queries.people import GrantRow, PersonRow, myself, people, person
from schakel.ground.accounts.queries.second_step import (
    KeyToConfirm,
    SecondStepRow,
    has_second_step,
    key_to_confirm,
    my_second_step,
)
from schakel.ground.accounts.queries.tokens import TokenRow, tokens

__all__ = [
    "Contact",
    "CovenantRow",
    "FrameRow",
    "GrantRow",
    "KeyToConfirm",
    "MemberRow",
    "OrganisationRow",
    "PersonRow",
    "SecondStepRow",
    "TokenRow",
    "chain_directors",
    "contacts",
    "covenant",
    "covenant_partners",
    "covenants",
    "covenants_of",
    "focal_persons",
    "frame_of",
    "has_second_step",
    "installed_realm",
    "is_empty",
    "key_to_confirm",
    "manageable",
    "municipality_of",
    "my_second_step",
    "myself",
    "organisation",
    "organisation_of_municipality",
    "organisations",
    "people",
    "person",
    "realm_fits",
    "reporter_name",
    "system_actor",
    "tokens",
    "whom_to_ask",
]
