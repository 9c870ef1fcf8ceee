"""The cast for tests: `seed()` fills the template, `Cast` gives people by first name as actors.

def test_something(database, cast):
    with acting(cast.noor):
        actions.do_something(by=cast.noor)
"""

from __future__ import annotations

from uuid import UUID

from schakel.ground.accounts.models import Account, CovenantMember, Organisation, RoleGrant
from schakel.ground.accounts.queries.dated import in_force, valid
from schakel.ground.database.actor import Actor, system
from schakel.site.demo import people
from schakel.site.demo.cast import seed

__all__ = ["PASSWORD", "Cast", "seed"]

PASSWORD = people.PASSWORD


class Cast:
    """Read as the owner of the tables, so that it works inside acting() too; each time anew, as committed by then."""

    password = PASSWORD

    def __getattr__(self, name: str) -> Actor:
        try:
            login_name = people.person(name.rstrip("_")).login_name  # cast.elif_, because elif is a word of Python
        except KeyError:
            raise AttributeError(f"nobody in the cast is called {name}") from None
        account = Account.objects.using("owner").select_related("organisation").get(login_name=login_name)
        roles = RoleGrant.objects.using("owner").filter(in_force(None), account=account)
        return Actor(
            account=account.id,
            organisation=account.organisation_id,
            roles=frozenset(roles.values_list("role", flat=True)),
            municipality=account.organisation.municipality,
            covenants=_covenants(account.organisation_id),
            name=account.display_name,
        )

    def login_name(self, name: str) -> str:
        return people.person(name).login_name

    def organisation(self, key: str) -> UUID:
        """By key of people.HOUSES: waterrijk, noorderwaard, zuiderveen, arbeidsinspectie, bewonersplein."""
        wanted = next(house.name for house in people.HOUSES if house.key == key)
        return Organisation.objects.using("owner").get(name=wanted).id

    def system(self, key: str) -> Actor:
        """The system acting for one of the organisations, without covenants."""
        organisation = Organisation.objects.using("owner").get(id=self.organisation(key))
        return system(organisation.id, organisation.municipality)


def _covenants(organisation: UUID) -> frozenset[UUID]:
    held = CovenantMember.objects.using("owner").filter(valid(None), organisation_id=organisation)
    return frozenset(held.values_list("covenant_id", flat=True))
