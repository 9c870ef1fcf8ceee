"""Fills an empty database with the practice region: places, organisations, covenants and people, by the same actions."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.accounts import access, actions
from schakel.ground.accounts.queries import covenants, system_actor
from schakel.ground.database.actor import Actor, system
from schakel.ground.database.identity import new_id
from schakel.ground.database.scope import acting
from schakel.ground.places.actions import load_municipalities, load_regions
from schakel.ground.places.queries import MembershipRow, MunicipalityRow, RegionRow
from schakel.site.demo import people
from schakel.site.demo.people import House, Person
from schakel.site.places import load_places

SET_UP = "demo"


def seed() -> None:
    """Everything above, once, in an empty database whose tables are there. Refused in a database of real work."""
    load_places()
    add_places()
    houses = {house.key: new_id() for house in people.HOUSES}
    for house in people.HOUSES:
        _add_house(house, houses[house.key])
    for someone in people.PEOPLE:
        add_person(someone, houses[someone.house])


def actor(key: str) -> Actor:
    """Somebody of the cast as the actor of this moment, with the roles and covenants of today. KeyError: not there."""
    found = access.actor_named(people.person(key).login_name)
    if found is None:
        raise KeyError(key)
    return found


def add_person(someone: Person, organisation: UUID) -> None:
    with acting(system_actor(organisation)) as by:
        invited = actions.create_account(
            by=by,
            organisation=organisation,
            login_name=someone.login_name,
            name=someone.name,
            function=someone.function,
            place=someone.place,
            report_to=someone.report_to,
            roles=someone.roles,
        )
    theirs = access.actor_of_link(invited.secret)
    assert theirs is not None
    with acting(theirs):
        actions.choose_password(by=theirs, secret=invited.secret, password=people.PASSWORD)


def add_places() -> None:
    load_municipalities(MunicipalityRow(place.code, place.name, people.SINCE) for place in people.PLACES)
    load_regions(
        [RegionRow(code, name, "covenant") for code, name in people.REGIONS.items()],
        [MembershipRow(place.region, place.code, people.SINCE) for place in people.PLACES],
    )


def _add_house(house: House, organisation: UUID) -> None:
    by = system(organisation, house.municipality)
    with acting(by):
        actions.set_up(by=by, mode=SET_UP)
        actions.create_organisation(by=by, kind=house.kind, name=house.name, municipality=house.municipality)
        for key in house.covenants:
            actions.join_covenant(by=by, covenant=_covenant(by, key), organisation=organisation, on=people.SINCE)


def _covenant(by: Actor, key: str) -> UUID:
    name, region = people.COVENANTS[key]
    for known in covenants():
        if known.name == name:
            return known.id
    return actions.create_covenant(
        by=by, name=name, purpose=people.COVENANT_PURPOSE, region=region, valid_from=people.SINCE
    )
