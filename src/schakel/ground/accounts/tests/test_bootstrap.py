"""The first administrator: once, and the database then knows what it is for."""

import pytest

from schakel.ground.accounts import actions, queries
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.site.demo import people
from schakel.site.places import load_places


@pytest.fixture
def empty(bare_database):
    load_places()
    return bare_database


def first(**more):
    given = {
        "mode": "live",
        "organisation": "Gemeente Utrecht",
        "municipality": "GM0344",
        "login_name": "A.Jansen@utrecht.example",
        "name": "Anna",
    }
    return actions.first_administrator(**(given | more))


def test_the_first_administrator_hosts_the_installation_and_chooses_a_password(empty, choose, sign_in):
    assert queries.is_empty()
    made = first()
    assert not queries.is_empty()
    assert queries.installed_realm() == "live"
    choose(made.secret, "een-heel-lang-wachtwoord")
    actor = sign_in("a.jansen@utrecht.example", "een-heel-lang-wachtwoord").actor
    assert actor.roles == {"functional_administrator"}
    assert actor.municipality == "GM0344"
    assert queries.organisation(actor.organisation).hosts


def test_it_works_once(empty):
    first()
    with pytest.raises(Refused) as caught:
        first(login_name="b@utrecht.example", municipality="GM0363", organisation="Gemeente Amsterdam")
    assert caught.value.code == "administrator.exists"
    assert len(queries.organisations()) == 1


def test_it_does_not_work_beside_the_cast(database):
    with pytest.raises(Refused):
        first(mode="test", municipality="GM9902")


def test_a_refused_start_leaves_nothing_behind(empty):
    with pytest.raises(Refused):
        first(login_name="balie@utrecht.example")
    with pytest.raises(Refused):
        first(municipality="GM1234")
    assert queries.is_empty()
    assert queries.organisations() == []
    assert first().account


def test_real_municipalities_are_not_for_practice_and_invented_ones_not_for_work(empty):
    with pytest.raises(Refused) as caught:
        first(mode="demo")
    assert caught.value.code == "organisation.realm"
    people_place = people.PLACES[0]
    from schakel.site.demo.cast import add_places

    add_places()
    with pytest.raises(Refused) as caught:
        first(municipality=people_place.code)
    assert caught.value.code == "organisation.realm"


def test_a_database_for_work_refuses_practice(empty):
    first()
    assert queries.realm_fits("live")
    assert not queries.realm_fits("demo")
    actor = queries.system_actor(queries.organisations()[0].id)
    with acting(actor), pytest.raises(Refused) as caught:
        actions.set_up(by=actor, mode="demo")
    assert caught.value.code == "installation.realm"


def test_an_organisation_that_is_no_municipality_may_host(empty):
    made = first(municipality=None, kind="ngo", organisation="Stichting Kade", login_name="a@kade.example")
    assert made.account
    assert queries.organisations()[0].municipality is None
