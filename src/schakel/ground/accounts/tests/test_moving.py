"""People come, get other work and leave; rights are gone through. What is withdrawn is gone at the next request."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.backend import AccountBackend
from schakel.ground.accounts.models import Account, RightsJudgement, RightsReview, RoleGrant
from schakel.ground.accounts.rules.reviewing import QUARTERLY, YEARLY, due
from schakel.ground.accounts.tests.test_pages import as_, browser, come_in, own_addresses, text, url  # noqa: F401
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


def today():
    return timezone.localdate()


def later(days):
    return today() + timedelta(days=days)


def open_roles(karim, account):
    return {grant.role: grant for grant in queries.person(karim, account).grants if grant.open}


# ---------------------------------------------------------------- comes


def test_roles_hold_from_the_first_day_and_the_link_lasts_until_then(database, cast, choose):
    with acting(cast.karim) as karim:
        made = actions.create_account(
            by=karim, organisation=karim.organisation, login_name="nieuw@waterrijk.example", name="Nieuw",
            roles=("trainer",), starts_on=later(10),
        )  # fmt: skip
    assert made.expires_at.date() >= later(12)
    assert choose(made.secret, "een-nieuw-lang-wachtwoord").roles == frozenset()
    with acting(cast.karim) as karim:
        assert open_roles(karim, made.account)["trainer"].valid_from == later(10)
        assert queries.person(karim, made.account).roles == ()


def test_the_page_takes_a_first_day(as_, cast):  # noqa: F811
    given = {
        "name": "Nieuw", "login_name": "nieuw@waterrijk.example", "organisation": str(cast.organisation("waterrijk")),
        "starts_on": later(10).isoformat(), "roles": ["reporter"],
    }  # fmt: skip
    assert "Geef Nieuw deze link" in text(as_("karim").post(url("create-account"), given))
    with acting(cast.karim):
        assert RoleGrant.objects.get(account__login_name="nieuw@waterrijk.example").valid_from == later(10)


# ---------------------------------------------------------------- other work


def test_other_work_ends_the_roles_of_before_and_starts_the_new_ones(database, cast, trail):
    with acting(cast.karim) as karim:
        actions.move(by=karim, account=cast.joost.account, function="", roles=["trainer"], on=later(3))
        roles = open_roles(karim, cast.joost.account)
        assert roles["reporter"].valid_until == later(3)
        assert roles["trainer"].valid_from == later(3)
        assert queries.person(karim, cast.joost.account).roles == ("reporter",)
    assert trail(cast.joost.account)[-3:] == ["role.withdrawn", "role.granted", "account.moved"]


def test_a_role_that_stays_is_not_touched(database, cast):
    with acting(cast.karim) as karim:
        before = open_roles(karim, cast.joost.account)["reporter"]
        actions.move(by=karim, account=cast.joost.account, function="", roles=["reporter", "trainer"])
        assert open_roles(karim, cast.joost.account)["reporter"] == before


def test_roles_that_do_not_go_together_change_nothing(database, cast):
    with acting(cast.karim) as karim:
        before = open_roles(karim, cast.joost.account)
        with pytest.raises(Refused, match="gaan niet samen"):
            actions.move(by=karim, account=cast.joost.account, function="", roles=["focal_person", "analyst"])
        assert open_roles(karim, cast.joost.account) == before


def test_nobody_moves_oneself_or_a_colleague_elsewhere(database, cast):
    with acting(cast.karim) as karim:
        with pytest.raises(Refused):
            actions.move(by=karim, account=karim.account, function="", roles=["reporter"])
        with pytest.raises(Refused):
            actions.move(by=karim, account=cast.femke.account, function="", roles=["reporter"])
    with acting(cast.joost) as joost, pytest.raises(Refused):
        actions.move(by=joost, account=cast.noor.account, function="", roles=["reporter"])


def test_the_page_for_other_work_says_what_does_not_fit(as_, cast):  # noqa: F811
    client, place = as_("karim"), url("move", cast.joost.account)
    assert "Nu: Melder" in text(client.get(place))
    given = {"on": today().isoformat(), "roles": ["focal_person", "analyst"]}
    assert "gaan niet samen" in text(client.post(place, given))
    assert client.post(place, {**given, "on": later(-1).isoformat()}).status_code == 422
    assert client.post(place, {**given, "roles": ["trainer"]}).status_code == 302


# ---------------------------------------------------------------- leaves


def test_after_the_last_day_nothing_opens_and_before_it_everything(database, cast, trail):
    client = browser()
    come_in(client)
    with acting(cast.karim) as karim:
        actions.leave(by=karim, account=cast.noor.account, last_day=later(5))
    assert client.get("/signalen").content == b"the signals"
    with database.as_superuser() as server:
        server.execute("update accounts_account set leaves_on = current_date where id = %s", [cast.noor.account])
    assert client.get("/signalen").url.startswith("/inloggen")
    assert come_in(browser()).status_code == 422, "nor with the password"
    assert AccountBackend().get_user(cast.noor.account) is None
    assert trail(cast.noor.account)[-2:] == ["account.leaving", "session.refused"]


def test_roles_end_with_the_last_day_so_nobody_is_sent_to_who_left(database, cast):
    with acting(cast.karim) as karim:
        actions.leave(by=karim, account=cast.noor.account, last_day=later(5))
        assert open_roles(karim, cast.noor.account)["focal_person"].valid_until == later(6)
    with acting(cast.samira) as samira:
        named = {one.name for one in queries.focal_persons(samira, municipality="GM9901")}
        then = {one.name for one in queries.focal_persons(samira, municipality="GM9901", on=later(6))}
    assert "Noor" in named
    assert "Noor" not in then


def test_a_day_that_is_over_closes_the_account_at_once(database, cast, trail):
    client = browser()
    come_in(client)
    with acting(cast.karim) as karim:
        actions.leave(by=karim, account=cast.noor.account, last_day=later(-1))
    assert client.get("/signalen").url.startswith("/inloggen")
    assert trail(cast.noor.account)[-1] == "account.closed"


def test_the_system_closes_what_is_over_once(database, cast, trail):
    with acting(cast.karim) as karim:
        actions.leave(by=karim, account=cast.noor.account, last_day=today())
    system = cast.system("waterrijk")
    with acting(system):
        assert actions.close_left(by=system) == 0
    with database.as_superuser() as server:
        server.execute("update accounts_account set leaves_on = current_date where leaves_on is not null")
    with acting(system):
        assert actions.close_left(by=system) == 1
        assert actions.close_left(by=system) == 0
    assert trail(cast.noor.account)[-1] == "account.closed"


def test_keys_of_who_leaves_are_shown_and_end_when_chosen(as_, cast):  # noqa: F811
    with acting(cast.karim) as karim:
        actions.create_token(by=karim, organisation=karim.organisation, name="Zaaksysteem")
        made = actions.create_token(by=karim, organisation=karim.organisation, name="Oud systeem")
        extra = actions.create_account(
            by=karim, organisation=karim.organisation, login_name="tweede@waterrijk.example", name="Tweede", roles=("functional_administrator",)
        )  # fmt: skip
    with acting(cast.karim) as karim:
        assert {row.name for row in queries.tokens_made_by(karim, cast.karim.account)} == {"Zaaksysteem", "Oud systeem"}
    second = browser()
    second.force_login(AccountBackend().get_user(extra.account))
    page = second.get(url("leave", cast.karim.account))
    assert "Zaaksysteem" in text(page)
    answer = second.post(url("leave", cast.karim.account), {"last_day": later(2).isoformat(), "tokens": [str(made.id)]})
    assert answer.status_code == 302, (
        "the second administrator is not confirmed yet" if answer.status_code == 403 else ""
    )
    with acting(cast.karim) as karim:
        assert [row.name for row in queries.tokens_made_by(karim, cast.karim.account)] == ["Zaaksysteem"]


def test_the_last_administrator_does_not_leave_and_nobody_by_the_own_hand(database, cast):
    with acting(cast.rachid) as rachid, pytest.raises(Refused, match="uw eigen account"):
        actions.leave(by=rachid, account=rachid.account, last_day=later(1))
    system = cast.system("noorderwaard")
    with acting(system), pytest.raises(Refused, match="enige functioneel beheerder"):
        actions.leave(by=system, account=cast.rachid.account, last_day=later(1))
    with acting(cast.noor), pytest.raises(DatabaseError), transaction.atomic():
        Account.objects.filter(id=cast.noor.account).update(leaves_on=None, keeps_password=True)


def test_who_stays_after_all_keeps_the_account_and_gets_roles_anew(as_, cast):  # noqa: F811
    client, account = as_("karim"), cast.noor.account
    client.post(url("leave", account), {"last_day": later(4).isoformat()})
    assert "Weg vanaf" in text(client.get(url("account", account)))
    client.post(url("stay", account))
    with acting(cast.karim) as karim:
        assert queries.person(karim, account).leaves_on is None
        assert open_roles(karim, account)["focal_person"].valid_until == later(5)


def test_still_here_names_open_accounts_of_the_own_organisation_only(database, cast):
    asked = [cast.noor.account, cast.joost.account, cast.femke.account]
    with acting(cast.samira) as samira:
        assert queries.still_here(samira, asked) == {cast.noor.account, cast.joost.account}
        assert queries.still_here(samira, []) == frozenset()
    with acting(cast.karim) as karim:
        actions.deactivate(by=karim, account=cast.joost.account)
    with acting(cast.samira) as samira:
        assert queries.still_here(samira, asked) == {cast.noor.account}


# ---------------------------------------------------------------- withdrawn while somebody is in


def test_a_right_that_is_withdrawn_is_gone_at_the_next_request(database, cast):
    client = browser()
    come_in(client)
    assert client.get("/signalen").content == b"the signals"
    with acting(cast.karim) as karim:
        granted = open_roles(karim, cast.noor.account)["focal_person"].id
        actions.withdraw_role(by=karim, granted=granted)
    assert client.get("/signalen").status_code == 403


def test_a_role_that_did_not_begin_yet_can_be_withdrawn(database, cast):
    with acting(cast.karim) as karim:
        granted = actions.grant_role(by=karim, account=cast.joost.account, role="trainer", valid_from=later(5))
        actions.withdraw_role(by=karim, granted=granted)
        row = RoleGrant.objects.get(id=granted)
        assert row.valid_until == row.valid_from
        actions.grant_role(by=karim, account=cast.wim.account, role="trainer", valid_from=later(5))
        actions.deactivate(by=karim, account=cast.wim.account)


# ---------------------------------------------------------------- who may what


def test_the_overview_says_who_may_what_since_when_and_by_whom(as_, cast):  # noqa: F811
    with acting(cast.karim) as karim:
        actions.grant_role(by=karim, account=cast.joost.account, role="trainer")
    page = text(as_("karim").get(url("rights")))
    assert "Joost" in page
    assert "gegeven door Karim" in page
    assert "Femke" not in page
    only = text(as_("karim").get(url("rights") + "?alleen=bijzonder"))
    assert "Noor" in only
    assert "Joost" not in only
    assert as_("noor").get(url("rights")).status_code == 403


def grants_of(person):
    with acting(person):
        return {
            (row.person.name, right.grant.role): right.grant.id
            for row in queries.rights(person)
            for right in row.rights
        }


def dues(person):
    with acting(person):
        return {row.scope: row.due for row in queries.reviews(person)}


def test_each_right_is_judged_by_somebody_else_and_moves_its_own_day(as_, cast, facts):  # noqa: F811
    karim, held = as_("karim"), grants_of(cast.karim)
    said = {f"right-{granted}": "kept:needed" for (name, role), granted in held.items() if name != "Karim"}
    said[f"right-{held['Tom', 'analyst']}"] = "withdrawn:other_work"
    assert karim.post(url("rights"), said).status_code == 302
    with acting(cast.karim):
        made = RightsReview.objects.get()
    (noted,) = facts(made.id, "rights.reviewed")
    assert (noted["scope"], noted["withdrawn"], noted["kept"]) == (YEARLY, 1, len(said) - 1)
    assert (made.people, made.seen_by) == (len({name for name, _ in held}) - 1, cast.karim.account)
    assert ("Tom", "analyst") not in grants_of(cast.karim)
    page = text(karim.get(url("rights")))
    assert "nagelopen, blijft" in page and "Dit loopt iemand anders na." in page
    with acting(cast.karim) as by:
        mine = [right for row in queries.rights(by) if row.person.id == by.account for right in row.rights]
    assert [right.judged_on for right in mine] == [None]
    assert dues(cast.karim)[YEARLY] == due(YEARLY, None, mine[0].grant.valid_from)  # the own one is still to be judged
    petra = as_("petra")
    assert (
        petra.post(url("rights"), {f"right-{held['Karim', 'functional_administrator']}": "kept:needed"}).status_code
        == 302
    )
    assert dues(cast.karim)[YEARLY] == dues(cast.petra)[YEARLY] == later(365)
    with acting(cast.rachid):
        assert not RightsReview.objects.exists() and not RightsJudgement.objects.exists()


def test_nobody_judges_their_own_right_the_database_included(as_, cast):  # noqa: F811
    held = grants_of(cast.karim)
    for who, role in (("karim", "functional_administrator"), ("petra", "privacy_officer")):
        own = held[who.title(), role]
        answer = as_(who).post(url("rights"), {f"right-{own}": "kept:needed"})
        assert answer.status_code == 422 and "loopt iemand anders na" in text(answer)
    with acting(cast.karim) as karim:
        review = RightsReview.objects.create(
            organisation_id=karim.organisation, scope=YEARLY, on=today(), people=1, seen_by=karim.account
        )
    row = {
        "review_id": review.id, "organisation_id": cast.karim.organisation, "granted": held["Karim", "functional_administrator"],
        "role": "functional_administrator", "verdict": "kept", "why": "needed", "on": today(),
    }  # fmt: skip
    for holder, by in ((cast.karim.account, cast.karim.account), (cast.noor.account, cast.petra.account)):
        with pytest.raises(DatabaseError), acting(cast.karim):
            RightsJudgement.objects.create(account=holder, by=by, **row)


def test_the_privacy_officer_keeps_or_doubts_and_takes_nothing_away(as_, cast):  # noqa: F811
    held, petra = grants_of(cast.karim), as_("petra")
    page = text(petra.get(url("rights")))
    assert "Ik twijfel" in page and "Trek in" not in page
    granted = held["Tom", "analyst"]
    assert petra.post(url("rights"), {f"right-{granted}": "withdrawn:not_used"}).status_code == 403
    assert petra.post(url("rights"), {f"right-{granted}": "doubted:ask"}).status_code == 302
    assert "nagelopen, twijfel" in text(as_("karim").get(url("rights")))
    assert ("Tom", "analyst") in grants_of(cast.karim)


def test_a_review_needs_a_right_that_is_there_a_scope_and_something_said(as_, cast):  # noqa: F811
    assert (
        as_("karim").post(url("rights"), {"right-x": "kept:needed", "right-": "", "other": "kept:needed"}).status_code
        == 422
    )
    some = next(iter(grants_of(cast.karim).values()))
    elsewhere = next(iter(grants_of(cast.rachid).values()))
    with acting(cast.noor) as noor, pytest.raises(Refused):
        actions.review_rights(by=noor, scope=YEARLY, said=[actions.Said(some, "kept", "needed")])
    for scope, said in (
        ("monthly", [actions.Said(some, "kept", "needed")]),
        (YEARLY, []),
        (YEARLY, [actions.Said(some, "kept", "x")]),
    ):
        with acting(cast.karim) as karim, pytest.raises(ValueError, match=r"scope|said"):
            actions.review_rights(by=karim, scope=scope, said=said)
    with acting(cast.karim) as karim, pytest.raises(Refused):
        actions.review_rights(by=karim, scope=YEARLY, said=[actions.Said(elsewhere, "kept", "needed")])


def test_a_look_is_due_a_quarter_or_a_year_after_the_last():
    assert due(YEARLY, date(2026, 1, 1), date(2020, 1, 1)) == date(2027, 1, 1)
    assert due(QUARTERLY, None, date(2026, 1, 1)) == date(2026, 4, 2)
