"""Passkeys: made, used as second step and as the whole login, and every answer that must not open anything."""

import html
import json
import re
import time
from base64 import urlsafe_b64encode

import pytest
from django.test import override_settings

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.models import Passkey
from schakel.ground.accounts.rules import passkeys as rules
from schakel.ground.accounts.tests.authenticator import Device
from schakel.ground.accounts.tests.codes import code_now, set_up
from schakel.ground.accounts.tests.test_pages import as_, browser, come_in, own_addresses, text  # noqa: F401
from schakel.ground.database.scope import acting

LIST, NEW, USE = "/mijn-account/passkeys", "/mijn-account/passkeys/nieuw", "/inloggen/passkey"


def asked_on(answer):
    return html.unescape(re.search(r'data-sk-asked="([^"]*)"', answer.content.decode()).group(1))


def enrol(client, device, name="Werktelefoon"):
    return client.post(NEW, {"name": name, "answer": device.makes(asked_on(client.get(NEW)))})


def use(client, device, **more):
    return client.post(USE, {"answer": device.uses(asked_on(client.get(USE)), **more), "next": "/signalen"})


def noor_with(device):
    """A browser of Noor's in which a passkey was made."""
    client = browser()
    come_in(client)
    assert "Bewaar deze herstelcodes" in text(enrol(client, device))
    return client


def refusals(database):
    with database.as_superuser() as server:
        found = server.execute(
            "select facts from audit_entry where kind = 'passkey.refused' order by number"
        ).fetchall()
    return [(json.loads(one) if isinstance(one, str) else one)["code"] for (one,) in found]


# ---------------------------------------------------------------- what opens


def test_a_passkey_is_the_whole_login_and_both_steps(database, cast, trail):
    device = Device()
    noor_with(device)
    client = browser()
    assert use(client, device).url == "/signalen"
    assert client.get("/signalen").content == b"the signals"
    assert trail(cast.noor.account)[-2:] == ["second_step.passed", "session.opened"]
    with override_settings(SECOND_STEP_REQUIRED=True):
        assert client.get("/signalen").content == b"the signals"


def test_after_the_password_a_passkey_is_asked_when_there_are_no_codes(database, cast):
    device = Device()
    noor_with(device)
    client = browser()
    assert come_in(client, next="/signalen").url == "/inloggen/passkey?next=%2Fsignalen"
    assert json.loads(asked_on(client.get(USE)))["allowCredentials"][0]["type"] == "public-key"
    assert client.get("/signalen").status_code == 302
    assert use(client, device).url == "/signalen"
    assert "half_login" not in client.session


def test_a_recovery_code_of_a_passkey_lets_in_once(database, cast):
    codes = re.findall(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){3}", enrol_page(database))
    assert len(codes) == 10
    first, second = browser(), browser()
    come_in(first)
    come_in(second)
    assert first.post("/inloggen/code", {"code": codes[0]}).status_code == 302
    assert second.post("/inloggen/code", {"code": codes[0]}).status_code == 422


def enrol_page(database):
    client = browser()
    come_in(client)
    return enrol(client, Device()).content.decode()


def test_several_are_named_and_say_whether_they_are_copied(database, cast):
    client = noor_with(Device())
    assert enrol(client, Device(copies=True), name="").url == LIST
    page = text(client.get(LIST))
    assert "Werktelefoon" in page
    assert "Passkey 2" in page
    assert "Alleen op dit ene apparaat" in page
    assert "zet hem ook op uw andere apparaten" in page
    with acting(cast.noor) as noor:
        first = queries.my_passkeys(noor)[0]
    client.post(f"{LIST}/{first.id}", {"name": "Sleutelbos"})
    assert "Sleutelbos" in text(client.get(LIST))


def test_what_is_kept_says_nothing_about_the_make_of_the_device(database, cast):
    noor_with(Device())
    with acting(cast.noor):
        kept = bytes(Passkey.objects.get().credential)
    assert kept[:16] == bytes(16)


# ---------------------------------------------------------------- what does not


@pytest.mark.parametrize(
    ("lie", "code"),
    [
        ({"origin": "http://l0calhost"}, "origin"),
        ({"origin": "https://localhost"}, "origin"),
        ({"origin": "http://localhost:81"}, "origin"),
        ({"verifies": False}, "not_verified"),
    ],
)
def test_another_origin_or_an_unverified_owner_opens_nothing(database, cast, lie, code):
    device = Device()
    noor_with(device)
    for name, value in lie.items():
        setattr(device, name, value)
    client = browser()
    assert use(client, device).status_code == 422
    assert client.get("/signalen").status_code == 302
    assert refusals(database) == [code]
    assert enrol(noor_in_again(device), Device(**lie)).status_code == 422
    assert refusals(database)[-1] == f"passkey.{code}"


def noor_in_again(device):
    device.origin, device.verifies = "http://localhost", True
    client = browser()
    use(client, device)
    return client


def test_the_origin_of_the_settings_counts_and_not_the_one_typed(database, cast):
    device = Device()
    noor_with(device)
    with override_settings(ORIGIN="https://schakel.gemeente.example"):
        assert use(browser(), device).status_code == 422
    assert refusals(database) == ["origin"]


def test_an_answer_counts_once_and_in_its_own_session(database, cast):
    device = Device()
    noor_with(device)
    client, other = browser(), browser()
    answer = device.uses(asked_on(client.get(USE)))
    other.get(USE)
    assert other.post(USE, {"answer": answer}).status_code == 422
    assert refusals(database) == ["challenge"]
    assert client.post(USE, {"answer": answer}).status_code == 302
    client.post("/uitloggen")
    assert client.post(USE, {"answer": answer}).status_code == 422
    client.get(USE)
    assert client.post(USE, {"answer": answer}).status_code == 422
    assert client.get("/signalen").status_code == 302


def test_what_was_asked_is_over_after_five_minutes(database, cast, monkeypatch):
    device = Device()
    noor_with(device)
    client = browser()
    answer = device.uses(asked_on(client.get(USE)))
    session = client.session
    session["asked_passkey"] = {**session["asked_passkey"], "until": time.time() - 1}
    session.save()
    assert client.post(USE, {"answer": answer}).status_code == 422
    assert refusals(database) == []


def test_a_removed_passkey_opens_nothing_and_other_sessions_end(database, cast):
    device, second = Device(), Device()
    client = noor_with(device)
    enrol(client, second)
    elsewhere = browser()
    use(elsewhere, device)
    assert elsewhere.get("/signalen").status_code == 200
    with acting(cast.noor) as noor:
        first = queries.my_passkeys(noor)[0]
    assert client.post(f"{LIST}/{first.id}/weg").url == LIST
    assert elsewhere.get("/signalen").url.startswith("/inloggen")
    assert client.get("/signalen").status_code == 200
    assert use(browser(), device).status_code == 422
    assert refusals(database) == ["unknown"]
    assert use(browser(), second).status_code == 302


def test_a_counter_that_goes_back_sets_the_passkey_aside(database, cast, trail):
    device = Device()
    noor_with(device)
    use(browser(), device)
    device.counter -= 1
    answer = use(browser(), device)
    assert "misschien een kopie" in text(answer)
    assert trail(cast.noor.account)[-1] == "passkey.doubted"
    device.counter += 10
    assert use(browser(), device).status_code == 422
    client = browser()
    come_in(client)
    assert client.get("/signalen").status_code == 302, "the password alone is still half a login"


def test_a_passkey_of_a_colleague_opens_only_the_colleagues_account(database, cast):
    device = Device()
    noor_with(device)
    joost = urlsafe_b64encode(cast.joost.account.bytes).decode().rstrip("=")
    assert use(browser(), device, owner=joost).status_code == 422
    client = browser()
    come_in(client, name="joost@waterrijk.example")
    assert client.get("/mijn-account").status_code == 200
    with acting(cast.joost) as joost_:
        assert queries.my_passkeys(joost_) == []


def test_wrong_answers_make_one_wait(database, cast):
    device = Device()
    noor_with(device)
    device.verifies = False
    client = browser()
    for _ in range(5):
        use(client, device)
    device.verifies = True
    assert re.search(r"Wacht \d+ seconden", text(use(client, device)))
    assert client.get("/signalen").status_code == 302


def test_a_wait_holds_for_codes_too(database, cast):
    key, _codes = set_up(cast.noor)
    device = Device()
    client = browser()
    come_in(client)
    client.post("/inloggen/code", {"code": code_now(key, ahead=1)})
    enrol(client, device)
    for _ in range(5):
        half = browser()
        come_in(half)
        half.post("/inloggen/code", {"code": "000"})
    assert re.search(r"Wacht \d+ seconden", text(use(browser(), device)))


@pytest.mark.parametrize("answer", ["", "{", "[]", "{}", '{"id": 1}', '{"response": {}}', "x" * 19_000])
def test_no_answer_and_nonsense_open_nothing(database, cast, answer):
    client = browser()
    client.get(USE)
    assert client.post(USE, {"answer": answer}).status_code == 422
    assert client.get("/signalen").status_code == 302


def test_a_way_in_changes_only_just_after_coming_in(database, cast):
    client = noor_with(Device())
    session = client.session
    session["came_in_at"] = time.time() - 16 * 60
    session.save()
    assert client.get(NEW).status_code == 403
    assert "Log eerst opnieuw in" in text(client.get(NEW))
    with acting(cast.noor) as noor:
        one = queries.my_passkeys(noor)[0]
    assert client.post(f"{LIST}/{one.id}/weg").status_code == 403
    with acting(cast.noor) as noor:
        assert queries.my_passkeys(noor) == [one]
    assert client.post("/uitloggen", {"next": NEW}).url == f"/inloggen?next={NEW.replace('/', '%2F')}"


def test_the_last_second_step_stays_where_one_is_required(database, cast):
    client = noor_with(Device())
    with acting(cast.noor) as noor:
        one = queries.my_passkeys(noor)[0]
    with override_settings(SECOND_STEP_REQUIRED=True):
        assert client.post(f"{LIST}/{one.id}/weg").status_code == 403
    with acting(cast.noor) as noor:
        assert queries.my_passkeys(noor) == [one]


def test_nobody_makes_more_than_ten(database, cast, monkeypatch):
    client = noor_with(Device())
    monkeypatch.setattr(rules, "MOST", 1)
    assert "al tien passkeys" in text(enrol(client, Device()))


def test_where_a_second_step_is_required_a_passkey_is_one(database, cast):
    with override_settings(SECOND_STEP_REQUIRED=True):
        client = browser()
        come_in(client)
        assert client.get("/signalen").url == "/mijn-account/tweede-stap"
        assert client.get(LIST).url == "/mijn-account/tweede-stap"
        assert "Bewaar deze herstelcodes" in text(enrol(client, Device()))
        assert client.get("/signalen").content == b"the signals"
        late = browser()
        come_in(late)
        assert late.get(NEW).url.startswith("/inloggen"), "half a login makes no passkey"


def test_an_administrator_takes_passkeys_away_unseen(database, cast):
    device = Device()
    client = noor_with(device)
    with acting(cast.karim) as karim:
        assert not Passkey.objects.exists()
        assert queries.has_second_step(karim, cast.noor.account)
        actions.remove_second_step(by=karim, account=cast.noor.account, reason="lost")
    assert client.get("/signalen").url.startswith("/inloggen"), "an open session ends with the second step"
    assert use(browser(), device).status_code == 422
