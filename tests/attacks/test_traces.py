"""What is left lying about: words and names in addresses, in the log, in mail. Recognisable invented words are planted in
every field, every page is opened, things go wrong on purpose, and then everything that leaves a trace is read."""

from __future__ import annotations

import io
import json
import logging
import re
import sys
from urllib.parse import unquote_plus

import pytest
import structlog

from tests.attacks import weak
from tests.attacks.weakening import attack
from tests.attacks.world import SECRETS

PLANTED = ("Zwanenzang", "0612349876", "Koekoeksweg", "nergensman", "kippenvel")
WORDS = (*PLANTED, *SECRETS)


@pytest.fixture
def log(monkeypatch):
    """Everything that is logged, as it is written in production."""
    from schakel.site.logs import configure

    root = logging.getLogger()
    before, level = root.handlers, root.level
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(sys, "stderr", written := io.StringIO())
        configure({"level": "DEBUG"})
    yield written.getvalue
    root.handlers, root.level = before, level
    structlog.reset_defaults()


def plants(browser) -> str:
    """A signal with a planted word in every field of the desk; where the browser was sent."""
    sent = {
        "do": "send", "narrative": "Een Zwanenzang, kippenvel.", "observed_on": "2026-11-03", "once": "8" * 32,
        "given_kind": ["person", "phone", "address", "online"], "given_value": ["Zwanenzang", "0612349876", "Koekoeksweg 1", "nergensman"],
    }  # fmt: skip
    return browser.post("/signaal", sent)["Location"]


def known_addresses(world) -> list[str]:
    """Every address that is opened with numbers of rows that exist, for whoever may."""
    found = []
    held = {
        "signal": world.signal(), "attachment": world.one("select id from intake_attachment"), "number": 1, "other": 2,
        "disclosure": world.one("select id from sharing_disclosure"), "account": world.one("select id from accounts_account limit 1"),
        "organisation": world.one("select id from accounts_organisation where municipality = 'GM9901'"),
    }  # fmt: skip
    for place, _view in addresses_as_written():
        names = re.findall(r"<(?:\w+:)?(\w+)>", place)
        if set(names) <= set(held):
            found.append(re.sub(r"<(?:\w+:)?(\w+)>", lambda one: str(held[one[1]]), place))
    return found


def addresses_as_written():
    from django.urls import URLPattern, get_resolver

    def walk(patterns, before):
        for one in patterns:
            place = before + str(one.pattern)
            yield from ([(place, one.callback)] if isinstance(one, URLPattern) else walk(one.url_patterns, place))

    return list(walk(get_resolver().url_patterns, "/"))


@attack(holds="addresses have numbers of rows and codes only", broken_by=weak.names_in_addresses)
def test_find_words_in_addresses(as_, world):
    """Reads the history of a browser and the log of a proxy: every link, form and redirect of every page."""
    joost, noor = as_("joost"), as_("noor")
    seen = [plants(joost)]
    own = ("/mijn-signalen", *seen, seen[0].removesuffix("/ontvangst"))
    for browser, places in ((joost, own), (noor, known_addresses(world)), (as_("petra"), ("/spoor",))):
        for place in places:
            answer = browser.get(place)
            seen.append(answer.headers.get("Location", ""))
            if answer.headers.get("Content-Type", "").startswith("text/html"):
                seen += re.findall(r'(?:href|src|action|hx-get|hx-post)="([^"]*)"', answer.content.decode())
    assert len(seen) > 500
    said = [unquote_plus(address).lower() for address in seen]
    assert {address for address in said for word in WORDS if word.lower() in address} == set()


@attack(
    holds="a line of the log has names of events and codes; an exception its class and place",
    broken_by=weak.logs_say_everything,
)
def test_find_words_in_the_log(as_, world, log, monkeypatch):
    """Reads the log after a day on which things were typed, read, refused and broken."""
    from schakel.casework.intake.pages import wording

    joost, noor = as_("joost"), as_("noor")
    plants(joost)
    joost.post("/signaal", {"do": "send", "narrative": "Zwanenzang " * 2_000})
    joost.get("/signalen?naam=Zwanenzang")
    joost.get("/Koekoeksweg/nergensman")
    joost.post("/inloggen", {"login_name": "nergensman@koekoeksweg.example", "password": "Zwanenzang"})

    def breaks(row, **_):
        raise ValueError(f"kippenvel van {row.observed_on} bij Zwanenzang")

    monkeypatch.setattr(wording, "source", breaks)
    noor.get(f"/signalen/{world.signal()}")
    logging.getLogger("django.db.backends").debug("(0.001) select 'Zwanenzang'")
    structlog.get_logger("schakel").warning("list.read", name="Zwanenzang", count=1)
    lines = log().splitlines()
    assert any(json.loads(line).get("error") == "ValueError" for line in lines if line.startswith("{"))  # it did break
    assert {word for word in WORDS for line in lines if word.lower() in line.lower()} == set()
