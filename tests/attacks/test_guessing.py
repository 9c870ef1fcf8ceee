"""Guessing: passwords, codes and links; which names exist; and asking too often."""

from __future__ import annotations

import json
import re
from datetime import timedelta

from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone

from schakel.ground.accounts.tests import codes
from tests.attacks import weak
from tests.attacks.conftest import HOST
from tests.attacks.weakening import attack

UNKNOWN = "niemand@waterrijk.example"
PASSWORD = {"password": "een heel nieuwe zin hier", "again": "een heel nieuwe zin hier"}


def tries(browser: Client, name: str, password: str = "verkeerd-geraden"):
    return browser.post("/inloggen", {"login_name": name, "password": password})


def words(answer) -> str:
    """What stands on the page, without what differs each time and without the name that was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
    return re.sub(r"[\w.]+@waterrijk\.example", "NAME", text)


@attack(
    holds="five wrong passwords make the name wait, and then the right one is not looked at", broken_by=weak.no_throttle
)
def test_guess_a_password(stranger, cast):
    """Tries one password after another for one name; the sixth is the right one."""
    name = cast.login_name("joost")
    for _ in range(5):
        tries(stranger, name)
    assert tries(stranger, name, cast.password).status_code == 422
    assert "_auth_user_id" not in stranger.session


@attack(holds="one sentence for a wrong password and for a name that is nobody's", broken_by=weak.names_are_told)
def test_learn_from_the_words_which_names_exist(stranger, cast):
    """Logs in with a wrong password, once with a name that exists and once with one that does not, and compares."""
    known, unknown = (tries(stranger, name) for name in (cast.login_name("joost"), UNKNOWN))
    assert known.status_code == unknown.status_code
    assert words(known) == words(unknown)


@attack(holds="a name that is nobody's is counted and made to wait likewise", broken_by=weak.only_real_names_wait)
def test_learn_from_the_waiting_which_names_exist(stranger, cast):
    """Tries six times with both names, and compares which of them has to wait."""
    told = []
    for name in (cast.login_name("joost"), UNKNOWN):
        told.append(re.sub(r"\d+ seconden", "N", words([tries(stranger, name) for _ in range(6)][-1])))
    assert told[0] == told[1]


@attack(holds="a password is hashed for a name that is nobody's too", broken_by=weak.nobody_is_not_hashed)
def test_learn_from_the_time_which_names_exist(stranger, cast, monkeypatch):
    """Measures how long the answer takes. Counted here is the work, which does not depend on how busy a machine is."""
    from django.contrib.auth.hashers import get_hasher

    hasher, asked = type(get_hasher()), []
    real = hasher.verify
    monkeypatch.setattr(hasher, "verify", lambda self, *what: asked.append(1) or real(self, *what))
    work = []
    for name in (cast.login_name("joost"), cast.login_name("karim"), UNKNOWN):
        tries(stranger, name)
        work.append(len(asked))
        asked.clear()
    assert work == [1, 1, 1]


@attack(
    holds="wrong codes in a row make one wait, whatever browser they come from", broken_by=weak.codes_are_not_counted
)
def test_guess_a_code(cast, database):
    """Knows the password and tries codes, each time with a new half login."""
    key, _recovery = codes.set_up(cast.joost)
    for _ in range(6):
        browser = Client(SERVER_NAME=HOST)
        tries(browser, cast.login_name("joost"), cast.password)
        browser.post("/inloggen/code", {"code": "000000"})
    browser.post("/inloggen/code", {"code": codes.code_now(key, ahead=1)})
    assert "_auth_user_id" not in browser.session


@attack(holds="a code counts once", broken_by=weak.codes_count_twice)
def test_use_a_code_that_was_looked_at_over_a_shoulder(cast, database):
    """Reads a code on somebody's phone and uses it in the same half minute, after them."""
    key, _recovery = codes.set_up(cast.joost)
    code = codes.code_now(key, ahead=1)
    came_in = []
    for _ in range(2):
        browser = Client(SERVER_NAME=HOST)
        tries(browser, cast.login_name("joost"), cast.password)
        browser.post("/inloggen/code", {"code": code})
        came_in.append("_auth_user_id" in browser.session)
    assert came_in == [True, False]


@attack(holds="an invitation works once, and three days", broken_by=weak.links_stay)
def test_use_an_invitation_again(as_, stranger, world, cast):
    """Finds a used invitation in a mailbox, and an old one that nobody used."""
    link = re.search(r"/wachtwoord/[\w-]+", as_("karim").post(f"/accounts/{cast.joost.account}/link").content.decode())[
        0
    ]
    assert stranger.post(link, PASSWORD).status_code == 200
    again = Client(SERVER_NAME=HOST).post(link, dict.fromkeys(PASSWORD, "van de aanvaller nu dan"))
    assert again.status_code == 410
    old = re.search(r"/wachtwoord/[\w-]+", as_("karim").post(f"/accounts/{cast.wim.account}/link").content.decode())[0]
    with world.clone.as_superuser() as server:
        server.execute("update accounts_onetimelink set expires_at = %s", [timezone.now() - timedelta(minutes=1)])
    assert stranger.post(old, PASSWORD).status_code == 410


@attack(
    holds="all strangers together may send so much in a minute; then 429 with `Retry-After`", broken_by=weak.no_limits
)
def test_flood_the_login(stranger, cast):
    """Sends login after login, each with another name, so that counting by name does not help."""
    with override_settings(STRANGERS_A_MINUTE=5):
        answers = [tries(stranger, f"n{number}@waterrijk.example") for number in range(7)]
    assert [answer.status_code for answer in answers[:5]] == [422] * 5
    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1].headers.get("Retry-After", 0)) <= 61


@attack(
    holds="a browser that was logged in before has a count of its own, by a signed cookie",
    broken_by=weak.all_are_strangers,
)
def test_shut_people_out_by_flooding_the_login(as_, stranger, cast):
    """Floods the login so that nobody comes in in the morning."""
    noor = as_("noor")
    noor.get("/mijn-account")
    del noor.cookies[settings.SESSION_COOKIE_NAME]
    with override_settings(STRANGERS_A_MINUTE=2):
        for number in range(4):
            tries(stranger, f"n{number}@waterrijk.example")
        assert tries(noor, cast.login_name("noor"), cast.password).status_code == 302


@attack(holds="one person may read and send so much in a minute", broken_by=weak.no_limits)
def test_carry_the_register_away_page_by_page(as_):
    """With a good login, script opens page after page and sends form after form."""
    with override_settings(READS_A_MINUTE=3, WRITES_A_MINUTE=3):
        noor = as_("noor")
        read = [noor.get("/mijn-account").status_code for _ in range(5)]
        sent = [noor.post("/signaal", {"do": "again"}).status_code for _ in range(5)]
    assert read == [200, 200, 200, 429, 429]
    assert sent == [302, 302, 302, 429, 429]


@attack(
    holds="unknown keys are counted together, known ones each; both get 429 as problem details",
    broken_by=weak.no_limits,
)
def test_guess_and_flood_at_the_interface(stranger, key_of):
    """Tries keys at the interface for systems, and floods it with a good one."""
    key = key_of("karim", "bundle.read")
    with override_settings(STRANGERS_A_MINUTE=3, SYSTEM_A_MINUTE=3):
        guessed = [stranger.get("/api/v1/bundles", headers={"Authorization": f"Bearer {n}"}) for n in range(5)]
        flooded = [stranger.get("/api/v1/bundles", headers={"Authorization": f"Bearer {key}"}) for _ in range(5)]
    assert [answer.status_code for answer in guessed] == [401, 401, 401, 429, 429]
    assert [answer.status_code for answer in flooded] == [200, 200, 200, 429, 429]
    assert "Retry-After" in flooded[-1].headers
    assert json.loads(flooded[-1].content)["status"] == 429
