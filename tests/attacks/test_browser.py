"""Attacks through somebody's browser: forms of other sites, frames, addresses that lead away, a false host, caches."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from tests.attacks import weak
from tests.attacks.conftest import HOST
from tests.attacks.weakening import attack

ELSEWHERE = (
    "//kwaad.example", "https://kwaad.example/werk", "/\\kwaad.example", "\\\\kwaad.example", "///kwaad.example", "http:kwaad.example",
    "javascript:alert(1)", " //kwaad.example", "/\t/kwaad.example", "https:\\\\kwaad.example", "data:text/html,x", "//localhost@kwaad.example",
)  # fmt: skip


def addresses(patterns: Any = None, before: str = "/") -> list[tuple[str, Any]]:
    """Every address of the house with a number that is nobody's in it, and its view."""
    found: list[tuple[str, Any]] = []
    for one in patterns if patterns is not None else get_resolver().url_patterns:
        place = before + str(one.pattern)
        if isinstance(one, URLResolver):
            found += addresses(one.url_patterns, place)
        elif isinstance(one, URLPattern):
            found.append((filled(place), one.callback))
    return found


def filled(place: str) -> str:
    kinds = {"uuid": str(uuid4()), "int": "1", "slug": "x", "str": "x"}
    parts = []
    for part in place.split("/"):
        kind = part.strip("<>").split(":")[0] if part.startswith("<") else ""
        parts.append(kinds.get(kind, part))
    return "/".join(parts)


def mark_of(browser: Client) -> str:
    browser.get("/mijn-account")
    return browser.cookies["csrftoken"].value if "csrftoken" in browser.cookies else "none is asked"


def of_people() -> list[str]:
    return [place for place, view in addresses() if view.who.via == "session"]


@attack(holds="`CsrfViewMiddleware` before every view; the gate for systems takes no cookie", broken_by=weak.no_csrf)
def test_post_every_form_from_another_site(as_, world):
    """A page elsewhere posts to every address of the house in the browser of somebody who is logged in."""
    before = world.count("audit_entry")
    noor = as_("noor", enforce_csrf_checks=True)
    with override_settings(WRITES_A_MINUTE=10**6, STRANGERS_A_MINUTE=10**6):
        answers = {
            place: noor.post(place, {"do": "again"}, HTTP_ORIGIN="https://kwaad.example") for place in of_people()
        }
    assert len(answers) > 60
    assert {place: answer.status_code for place, answer in answers.items() if answer.status_code != 403} == {}
    assert world.count("audit_entry") == before


@attack(holds="the mark in the form must fit the cookie of the same browser", broken_by=weak.no_csrf)
def test_post_with_the_mark_of_another_browser(as_, world):
    """Takes a good mark out of an own page and puts it in a form for somebody else's browser."""
    own, other = as_("tom", enforce_csrf_checks=True), as_("karim", enforce_csrf_checks=True)
    mark = mark_of(own)
    assert own.post("/mijn-account", {"language": "nl", "csrfmiddlewaretoken": mark}).status_code == 302  # it is good
    answer = other.post("/mijn-account", {"language": "en", "csrfmiddlewaretoken": mark})
    assert answer.status_code == 403
    assert world.one("select language from accounts_account where login_name like 'karim%'") == "nl"


@attack(holds="the origin of a form must be our own, whatever mark is in it", broken_by=weak.no_csrf)
def test_post_a_good_mark_from_another_origin(as_):
    """A form with a good mark and cookie, but sent by a page of another site."""
    karim = as_("karim", enforce_csrf_checks=True)
    sent = {"language": "en", "csrfmiddlewaretoken": mark_of(karim)}
    assert karim.post("/mijn-account", sent, HTTP_ORIGIN="https://kwaad.example").status_code == 403


@attack(holds="the login form has a mark too", broken_by=weak.no_csrf)
def test_log_somebody_in_as_the_attacker(cast, database):
    """A page elsewhere logs the browser in with the attacker's own name, so that what is typed next is theirs."""
    browser = Client(enforce_csrf_checks=True, SERVER_NAME=HOST)
    browser.post("/inloggen", {"login_name": cast.login_name("bram"), "password": cast.password})
    assert "_auth_user_id" not in browser.session


@attack(holds="an address that does something takes a form only", broken_by=weak.reading_is_writing)
def test_do_something_by_an_image(as_, world):
    """Puts the address of an act in an image: a GET, for which no mark is asked."""
    signal, letter = world.signal(), world.one("select id from sharing_disclosure")
    consent, role = world.one("select id from sharing_consent"), world.one("select id from accounts_rolegrant limit 1")
    noor, karim = as_("noor"), as_("karim")
    noor.get(f"/signalen/{signal}/oppakken")
    noor.get(f"/signalen/{signal}/toestemming/{consent}/trek-in")
    as_("samira").get(f"/brieven/{letter}?do=check")
    karim.get(
        f"/accounts/{world.one('select account_id from accounts_rolegrant where id = %s', role)}/rollen/{role}/trek-in"
    )
    noor.get("/uitloggen")
    assert world.one("select state from sharing_consent") == "given"
    assert world.one("select state from sharing_disclosure") == "proposed"
    assert world.one("select valid_until from accounts_rolegrant where id = %s", role) is None
    assert "_auth_user_id" in noor.session


@attack(holds="`url_has_allowed_host_and_scheme`: only pages of this site", broken_by=weak.any_address)
def test_be_led_away_after_logging_in(cast, database):
    """A link to the login page says to go on to a copy of it elsewhere, written in twelve ways."""
    led = {}
    for place in ELSEWHERE:
        browser = Client(SERVER_NAME=HOST)
        sent = {"login_name": cast.login_name("joost"), "password": cast.password, "next": place}
        led[place] = browser.post("/inloggen", sent)["Location"]
    assert {place: to for place, to in led.items() if to != "/"} == {}


@attack(holds="`set_language` and going out check likewise", broken_by=weak.any_address)
def test_be_led_away_after_choosing_a_language(stranger):
    """The form for the language says to go on elsewhere."""
    led = [stranger.post("/taal", {"language": "en", "next": place})["Location"] for place in ELSEWHERE]
    assert {to for to in led if "kwaad" in to or ":" in to} == set()


@attack(holds="`ALLOWED_HOSTS`: another host name is refused before anything is made of it", broken_by=weak.any_host)
def test_poison_an_invitation_with_a_false_host(as_, cast):
    """Asks for a new invitation with the attacker's host name, so that the link in it leads there."""
    answers = [
        as_("karim").post(f"/accounts/{cast.joost.account}/link", **header)
        for header in ({"HTTP_HOST": "kwaad.example"}, {"HTTP_X_FORWARDED_HOST": "kwaad.example"})
    ]
    assert "kwaad.example" not in "".join(answer.content.decode() for answer in answers)
    assert answers[0].status_code == 400


@attack(holds="`X-Frame-Options`, `frame-ancestors 'none'` and `Cross-Origin-Opener-Policy` on every page",
        broken_by=weak.no_browser_policy)  # fmt: skip
def test_put_a_page_in_a_frame(as_, stranger):
    """Shows a page of the house in a frame under other buttons, so that somebody clicks what they do not see."""
    for browser, place in (
        (as_("noor"), "/werk"),
        (stranger, "/inloggen"),
        (stranger, "/bestaat-niet"),
        (stranger, "/informatie"),
    ):
        headers = browser.get(place).headers
        assert headers.get("X-Frame-Options") == "DENY", place
        assert "frame-ancestors 'none'" in headers.get("Content-Security-Policy", ""), place
        assert headers.get("Cross-Origin-Opener-Policy") == "same-origin", place


@attack(holds="`no-store` on everything that is made for a person", broken_by=weak.no_browser_policy)
def test_read_pages_back_from_a_cache(as_, world):
    """On a shared computer: looks in the cache of the browser, or of a proxy, for what somebody read before."""
    noor = as_("noor")
    letter = world.one("select id from sharing_disclosure")
    file = world.one("select id from intake_attachment")
    places = (
        "/werk",
        f"/signalen/{world.signal()}",
        "/bundels/1",
        f"/brieven/{letter}/brief",
        f"/bestanden/{file}/inhoud",
    )
    assert {place for place in places if "no-store" not in noor.get(place).headers.get("Cache-Control", "")} == set()


@attack(holds="`Clear-Site-Data` when somebody goes out", broken_by=weak.nothing_is_cleared)
def test_find_what_a_browser_kept_after_going_out(as_):
    """On a shared computer: looks in what the browser kept of the site after its user went out."""
    assert as_("noor").post("/uitloggen").headers.get("Clear-Site-Data") == '"cache", "storage"'


@attack(holds="no answer says that another site may read it, but the description of the interface, which holds no data",
        broken_by=weak.every_origin_may_read)  # fmt: skip
def test_read_an_answer_by_script_of_another_site(as_, stranger):
    """Script of another site fetches pages and looks for a header that lets it read them."""
    for browser in (as_("noor"), stranger):
        for place in ("/werk", "/api/v1/bundles", "/mijn-account", "/inloggen"):
            asked = browser.options(
                place, HTTP_ORIGIN="https://kwaad.example", HTTP_ACCESS_CONTROL_REQUEST_METHOD="GET"
            )
            read = browser.get(place, HTTP_ORIGIN="https://kwaad.example")
            assert "Access-Control-Allow-Origin" not in {*asked.headers, *read.headers}
