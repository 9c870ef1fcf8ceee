"""Giving and taking access: what it does, and what is refused."""

import pytest

from schakel.ground.accounts import actions, queries
from schakel.ground.database.scope import acting
from tests.refusals import refuses


def invite(by, **more):
    given = {
        "organisation": by.organisation,
        "login_name": "nel@waterrijk.example",
        "name": "Nel",
        "roles": ("reporter",),
    }
    return actions.create_account(by=by, **(given | more))


def roles(viewer, account):
    return set(queries.person(viewer, account).roles)


def test_an_invited_person_has_no_password_and_the_roles_given(database, cast):
    with acting(cast.karim) as by:
        made = invite(by, function="desk", place="counter", report_to="GM9901")
        person = queries.person(by, made.account)
    assert person.invited
    assert person.roles == ("reporter",)
    assert person.login_name == "nel@waterrijk.example"


def test_making_an_account_leaves_a_line_for_each_step(database, cast, trail):
    with acting(cast.karim) as by:
        made = invite(by)
    assert trail(made.account) == ["account.created", "role.granted"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("joost@waterrijk.example", "account.name_taken"), ("Femke@Noorderwaard.example", "account.name_taken"),
     ("nel", "account.login_name"), ("balie@waterrijk.example", "account.shared")],
)  # fmt: skip
def test_names_that_are_refused(database, cast, name, code):
    with acting(cast.karim) as by:
        refuses(code, invite, by=by, login_name=name)


def test_an_unknown_profession_is_a_mistake_of_the_program(database, cast):
    with acting(cast.karim) as by, pytest.raises(ValueError, match="function"):
        invite(by, function="king")


@pytest.mark.parametrize("who", ["joost", "noor", "petra", "dirk", "tom", "marleen"])
def test_only_the_administrator_makes_accounts_and_gives_roles(database, cast, who):
    actor = getattr(cast, who)
    with acting(actor):
        refuses("capability.account.manage", invite, by=actor)
        refuses(
            "capability.account.manage", actions.grant_role, by=actor, account=cast.joost.account, role="focal_person"
        )


def test_an_account_of_another_organisation_does_not_exist_for_the_administrator(database, cast):
    with acting(cast.karim) as by:
        refusal = refuses("account.unknown", actions.grant_role, by=by, account=cast.femke.account, role="reporter")
    assert refusal.as_not_found


def test_nobody_gives_himself_a_role(database, cast):
    with acting(cast.karim) as by:
        refuses("role.own", actions.grant_role, by=by, account=by.account, role="trainer")


def test_roles_that_do_not_go_together_and_twice(database, cast):
    with acting(cast.karim) as by:
        refuses("role.clash", actions.grant_role, by=by, account=cast.noor.account, role="functional_administrator")
        refuses("role.held", actions.grant_role, by=by, account=cast.noor.account, role="focal_person")
        with pytest.raises(ValueError, match="system"):
            actions.grant_role(by=by, account=cast.noor.account, role="system")


def test_with_one_administrator_a_special_role_holds_at_once_and_the_trail_says_so(database, cast, facts):
    with acting(cast.karim) as by:
        actions.grant_role(by=by, account=cast.joost.account, role="focal_person")
        assert roles(by, cast.joost.account) == {"reporter", "focal_person"}
    assert facts(cast.joost.account, "role.granted")[-1] == {"role": "focal_person", "waits": False, "alone": True}


@pytest.fixture
def two(database, cast):
    """Waterrijk with a second administrator: Wim."""
    with acting(cast.karim) as by:
        actions.grant_role(by=by, account=cast.wim.account, role="functional_administrator")
    return cast


def test_with_two_administrators_a_special_role_waits_for_the_second(two, facts):
    joost = two.joost.account
    with acting(two.karim) as by:
        granted = actions.grant_role(by=by, account=joost, role="focal_person")
        assert roles(by, joost) == {"reporter"}
        refuses("role.second", actions.confirm_role, by=by, granted=granted)
    assert not two.joost.holds("focal_person")
    with acting(two.wim) as by:
        actions.confirm_role(by=by, granted=granted)
    assert two.joost.holds("focal_person")
    assert facts(joost, "role.granted")[-1] == {"role": "focal_person", "waits": True, "alone": False}


def test_nobody_confirms_the_own_role(two):
    with acting(two.karim) as by:
        third = actions.grant_role(by=by, account=two.ines.account, role="functional_administrator")
    with acting(two.wim) as by:
        actions.confirm_role(by=by, granted=third)
    with acting(two.ines) as by:
        (own,) = [one for one in queries.person(by, by.account).grants if one.id == third]
        refuses("role.own", actions.confirm_role, by=by, granted=own.id)


def test_a_role_can_be_taken_back_and_is_gone_today(database, cast):
    with acting(cast.karim) as by:
        (grant,) = queries.person(by, cast.noor.account).grants
        actions.withdraw_role(by=by, granted=grant.id)
        refuses("role.over", actions.withdraw_role, by=by, granted=grant.id)
        assert roles(by, cast.noor.account) == set()
    assert cast.noor.roles == frozenset()


def test_the_last_administrator_stays(database, cast):
    with acting(cast.karim) as by:
        (grant,) = queries.person(by, by.account).grants
        refuses("administrator.last", actions.withdraw_role, by=by, granted=grant.id)


def test_one_of_two_administrators_may_go(two):
    with acting(two.karim) as by:
        (grant,) = queries.person(by, by.account).grants
        actions.withdraw_role(by=by, granted=grant.id)
    assert not two.karim.holds("functional_administrator")
    with acting(two.wim) as by:
        grant = next(one for one in queries.person(by, by.account).grants if one.role == "functional_administrator")
        refuses("administrator.last", actions.withdraw_role, by=by, granted=grant.id)


def test_closing_ends_roles_links_and_password_and_can_be_undone(database, cast, sign_in):
    with acting(cast.karim) as by:
        actions.deactivate(by=by, account=cast.joost.account)
        person = queries.person(by, cast.joost.account)
        assert not person.is_active
        assert person.roles == ()
    assert sign_in("joost@waterrijk.example") is None
    with acting(cast.karim) as by:
        invitation = actions.reactivate(by=by, account=cast.joost.account)
        person = queries.person(by, cast.joost.account)
        assert person.is_active
        assert person.invited
        assert person.roles == ()
        assert invitation.secret


def test_nobody_closes_himself_and_the_last_administrator_is_not_closed(two):
    with acting(two.karim) as by:
        refuses("account.own", actions.deactivate, by=by, account=by.account)
        actions.deactivate(by=by, account=two.wim.account)


def test_the_host_gives_a_municipality_without_administrator_only_an_administrator(database, cast):
    with acting(cast.mirjam) as by:
        (grant,) = queries.person(by, by.account).grants
    with database.as_superuser() as server:
        server.execute("update accounts_rolegrant set valid_until = valid_from where id = %s", [grant.id])
    zuiderveen = cast.organisation("zuiderveen")
    with acting(cast.karim) as by:
        refuses(
            "role.other_organisation", actions.grant_role, by=by, account=cast.elif_.account, role="privacy_officer"
        )
        made = invite(by, organisation=zuiderveen, roles=("functional_administrator",))
        assert queries.person(by, made.account).roles == ("functional_administrator",)


def test_a_partner_without_administrator_is_looked_after_by_the_host_only(database, cast):
    bewonersplein = cast.organisation("bewonersplein")
    with acting(cast.karim) as by:
        made = invite(by, organisation=bewonersplein, login_name="truus@bewonersplein.example")
        assert roles(by, made.account) == {"reporter"}
        refuses("role.other_organisation", actions.grant_role, by=by, account=made.account, role="chain_director")
    with acting(cast.rachid) as by:
        refuses("organisation.other", invite, by=by, organisation=bewonersplein)


def test_once_the_own_administrator_came_in_the_host_is_out(database, cast, choose):
    bewonersplein = cast.organisation("bewonersplein")
    with acting(cast.karim) as by:
        made = invite(by, organisation=bewonersplein, roles=("functional_administrator",))
        renewed = actions.renew_link(by=by, account=made.account)
    choose(renewed.secret, "een-heel-lang-wachtwoord")
    with acting(cast.karim) as by:
        assert queries.person(by, made.account) is None
        refuses("organisation.other", invite, by=by, organisation=bewonersplein, login_name="x@b.example")


def test_former_colleagues_lose_their_names_after_the_term(database, cast):
    from datetime import date, timedelta

    with acting(cast.karim) as by:
        actions.deactivate(by=by, account=cast.joost.account)
    tomorrow = date.today() + timedelta(days=1)
    system = cast.system("waterrijk")
    with acting(system):
        assert actions.forget_former(by=system, closed_before=date.today() - timedelta(days=1)) == 0
        assert actions.forget_former(by=system, closed_before=tomorrow) == 1
        assert actions.forget_former(by=system, closed_before=tomorrow) == 0
        left = queries.person(system, cast.karim.account)
        assert left.name == "Karim"
    with acting(cast.karim) as by:
        gone = next(person for person in queries.people(by) if not person.is_active)
        assert "joost" not in (gone.login_name + gone.name).lower()
        refuses("account.open", actions.reactivate, by=by, account=gone.id)
