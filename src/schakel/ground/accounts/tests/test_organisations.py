"""Organisations, covenants, tokens: who may add them, and what holds on which day."""

from datetime import date, timedelta

import pytest

from schakel.ground.accounts import actions, backend, queries
from schakel.ground.database.scope import acting
from tests.refusals import refuses

TODAY = date.today()
SINCE = date(2024, 1, 1)


def test_the_host_adds_an_organisation_and_others_do_not(database, cast, trail):
    with acting(cast.karim) as by:
        made = actions.create_organisation(by=by, kind="school", name=" De Vaart ")
        row = queries.organisation(made)
        assert (row.name, row.kind, row.realm, row.hosts) == ("De Vaart", "school", "demo", False)
    assert trail(made) == ["organisation.created"]
    with acting(cast.rachid) as by:
        refuses("organisation.host", actions.create_organisation, by=by, kind="school", name="Elders")
    with acting(cast.noor) as by:
        refuses("capability.organisation.manage", actions.create_organisation, by=by, kind="school", name="Elders")


def test_a_municipality_is_added_once_and_must_exist_today(database, cast):
    with acting(cast.karim) as by:
        refuses(
            "organisation.known",
            actions.create_organisation,
            by=by,
            kind="municipality",
            name="X",
            municipality="GM9902",
        )
        refuses(
            "organisation.municipality",
            actions.create_organisation,
            by=by,
            kind="municipality",
            name="X",
            municipality="GM9999",
        )
        refuses(
            "organisation.realm",
            actions.create_organisation,
            by=by,
            kind="municipality",
            name="X",
            municipality="GM0344",
        )
        with pytest.raises(ValueError, match="kind"):
            actions.create_organisation(by=by, kind="municipality", name="X")
        with pytest.raises(ValueError, match="kind"):
            actions.create_organisation(by=by, kind="circus", name="X")


def test_an_organisation_is_renamed_by_itself_or_the_host(database, cast):
    with acting(cast.rachid) as by:
        actions.rename_organisation(by=by, organisation=by.organisation, name="Noorderwaard")
        refuses(
            "organisation.other", actions.rename_organisation, by=by, organisation=cast.karim.organisation, name="X"
        )
    assert queries.organisation(cast.rachid.organisation).name == "Noorderwaard"


def test_queries_by_municipality(database, cast):
    row = queries.organisation_of_municipality("GM9902")
    assert row.id == cast.femke.organisation
    assert queries.municipality_of(row.id) == "GM9902"
    assert queries.organisation_of_municipality("GM0344") is None
    assert queries.municipality_of(cast.organisation("arbeidsinspectie")) is None


def covenant_of(cast):
    (covenant,) = cast.femke.covenants
    return covenant


def test_partners_are_the_others_in_the_covenant(database, cast):
    with acting(cast.noor):
        assert [row.municipality for row in queries.covenant_partners(cast.noor)] == ["GM9902"]
    with acting(cast.elif_):
        assert queries.covenant_partners(cast.elif_) == []


def test_membership_holds_from_a_day_until_a_day(database, cast, trail):
    covenant, organisation = covenant_of(cast), cast.femke.organisation
    with acting(cast.rachid) as by:
        actions.leave_covenant(by=by, covenant=covenant, organisation=organisation, on=TODAY + timedelta(days=10))
    assert covenant in queries.covenants_of(organisation)
    assert covenant in queries.covenants_of(organisation, on=TODAY + timedelta(days=9))
    assert covenant not in queries.covenants_of(organisation, on=TODAY + timedelta(days=10))
    assert covenant not in queries.covenants_of(organisation, on=SINCE - timedelta(days=1))
    assert covenant in queries.covenants_of(organisation, on=SINCE)
    assert trail(covenant)[-1] == "covenant.left"


def test_leaving_today_takes_effect_at_the_next_sign_in_look_up(database, cast):
    covenant = covenant_of(cast)
    with acting(cast.rachid) as by:
        actions.leave_covenant(by=by, covenant=covenant, organisation=by.organisation)
        refuses("covenant.not_joined", actions.leave_covenant, by=by, covenant=covenant, organisation=by.organisation)
    assert cast.femke.covenants == frozenset()
    assert queries.system_actor(cast.femke.organisation).covenants == frozenset()
    with acting(cast.noor):
        assert queries.covenant_partners(cast.noor) == []
        assert "Femke" not in {contact.name for contact in queries.contacts(cast.noor)}
    with acting(cast.rachid) as by:
        actions.join_covenant(by=by, covenant=covenant, organisation=by.organisation)
        refuses("covenant.joined", actions.join_covenant, by=by, covenant=covenant, organisation=by.organisation)
    assert cast.femke.covenants == {covenant}


def test_an_organisation_joins_by_its_own_administrator_only(database, cast):
    with acting(cast.karim) as by:
        refuses(
            "organisation.other",
            actions.join_covenant,
            by=by,
            covenant=covenant_of(cast),
            organisation=cast.organisation("zuiderveen"),
        )
        inspectorate = cast.organisation("arbeidsinspectie")
        actions.join_covenant(by=by, covenant=covenant_of(cast), organisation=inspectorate)
    assert cast.lotte.covenants == {covenant_of(cast)}


def test_the_host_registers_and_ends_covenants(database, cast):
    with acting(cast.karim) as by:
        made = actions.create_covenant(by=by, name="Nieuw", purpose="Proef", region="ZUIDKUST", valid_from=SINCE)
        actions.join_covenant(by=by, covenant=made, organisation=by.organisation)
        assert made in queries.covenants_of(by.organisation)
        actions.end_covenant(by=by, covenant=made)
        assert made not in queries.covenants_of(by.organisation)
        refuses(
            "covenant.unknown",
            actions.join_covenant,
            by=by,
            covenant=made,
            organisation=cast.organisation("bewonersplein"),
        )
        with pytest.raises(ValueError, match="region"):
            actions.create_covenant(by=by, name="X", purpose="X", region="MAAN")
        assert queries.covenant(made).valid_until == TODAY
    with acting(cast.rachid) as by:
        refuses("organisation.host", actions.create_covenant, by=by, name="X", purpose="X", region="ZUIDKUST")


def test_a_token_is_known_by_its_hash_and_does_one_thing(database, cast):
    bewonersplein = cast.organisation("bewonersplein")
    with acting(cast.karim) as by:
        made = actions.create_token(by=by, organisation=bewonersplein, name="Zaaksysteem")
        assert [row.name for row in queries.tokens(by, organisation=bewonersplein)] == ["Zaaksysteem"]
    actor, may = backend.actor_of_token(made.secret)
    assert (actor.organisation, actor.account, actor.origin, may) == (bewonersplein, None, "api", "signal.register")
    assert actor.roles == {"reporter"}
    assert backend.actor_of_token(made.secret + "x") is None
    with database.as_superuser() as server:
        (kept,) = server.execute("select token_hash from accounts_apitoken").fetchone()
    assert made.secret.encode() not in kept


def test_a_token_ends_at_once_and_at_its_day(database, cast):
    with acting(cast.karim) as by:
        first = actions.create_token(by=by, organisation=by.organisation, name="Eén")
        second = actions.create_token(by=by, organisation=by.organisation, name="Twee")
        actions.end_token(by=by, token=first.id)
    assert backend.actor_of_token(first.secret) is None
    assert backend.actor_of_token(second.secret) is not None
    with database.as_superuser() as server:
        server.execute("update accounts_apitoken set expires_at = now() - interval '1 second'")
    assert backend.actor_of_token(second.secret) is None


def test_tokens_that_are_refused(database, cast):
    with acting(cast.karim) as by:
        for wrong in ({"capability": "signal.handle"}, {"valid_for": timedelta(days=400)}, {"valid_for": timedelta()}):
            with pytest.raises(ValueError, match="token"):
                actions.create_token(by=by, organisation=by.organisation, name="X", **wrong)
        refuses("organisation.other", actions.create_token, by=by, organisation=cast.femke.organisation, name="X")
        made = actions.create_token(by=by, organisation=by.organisation, name="X")
    with acting(cast.rachid) as by:
        refuses("token.unknown", actions.end_token, by=by, token=made.id)
    with acting(cast.noor) as by:
        refuses("capability.organisation.manage", actions.create_token, by=by, organisation=by.organisation, name="X")
