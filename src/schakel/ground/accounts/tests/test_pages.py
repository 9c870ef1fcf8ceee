"""What people meet on the pages: what works, and what is refused in plain words."""

import re

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.backend import AccountBackend
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.site.demo import people

PASSWORD = "oefenen-met-schakel"
NEW = "een-nieuw-lang-wachtwoord"


def browser():
    return Client(SERVER_NAME="localhost")


@pytest.fixture(autouse=True)
def own_addresses():
    with override_settings(ROOT_URLCONF="schakel.ground.accounts.tests.addresses"):
        yield


@pytest.fixture
def as_(database, cast):
    """as_("karim"): a browser in which somebody is signed in."""

    def enter(name):
        client = browser()
        client.force_login(AccountBackend().get_user(getattr(cast, name).account))
        return client

    return enter


def url(name, *args):
    return reverse(name, args=args, urlconf="schakel.ground.accounts.tests.addresses")


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def link_in(answer):
    return re.search(r"http://localhost(/wachtwoord/[\w-]+)", answer.content.decode()).group(1)


# ---------------------------------------------------------------- coming in


def come_in(client, name="noor@waterrijk.example", password=PASSWORD, **more):
    return client.post(url("login"), {"login_name": name, "password": password, **more})


def test_coming_in_goes_where_somebody_was_going(database):
    client = browser()
    assert client.get(url("signals")).url == "/inloggen?next=%2Fsignalen"
    assert 'name="next" value="/signalen"' in client.get("/inloggen?next=%2Fsignalen").content.decode()
    assert come_in(client, next="/signalen").url == "/signalen"
    assert client.get("/signalen").content == b"the signals"


@pytest.mark.parametrize("elsewhere", ["https://elders.example/", "//elders.example", "javascript:alert(1)", ""])
def test_coming_in_never_leads_elsewhere(database, elsewhere):
    assert come_in(browser(), next=elsewhere).url == "/home"


def test_a_wrong_password_keeps_the_name_and_not_the_password(database):
    answer = come_in(browser(), password="verkeerd")
    assert answer.status_code == 422
    assert "horen niet bij elkaar" in text(answer)
    assert "noor@waterrijk.example" in answer.content.decode()
    assert "verkeerd" not in answer.content.decode()


def test_too_many_wrong_passwords_say_how_long_to_wait(database):
    client = browser()
    for _ in range(5):
        come_in(client, password="verkeerd")
    assert re.search(r"Wacht \d+ seconden", text(come_in(client)))
    assert client.get("/signalen").status_code == 302


def test_the_session_starts_anew_and_speaks_the_language_of_the_account(database):
    client = browser()
    client.get("/inloggen")
    answer = come_in(client)
    assert answer.cookies["django_language"].value == "nl"
    assert answer.cookies["schakel"]["httponly"]


def test_in_practice_the_cast_stands_on_the_page_with_a_button_each(database):
    with override_settings(DEMO=True, DEMO_LOGINS=people.logins(), DEMO_PASSWORD=people.PASSWORD):
        client = browser()
        page = client.get("/inloggen")
        assert page.content.decode().count('name="practise"') == len(people.PEOPLE)
        assert "Log in als Noor" in text(page)
        assert PASSWORD not in page.content.decode()
        assert client.post("/inloggen", {"practise": "noor@waterrijk.example"}).status_code == 302
        assert client.get("/signalen").content == b"the signals"


def test_outside_practice_no_button_works(database):
    client = browser()
    assert "Noor" not in text(client.get("/inloggen"))
    assert client.post("/inloggen", {"practise": "noor@waterrijk.example"}).status_code == 422
    with override_settings(DEMO=True, DEMO_LOGINS=people.logins(), DEMO_PASSWORD=people.PASSWORD):
        assert client.post("/inloggen", {"practise": "nobody@waterrijk.example"}).status_code == 422


def test_going_out_takes_a_form(as_, trail, cast):
    client = as_("noor")
    assert client.get("/uitloggen").status_code == 405
    assert client.get("/signalen").status_code == 200
    assert client.post("/uitloggen").url == "/inloggen"
    assert client.get("/signalen").status_code == 302
    assert trail(cast.noor.account)[-1] == "session.closed"


def test_a_refused_page_says_whom_to_ask_and_stays_in_the_trail(as_, database):
    answer = as_("joost").get("/signalen")
    assert answer.status_code == 403
    assert "Vraag het Noor, gemeente Waterrijk." in text(answer)
    with database.as_superuser() as server:
        rows = server.execute(
            "select object_kind, facts->>'code' from audit_entry where kind = 'access.refused'"
        ).fetchall()
    assert rows == [("signals", "capability.signal.handle")]


# ---------------------------------------------------------------- the own account


def test_the_own_account_says_in_words_what_one_may_and_may_not(as_):
    words = text(as_("noor").get("/mijn-account"))
    for expected in (
        "Noor",
        "Aandachtsfunctionaris",
        "Alle signalen van de eigen gemeente lezen",
        "Leest geen signalen van een andere gemeente",
    ):
        assert expected in words
    assert "Accounts en rollen" not in words


def test_own_choices_are_kept(as_, cast):
    client = as_("joost")
    answer = client.post("/mijn-account", {"language": "en", "place": "rni", "report_to": "GM9902"})
    assert answer.url == "/mijn-account"
    assert answer.cookies["django_language"].value == "en"
    with acting(cast.joost):
        mine = queries.myself(cast.joost)
    assert (mine.language, mine.place, mine.report_to) == ("en", "rni", "GM9902")
    assert client.post("/mijn-account", {"language": "fr", "place": "moon"}).status_code == 422


def test_changing_the_password_keeps_this_session_and_ends_others(as_, sign_in):
    here, there = as_("joost"), as_("joost")
    wrong = here.post("/mijn-account/wachtwoord", {"old": "x", "password": NEW, "again": NEW})
    assert (wrong.status_code, "Het huidige wachtwoord klopt niet." in text(wrong)) == (422, True)
    unequal = here.post("/mijn-account/wachtwoord", {"old": PASSWORD, "password": NEW, "again": NEW + "x"})
    assert "niet gelijk" in text(unequal)
    assert (
        here.post("/mijn-account/wachtwoord", {"old": PASSWORD, "password": NEW, "again": NEW}).url == "/mijn-account"
    )
    assert here.get("/mijn-account").status_code == 200
    assert there.get("/mijn-account").status_code == 302
    assert sign_in("joost@waterrijk.example", NEW) is not None


# ---------------------------------------------------------------- accounts

NEL = {
    "name": "Nel",
    "login_name": "Nel@waterrijk.example",
    "function": "desk",
    "place": "counter",
    "report_to": "GM9901",
    "roles": ["reporter"],
}


def test_an_account_from_invitation_to_coming_in(as_, cast):
    karim = as_("karim")
    answer = karim.post("/accounts/nieuw", NEL | {"organisation": str(cast.karim.organisation)})
    link = link_in(answer)
    nel = browser()
    assert "Nel, kies een wachtwoord" in text(nel.get(link))
    assert nel.post(link, {"password": "kort", "again": "kort"}).status_code == 422
    assert "Uw wachtwoord is bewaard" in text(nel.post(link, {"password": NEW, "again": NEW}))
    assert nel.get(link).status_code == 410
    assert come_in(nel, "nel@waterrijk.example", NEW).status_code == 302
    assert "Uitgenodigd" not in text(karim.get("/accounts?zoek=nel"))


def test_a_link_is_not_for_who_is_signed_in(as_, cast):
    karim = as_("karim")
    link = link_in(karim.post(url("account-link", cast.joost.account)))
    assert karim.get(link).status_code == 409
    assert browser().get(link).status_code == 200


@pytest.mark.parametrize(
    ("change", "words"),
    [({"login_name": "joost@waterrijk.example"}, "al in gebruik"), ({"login_name": "balie@waterrijk.example"}, "adres van een groep"),
     ({"login_name": "nel"}, "zoals noor@waterrijk.example"), ({"roles": ["focal_person", "privacy_officer"]}, "gaan niet samen"),
     ({"roles": ["system"]}, "system")],
)  # fmt: skip
def test_an_account_that_cannot_be_keeps_what_was_typed_and_makes_nothing(as_, cast, change, words):
    answer = as_("karim").post("/accounts/nieuw", NEL | {"organisation": str(cast.karim.organisation)} | change)
    assert answer.status_code == 422
    assert words in text(answer)
    assert 'value="Nel"' in answer.content.decode()
    with acting(cast.karim):
        assert "Nel" not in {person.name for person in queries.people(cast.karim)}


def test_another_organisation_cannot_be_chosen(as_, cast):
    answer = as_("rachid").post("/accounts/nieuw", NEL | {"organisation": str(cast.karim.organisation)})
    assert answer.status_code == 422


def test_the_list_shows_the_own_organisation_first_and_those_looked_after(as_):
    words = text(as_("karim").get("/accounts"))
    assert words.index("Gemeente Waterrijk") < words.index("Bewonersplein Waterrijk")
    assert "Femke" not in words
    assert "Bram" in words
    assert "Bram" not in text(as_("rachid").get("/accounts"))
    assert "Niemand met" in text(as_("rachid").get("/accounts?zoek=bram"))


@pytest.mark.parametrize(
    "name", ["accounts", "create-account", "organisations", "create-organisation", "create-covenant"]
)
@pytest.mark.parametrize("who", ["noor", "petra", "tom"])
def test_pages_of_the_administrator_refuse_others(as_, name, who):
    assert as_(who).get(url(name)).status_code == 403


def test_an_account_elsewhere_is_not_found(as_, cast):
    karim, femke = as_("karim"), cast.femke.account
    for name in ("account", "change-account", "close-account"):
        assert karim.get(url(name, femke)).status_code == 404
    for name in ("account-link", "reopen-account", "close-account"):
        assert karim.post(url(name, femke)).status_code == 404


def test_giving_and_taking_a_role(as_, cast):
    karim, joost = as_("karim"), cast.joost.account
    answer = karim.post(url("account", joost), {"role": "trainer", "last_day": ""}, follow=True)
    assert "Joost heeft nu de rol Trainer" in text(answer)
    assert "heeft deze rol al" in text(karim.post(url("account", joost), {"role": "trainer"}))
    assert "Kies vandaag of een latere dag" in text(
        karim.post(url("account", joost), {"role": "mayor", "last_day": "2020-01-01"})
    )
    with acting(cast.karim):
        grant = next(one for one in queries.person(cast.karim, joost).grants if one.role == "trainer")
    assert "Neem Joost de rol Trainer af" in text(karim.get(url("withdraw-role", joost, grant.id)))
    assert "De rol is ingetrokken" in text(karim.post(url("withdraw-role", joost, grant.id), follow=True))
    assert cast.joost.roles == {"reporter"}
    assert karim.get(url("withdraw-role", cast.wim.account, grant.id)).status_code == 404


def test_a_role_until_a_day_ends_by_itself(as_, cast):
    from datetime import date, timedelta

    last = date.today() + timedelta(days=10)
    as_("karim").post(url("account", cast.joost.account), {"role": "mayor", "last_day": last.isoformat()})
    with acting(cast.karim):
        grant = next(one for one in queries.person(cast.karim, cast.joost.account).grants if one.role == "mayor")
    assert grant.active
    assert grant.valid_until == last + timedelta(days=1)


def test_a_special_role_waits_for_the_second_administrator(as_, cast):
    karim, joost = as_("karim"), cast.joost.account
    karim.post(url("account", cast.wim.account), {"role": "functional_administrator"})
    assert "zodra een tweede beheerder" in text(
        karim.post(url("account", joost), {"role": "focal_person"}, follow=True)
    )
    with acting(cast.karim):
        grant = next(one for one in queries.person(cast.karim, joost).grants if one.role == "focal_person")
    assert "Bevestig" not in text(karim.get(url("account", joost)))
    assert karim.post(url("confirm-role", joost, grant.id)).status_code == 403
    wim = as_("wim")
    assert "Bevestig Aandachtsfunctionaris" in text(wim.get(url("account", joost)))
    assert "De rol is bevestigd" in text(wim.post(url("confirm-role", joost, grant.id), follow=True))
    assert cast.joost.holds("focal_person")


def test_closing_says_what_goes_ends_the_session_and_can_be_undone(as_, cast):
    joost, karim = as_("joost"), as_("karim")
    assert joost.get("/mijn-account").status_code == 200
    page = text(karim.get(url("close-account", cast.joost.account)))
    assert page.index("Laat het account open") < page.rindex("Sluit dit account")
    assert "is gesloten" in text(karim.post(url("close-account", cast.joost.account), follow=True))
    assert joost.get("/mijn-account").status_code == 302
    assert "Joost" in text(karim.get("/accounts?gesloten=ja"))
    account = re.search(r"/accounts/([0-9a-f-]{36})", karim.get("/accounts?gesloten=ja").content.decode()).group(1)
    assert link_in(karim.post(url("reopen-account", account)))


def test_the_administrator_does_nothing_to_himself(as_, cast):
    karim, own = as_("karim"), cast.karim.account
    assert karim.post(url("account", own), {"role": "trainer"}).status_code == 403
    assert karim.post(url("close-account", own)).status_code == 403
    assert karim.post(url("account-link", own)).status_code == 403
    assert "Dit bent u zelf" in text(karim.get(url("account", own)))
    assert "Geef een rol" not in text(karim.get(url("account", own)))


def test_changing_somebodys_details(as_, cast):
    karim, joost = as_("karim"), cast.joost.account
    assert 'value="Joost"' in karim.get(url("change-account", joost)).content.decode()
    given = {"name": "Joost B.", "function": "enforcement", "place": "", "report_to": ""}
    assert "De gegevens zijn bewaard" in text(karim.post(url("change-account", joost), given, follow=True))
    assert karim.post(url("change-account", joost), given | {"function": "king"}).status_code == 422


# ---------------------------------------------------------------- organisations


def test_the_host_adds_an_organisation_and_says_when_it_cannot(as_):
    karim = as_("karim")
    assert "staat in de lijst" in text(
        karim.post("/organisaties/nieuw", {"name": "De Vaart", "kind": "school", "municipality": ""}, follow=True)
    )
    for wrong, words in (
        ({"kind": "municipality", "municipality": ""}, "Kies de gemeente"),
        ({"kind": "municipality", "municipality": "GM9902"}, "staat al in de lijst"),
        ({"kind": "municipality", "municipality": "GM0344"}, "GM0344"),
    ):
        answer = karim.post("/organisaties/nieuw", {"name": "X"} | wrong)
        assert (answer.status_code, words in text(answer)) == (422, True)
    assert (
        as_("rachid").post("/organisaties/nieuw", {"name": "X", "kind": "school", "municipality": ""}).status_code
        == 403
    )


def test_a_covenant_is_registered_by_the_host_and_joined_by_each(as_, cast):
    karim, rachid = as_("karim"), as_("rachid")
    given = {"name": "Samen Kust", "purpose": "Proef", "region": "ZUIDKUST", "valid_from": "2026-01-01"}
    assert "Samen Kust" in text(karim.post("/organisaties/convenanten/nieuw", given, follow=True))
    covenant = next(row for row in queries.covenants() if row.name == "Samen Kust")
    there = url("covenant-membership", cast.rachid.organisation, covenant.id)
    assert karim.get(there).status_code == 404
    assert "Doe mee aan Samen Kust" in text(rachid.get(there))
    assert rachid.post(there, {"on": "2020-01-01"}).status_code == 422
    from datetime import date

    assert rachid.post(there, {"on": date.today().isoformat()}).status_code == 302
    assert covenant.id in queries.covenants_of(cast.rachid.organisation)
    assert "Stop met Samen Kust" in text(rachid.get(there))
    assert rachid.post(there, {"on": date.today().isoformat()}).status_code == 302
    assert covenant.id not in queries.covenants_of(cast.rachid.organisation)


def test_a_token_is_shown_once_and_can_be_stopped(as_, cast):
    from schakel.ground.accounts.access import actor_of_token

    karim, place = as_("karim"), cast.organisation("bewonersplein")
    answer = karim.post(url("create-token", place), {"name": "Zaaksysteem", "days": "183"})
    secret = re.search(r"readonly>([\w-]+)<", answer.content.decode()).group(1)
    assert actor_of_token(secret) is not None
    page = karim.get(url("organisation", place))
    assert "Zaaksysteem" in text(page)
    assert secret not in page.content.decode()
    stop = re.search(r'action="(/organisaties/[^"]+/stop)"', page.content.decode()).group(1)
    assert karim.post(stop).status_code == 302
    assert actor_of_token(secret) is None
    assert as_("rachid").get(url("organisation", place)).status_code == 404


def test_a_municipality_says_what_its_token_is_for_and_a_partner_cannot_choose(as_, cast):
    from schakel.ground.accounts.access import actor_of_token

    karim, own = as_("karim"), cast.organisation("waterrijk")
    assert karim.post(url("create-token", own), {"name": "Dashboard", "days": "30"}).status_code == 422
    answer = karim.post(url("create-token", own), {"name": "Dashboard", "days": "30", "may": "bundle.read"})
    actor, may = actor_of_token(re.search(r"readonly>([\w-]+)<", answer.content.decode()).group(1))
    assert (may, actor.roles) == ("bundle.read", frozenset({"bundle_reader"}))
    assert "bundels zien" in text(karim.get(url("organisation", own)))
    assert "Wat mag dit systeem?" not in text(karim.get(url("create-token", cast.organisation("bewonersplein"))))


def test_a_page_for_systems_goes_by_the_token_whatever_cookie_comes_along(as_, cast):
    karim, place = as_("karim"), cast.organisation("bewonersplein")
    answer = karim.post(url("create-token", place), {"name": "Zaaksysteem", "days": "30"})
    secret = re.search(r"readonly>([\w-]+)<", answer.content.decode()).group(1)
    assert karim.post("/api/signalen").status_code == 401
    assert karim.post("/api/signalen", headers={"Authorization": f"Bearer {secret}"}).content.decode() == str(place)
    strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    assert strict.post("/api/signalen", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    assert strict.post("/inloggen", {"login_name": "x", "password": "y"}).status_code == 403


def test_an_organisation_renames_itself(as_, cast):
    rachid = as_("rachid")
    own = url("organisation", cast.rachid.organisation)
    assert "De naam is bewaard" in text(rachid.post(own, {"name": "Noorderwaard"}, follow=True))
    assert rachid.post(own, {"name": ""}).status_code == 422


def test_an_account_with_the_name_of_a_group_is_not_made(as_, cast):
    karim = as_("karim")
    given = {
        "name": "Balie 2",
        "login_name": "sam@waterrijk.example",
        "organisation": str(cast.karim.organisation),
        "roles": ["reporter"],
    }
    answer = karim.post("/accounts/nieuw", given)
    assert answer.status_code == 422 and "van een groep of een loket" in answer.content.decode()
    assert karim.post("/accounts/nieuw", given | {"name": "Sam"}).status_code == 200
    with acting(cast.karim) as by, pytest.raises(Refused):
        actions.change_account(by=by, account=cast.joost.account, name="Team Balie", function="desk")


def test_logging_out_everywhere_else_leaves_only_this_browser(as_, cast):
    here, elsewhere = as_("joost"), as_("joost")
    assert here.post("/mijn-account/overal-uit").status_code == 302
    assert here.get("/mijn-account").status_code == 200
    assert elsewhere.get("/mijn-account").status_code == 302
    assert here.get("/mijn-account/overal-uit").status_code == 302  # a link somebody sends does nothing
    assert here.get("/mijn-account").status_code == 200
