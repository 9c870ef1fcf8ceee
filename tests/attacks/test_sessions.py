"""Attacks on who one is: sessions that are fixed, kept, stolen or read from a copy; halves of logins; roles of before."""

from __future__ import annotations

from django.conf import settings
from django.test import Client, override_settings

from tests.attacks import weak
from tests.attacks.conftest import HOST
from tests.attacks.weakening import attack

COOKIE = settings.SESSION_COOKIE_NAME


def with_cookie(key: str) -> Client:
    browser = Client(raise_request_exception=False, SERVER_NAME=HOST)
    browser.cookies[COOKIE] = key
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/mijn-account").status_code == 200


def logs_in(browser: Client, cast, name: str = "joost", **more):
    sent = {"login_name": cast.login_name(name), "password": cast.password, **more}
    return browser.post("/inloggen", sent)


@attack(holds="logging in gives the session a new key", broken_by=weak.keys_stay)
def test_fix_the_session_before_the_login(database, cast):
    """Puts a session of the attacker's in somebody's browser, and waits until they log in with it."""
    victim = Client(SERVER_NAME=HOST)
    victim.post("/taal", {"language": "nl"})
    session = victim.session
    session["planted"] = True
    session.save()
    victim.cookies[COOKIE] = planted = session.session_key
    logs_in(victim, cast)
    assert is_in(victim)
    assert not is_in(with_cookie(planted))


@attack(holds="going out deletes the session at the server", broken_by=weak.going_out_forgets_nothing)
def test_use_a_cookie_after_its_owner_went_out(as_):
    """Copies the cookie, and uses it after its owner has gone out."""
    noor = as_("noor")
    copied = noor.cookies[COOKIE].value
    assert is_in(with_cookie(copied))
    noor.post("/uitloggen")
    assert not is_in(with_cookie(copied))


@attack(holds="every session carries a hash of the password it began with", broken_by=weak.sessions_know_no_password)
def test_use_a_stolen_cookie_after_the_password_changed(as_, cast):
    """Copies the cookie of the phone; its owner notices something and changes the password at the desk."""
    joost, copied = as_("joost"), as_("joost").cookies[COOKIE].value
    new = {"password": "een heel nieuwe zin hier", "again": "een heel nieuwe zin hier"}
    assert joost.post("/mijn-account/wachtwoord", {"old": cast.password, **new}).status_code == 302
    assert is_in(joost)
    assert not is_in(with_cookie(copied))


@attack(holds="roles are read anew for every request, as they are today", broken_by=weak.people_are_remembered)
def test_go_on_with_a_role_that_was_taken_away(as_, world, cast):
    """Stays logged in while the administrator takes the role back."""
    noor = as_("noor")
    assert noor.get("/signalen").status_code == 200
    role = world.one("select id from accounts_rolegrant where account_id = %s", cast.noor.account)
    assert as_("karim").post(f"/accounts/{cast.noor.account}/rollen/{role}/trek-in").status_code == 302
    assert noor.get("/signalen").status_code == 403


@attack(holds="an account that was closed is nobody, whatever session is open", broken_by=weak.people_are_remembered)
def test_go_on_after_the_account_was_closed(as_, cast):
    """Stays logged in after the last working day."""
    wim = as_("wim")
    assert is_in(wim)
    as_("karim").post(f"/accounts/{cast.wim.account}/sluit", {"reason": "Uit dienst.", "sure": "yes"})
    assert not is_in(wim)


@attack(holds="until the second step is given nobody is signed in", broken_by=weak.half_is_whole)
def test_come_in_with_half_a_login(database, cast):
    """Knows the password and not the code: logs in and goes straight to a page."""
    with override_settings(SECOND_STEP_REQUIRED=True):
        browser = Client(raise_request_exception=False, SERVER_NAME=HOST)
        logs_in(browser, cast)
        assert browser.get("/mijn-signalen").status_code == 302
        assert browser.get("/signaal").status_code == 302


@attack(holds="the table holds a hash of each key (`site.sessions`)", broken_by=weak.keys_in_the_clear)
def test_take_a_session_out_of_a_copy_of_the_database(as_, world):
    """Reads the table of sessions, from a backup or with the application's login, and uses its keys as cookies."""
    assert is_in(as_("noor"))
    found = world.all("select session_key from django_session")
    assert found
    assert [key for key in found if is_in(with_cookie(key))] == []


@attack(holds="script cannot read the cookie, another site's form does not send it, http does not carry it",
        broken_by=weak.loose_cookies)  # fmt: skip
def test_read_the_cookie_by_script_or_on_the_wire(cast, database):
    """Looks for a cookie that script can read, that goes along with forms of other sites, or that goes over http."""
    with override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True):
        browser = Client(SERVER_NAME=HOST)
        answer = logs_in(browser, cast)
    cookies = {name: answer.cookies[name] for name in (COOKIE, "csrftoken", "schakel_typist") if name in answer.cookies}
    assert COOKIE in cookies
    assert {
        name for name, one in cookies.items() if not one["httponly"] or one["samesite"] not in ("Lax", "Strict")
    } == set()
    assert cookies[COOKIE]["secure"]


@attack(holds="what is posted without a login is kept for the one account that the signed cookie names, sealed",
        broken_by=weak.kept_for_anybody)  # fmt: skip
def test_read_what_somebody_else_typed_at_the_same_computer(as_, cast):
    """Logs in at a shared computer where a colleague's login ended while they typed."""
    joost = as_("joost")
    joost.get("/mijn-account")
    del joost.cookies[COOKIE]
    joost.post(
        "/signaal", {"narrative": "Een zin van Joost alleen."}, HTTP_REFERER=f"http://{HOST}/signaal", HTTP_HOST=HOST
    )
    logs_in(joost, cast, "wim")
    assert "Een zin van Joost" not in joost.get("/signaal").content.decode()
