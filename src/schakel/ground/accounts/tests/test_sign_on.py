"""Single sign-on with a real provider: who comes in, and every answer of it that must not let anybody in."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import override_settings

from schakel.ground.accounts import actions, backend, queries, sign_on
from schakel.ground.accounts.models import Account, SignOnProvider
from schakel.ground.accounts.sign_on.reaching import Site, checked_address
from schakel.ground.accounts.tests.authenticator import Device
from schakel.ground.accounts.tests.codes import code_now, set_up
from schakel.ground.accounts.tests.test_pages import as_, browser, come_in, own_addresses, text, url  # noqa: F401
from schakel.ground.accounts.tests.test_passkeys import enrol, use
from schakel.ground.database.scope import acting
from tests import provider

CHOSEN = "een-nieuw-lang-wachtwoord"


@pytest.fixture(scope="module")
def running():
    with provider.running() as found:
        yield found


@pytest.fixture
def idp(running, database, cast):
    """The provider of Waterrijk, telling the truth."""
    running.lies("")
    sign_on.forget_providers()
    with override_settings(SIGN_ON_INSIDE=["127.0.0.1"]):
        settle(cast, running)
        yield running


def settle(cast, found, **more):
    given = {"name": "Werkaccount", "issuer": found.issuer, "client_id": provider.CLIENT, "secret": provider.SECRET}
    with acting(cast.karim) as karim:
        return actions.set_provider(by=karim, **{**given, "second_step_values": "mfa", **more})


def number(cast):
    return queries.provider_of(cast.organisation("waterrijk")).id


def start(client, cast, to="/signalen"):
    return client.get(f"/inloggen/organisatie/{number(cast)}", {"next": to})


def comes_by(client, idp, cast, who, **more):
    """Through the provider and back; the answer of our page."""
    return client.get(idp.logs_in(start(client, cast, **more).url, who))


def invite(cast, idp, who, name="noor"):
    """Binds a colleague, as that person would by the link of an administrator."""
    with acting(cast.karim) as karim:
        made = actions.renew_link(by=karim, account=getattr(cast, name).account)
    client = browser()
    begun = client.get(f"/wachtwoord/{made.secret}/organisatie")
    return client, client.get(idp.logs_in(begun.url, who))


def refusals(database):
    with database.as_superuser() as server:
        found = server.execute(
            "select facts from audit_entry where kind = 'session.refused' order by number"
        ).fetchall()
    return [(json.loads(one) if isinstance(one, str) else one)["code"] for (one,) in found]


# ---------------------------------------------------------------- who comes in


def test_an_invitation_binds_and_from_then_on_the_provider_lets_in(idp, cast, trail):
    client, answer = invite(cast, idp, "noor")
    assert answer.status_code == 302
    assert client.get("/signalen").content == b"the signals"
    assert "sign_on.bound" in trail(cast.noor.account)
    again = browser()
    assert comes_by(again, idp, cast, "noor").url == "/signalen"
    assert again.get("/signalen").content == b"the signals"


def test_who_is_bound_has_no_password_and_gets_no_link(idp, cast, sign_in):
    assert sign_in("noor@waterrijk.example") is not None
    elsewhere = browser()
    come_in(elsewhere)
    invite(cast, idp, "noor")
    assert sign_in("noor@waterrijk.example") is None
    assert elsewhere.get("/signalen").url.startswith("/inloggen"), "a session by the old password is over"
    with acting(cast.karim) as karim, pytest.raises(actions.sign_on.Refused, match="logt in via de organisatie"):
        actions.renew_link(by=karim, account=cast.noor.account)


def test_a_passkey_is_no_back_door_for_who_is_bound(idp, cast):
    client, _answer = invite(cast, idp, "noor")
    device = Device()
    enrol(client, device)
    assert "U logt in via uw organisatie" in text(use(browser(), device))
    other = browser()
    answer = comes_by(other, idp, cast, "noor")
    assert answer.url.startswith("/inloggen/passkey")
    assert use(other, device).url == "/signalen"


def test_an_account_for_emergencies_keeps_its_password(idp, cast, sign_in, as_):  # noqa: F811
    admin = as_("karim")
    assert admin.post(url("keep-password", cast.noor.account), {"keeps": "yes"}).status_code == 302
    invite(cast, idp, "noor")
    assert sign_in("noor@waterrijk.example") is not None
    admin.post(url("keep-password", cast.noor.account), {"keeps": "no"})
    assert sign_in("noor@waterrijk.example") is None


def test_the_second_step_is_not_asked_again_when_the_provider_did(idp, cast):
    invite(cast, idp, "noor+mfa")
    invite(cast, idp, "joost", name="joost")
    set_up(cast.noor)
    set_up(cast.joost)
    with override_settings(SECOND_STEP_REQUIRED=True):
        client = browser()
        assert comes_by(client, idp, cast, "noor+mfa").url == "/signalen"
        assert client.get("/signalen").content == b"the signals"
        other = browser()
        assert comes_by(other, idp, cast, "joost").url == "/inloggen/code?next=%2Fsignalen"
        assert other.get("/mijn-account").status_code == 302


def test_the_second_step_is_asked_when_nobody_said_what_two_steps_are(idp, cast):
    invite(cast, idp, "noor+mfa")
    key, _codes = set_up(cast.noor)
    settle(cast, idp, second_step_values="")
    client = browser()
    assert comes_by(client, idp, cast, "noor+mfa").url.startswith("/inloggen/code")
    assert client.post("/inloggen/code", {"code": code_now(key, ahead=1), "next": "/signalen"}).url == "/signalen"


def test_who_has_no_second_step_anywhere_sets_one_up_where_it_is_required(idp, cast):
    invite(cast, idp, "noor")
    with override_settings(SECOND_STEP_REQUIRED=True):
        client = browser()
        comes_by(client, idp, cast, "noor")
        assert client.get("/signalen").url == "/mijn-account/tweede-stap"


def test_somebody_unknown_comes_in_nowhere(idp, cast, database):
    client = browser()
    answer = comes_by(client, idp, cast, "onbekend")
    assert answer.status_code == 403
    assert "U bent hier nog niet bekend" in text(answer)
    assert refusals(database) == ["sign_on.unknown"]
    assert client.get("/signalen").status_code == 302


def test_somebody_unknown_gets_an_account_without_a_role_when_the_organisation_wants_so(idp, cast, trail):
    settle(cast, idp, invites_itself=True, email_domain="waterrijk.example")
    client = browser()
    assert comes_by(client, idp, cast, "nieuweling").status_code == 302
    assert client.get("/signalen").status_code == 403
    with acting(cast.karim) as karim:
        (made,) = [row for row in queries.people(karim) if row.login_name == "nieuweling@waterrijk.example"]
    assert made.roles == ()
    assert made.signs_on
    assert not made.invited
    assert trail(made.id) == ["account.created", "sign_on.bound", "session.opened"]


@pytest.mark.parametrize(("who", "domain"), [("nieuweling", "elders.example"), ("vreemd", "waterrijk.example")])
def test_another_domain_or_an_address_nobody_checked_makes_no_account(idp, cast, who, domain):
    settle(cast, idp, invites_itself=True, email_domain=domain)
    assert comes_by(browser(), idp, cast, who).status_code == 403
    with acting(cast.karim):
        assert not Account.objects.filter(login_name__startswith=who).exists()


def test_an_address_is_no_proof_of_who_somebody_is(idp, cast, database):
    settle(cast, idp, invites_itself=True, email_domain="waterrijk.example")
    client = browser()
    assert comes_by(client, idp, cast, "noor").status_code == 403, "noor@ is somebody else's login name here"
    assert refusals(database) == ["account.name_taken"]
    assert client.get("/signalen").status_code == 302


def test_one_identity_is_one_account_and_one_account_one_identity(idp, cast, database):
    invite(cast, idp, "noor")
    _client, answer = invite(cast, idp, "noor", name="joost")
    assert answer.status_code == 403
    assert refusals(database) == ["sign_on.bound"]
    with acting(cast.joost) as joost:
        assert queries.bound_accounts(joost, [joost.account]) == frozenset()


def test_who_left_comes_in_no_more(idp, cast):
    client, _answer = invite(cast, idp, "noor")
    with acting(cast.karim) as karim:
        actions.deactivate(by=karim, account=cast.noor.account)
    assert client.get("/signalen").url.startswith("/inloggen")
    assert comes_by(browser(), idp, cast, "noor").status_code == 403


def test_going_out_offers_to_leave_the_provider_too(idp, cast):
    client, _answer = invite(cast, idp, "noor")
    gone = client.post("/uitloggen")
    assert gone.url == f"/uitgelogd/{number(cast)}"
    page = client.get(gone.url)
    assert f"{idp.issuer}/session/end?client_id=schakel" in page.content.decode()
    assert client.get("/signalen").status_code == 302


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("lie", "code"),
    [
        ("signature", "signature"), ("none", "signature"), ("shared", "signature"), ("aud", "aud"), ("many", "aud"),
        ("azp", "azp"), ("iss", "iss"), ("exp", "exp"), ("iat", "iat"), ("nonce", "nonce"), ("sub", "sub"), ("no_token", "no_id_token"),
    ],
)  # fmt: skip
def test_an_id_token_that_proves_nothing_lets_nobody_in(idp, cast, database, lie, code):
    invite(cast, idp, "noor")
    idp.lies(lie)
    client = browser()
    answer = comes_by(client, idp, cast, "noor")
    assert answer.status_code == 403
    assert "niet zeker weten wie u bent" in text(answer)
    assert refusals(database) == [f"sign_on.{code}"]
    assert client.get("/signalen").status_code == 302


def test_a_token_that_was_used_before_lets_nobody_in(idp, cast, database):
    invite(cast, idp, "noor")
    idp.lies("replay")
    assert comes_by(browser(), idp, cast, "noor").status_code == 403
    assert refusals(database) == ["sign_on.nonce"]


def test_the_answer_counts_once_and_in_the_browser_that_asked(idp, cast, database):
    invite(cast, idp, "noor")
    client, other = browser(), browser()
    back = idp.logs_in(start(client, cast).url, "noor")
    start(other, cast)
    assert other.get(back).status_code == 403
    assert browser().get(back).status_code == 403
    assert client.get(back).status_code == 302
    client.post("/uitloggen")
    assert client.get(back).status_code == 403
    assert refusals(database) == ["sign_on.state"]


def test_a_code_of_somebody_else_does_not_fit_what_this_browser_began(idp, cast, database):
    """The state of the own browser with a code that another got: the verifier (PKCE) is not that of the code."""
    invite(cast, idp, "noor")
    victim, thief = browser(), browser()
    stolen = parse_qs(urlsplit(idp.logs_in(start(victim, cast).url, "noor")).query)
    own = parse_qs(urlsplit(idp.logs_in(start(thief, cast).url, "dief")).query)
    answer = thief.get("/inloggen/terug", {"code": stolen["code"][0], "state": own["state"][0]})
    assert answer.status_code == 403
    assert refusals(database) == ["sign_on.status"]


def test_the_answer_of_another_provider_and_a_refusal_there_let_nobody_in(idp, cast, database):
    client = browser()
    back = idp.logs_in(start(client, cast).url, "noor")
    assert f"iss={idp.issuer}".replace(":", "%3A").replace("/", "%2F") in back
    assert client.get(re.sub(r"iss=[^&]+", "iss=https%3A%2F%2Felders.example", back)).status_code == 403
    assert comes_by(client, idp, cast, "nee").status_code == 403
    assert refusals(database) == ["sign_on.iss", "sign_on.provider_refused"]


def test_an_invitation_is_used_up_and_not_good_for_another_organisation(idp, cast, database):
    with acting(cast.karim) as karim:
        made = actions.renew_link(by=karim, account=cast.noor.account)
    first, second = browser(), browser()
    back = [idp.logs_in(one.get(f"/wachtwoord/{made.secret}/organisatie").url, "noor") for one in (first, second)]
    assert first.get(back[0]).status_code == 302
    assert second.get(back[1]).status_code == 403
    with acting(cast.rachid) as rachid:
        femke = actions.renew_link(by=rachid, account=cast.femke.account)
    assert browser().get(f"/wachtwoord/{femke.secret}/organisatie").url == f"/wachtwoord/{femke.secret}"
    with (
        acting(backend.actor_of_link(femke.secret)) as actor,
        pytest.raises(actions.sign_on.Refused, match="niet de inlog van uw"),
    ):
        actions.bind_identity(by=actor, provider=number(cast), subject="femke")


@pytest.mark.parametrize(
    ("lie", "words"),
    [
        ("issuer", "noemt de aanbieder zich anders"), ("elsewhere", "verwijst naar een ander webadres"),
        ("token_elsewhere", "verwijst naar een ander webadres"), ("no_pkce", "PKCE"), ("redirect", "antwoordt geen aanbieder"),
        ("big", "antwoordt geen aanbieder"), ("broken", "antwoordt geen aanbieder"), ("no_json", "antwoordt geen aanbieder"),
        ("list", "antwoordt geen aanbieder"),
    ],
)  # fmt: skip
def test_a_provider_that_is_set_up_wrongly_is_not_kept_and_not_gone_to(idp, cast, as_, lie, words):  # noqa: F811
    given = {"name": "Anders", "issuer": idp.issuer, "client_id": "schakel", "secret": "x"}
    idp.lies(lie)
    answer = as_("karim").post(url("sign-on-settings", cast.organisation("waterrijk")), given)
    assert answer.status_code == 422
    assert words in text(answer)
    assert queries.provider_of(cast.organisation("waterrijk")).name == "Werkaccount"
    assert start(browser(), cast).status_code == 502


def test_the_page_keeps_a_good_one_and_never_shows_the_secret(idp, cast, as_, database):  # noqa: F811
    client, place = as_("karim"), url("sign-on-settings", cast.organisation("waterrijk"))
    given = {
        "name": "Werkaccount",
        "issuer": idp.issuer,
        "client_id": "schakel",
        "secret": "",
        "second_step_values": "mfa",
    }
    assert client.post(place, given).status_code == 302
    assert provider.SECRET not in client.get(place).content.decode()
    assert provider.BACK in client.get(place).content.decode()
    with database.as_superuser() as server:
        kept = server.execute("select sealed_secret from accounts_signonprovider").fetchall()
    assert provider.SECRET.encode() not in b"".join(bytes(one) for (one,) in kept)
    assert as_("rachid").get(place).status_code == 404
    assert as_("joost").get(place).status_code == 403


def test_another_issuer_is_another_provider_and_an_ended_one_lets_nobody_in(idp, cast):
    invite(cast, idp, "noor")
    place = number(cast)
    with acting(cast.karim) as karim:
        actions.end_provider(by=karim)
        assert queries.person(karim, cast.noor.account).signs_on is False
        assert actions.renew_link(by=karim, account=cast.noor.account).secret
    assert browser().get(f"/inloggen/organisatie/{place}").status_code == 502
    settle(cast, idp)
    assert comes_by(browser(), idp, cast, "noor").status_code == 403, "bound to the one that ended"
    assert SignOnProvider.objects.count() == 2


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://elders.example", "no_https"), ("ftp://elders.example", "address"), ("https://a:b@elders.example", "address"),
        ("https://", "address"), ("niets", "address"), ("https://elders.example:port", "address"),
    ],
)  # fmt: skip
def test_only_https_and_a_host_is_an_address(address, code):
    with pytest.raises(sign_on.Distrusted, match=f"^{code}$"):
        Site.of(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "::1", "localhost"])
def test_a_private_address_is_not_called_unless_the_keeper_says_so(host):
    with pytest.raises(sign_on.Distrusted, match="private_address"):
        checked_address(Site("https", host, 443))
    with override_settings(SIGN_ON_INSIDE=[host]):
        assert checked_address(Site("https", host, 443))


def test_without_https_only_this_machine_is_called():
    with override_settings(SIGN_ON_INSIDE=["10.0.0.1"]), pytest.raises(sign_on.Distrusted, match="no_https"):
        checked_address(Site("http", "10.0.0.1", 80))
