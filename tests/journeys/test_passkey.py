"""A passkey in a real browser, with a virtual device: made, used, refused after it was removed or on another address."""

from __future__ import annotations

import pytest
from django.test import override_settings

from schakel.site.demo.people import PASSWORD
from tests.journeys.conftest import Person

LOGIN = "noor@waterrijk.example"


@pytest.fixture
def address(address: str) -> str:
    """A passkey is bound to a name and never to a number."""
    return address.replace("127.0.0.1", "localhost")


class Device:
    """The browser's own virtual authenticator: a phone that checks its owner."""

    def __init__(self, someone: Person) -> None:
        self.session = someone.page.context.new_cdp_session(someone.page)
        self.session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True,
        }  # fmt: skip
        made = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self.number = made["authenticatorId"]

    def verifies(self, itself: bool) -> None:
        said = {"authenticatorId": self.number, "isUserVerified": itself}
        self.session.send("WebAuthn.setUserVerified", said)

    def keys(self) -> list[dict[str, object]]:
        return self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.number})["credentials"]


def presses(someone: Person, name: str) -> None:
    with someone.page.expect_navigation():
        someone.page.get_by_role("button", name=name, exact=True).click()
    someone.page.wait_for_load_state()


def goes_out(someone: Person) -> None:
    someone.opens("/mijn-account")
    presses(someone, "Log uit")


def enrols(noor: Person) -> None:
    noor.opens("/mijn-account/passkeys").looks()
    noor.page.get_by_role("link", name="Maak een passkey").click()
    noor.page.get_by_label("Naam van dit apparaat").fill("Werktelefoon")
    noor.looks("passkey-make")
    presses(noor, "Maak de passkey")
    noor.looks()


@pytest.mark.parametrize("size", ["phone"])  # where most people have theirs
def test_a_passkey_is_made_used_and_removed(person) -> None:
    noor = person(LOGIN)
    device = Device(noor)
    enrols(noor)
    assert len(noor.page.locator("main code").all_inner_texts()) == 10
    (key,) = device.keys()
    assert key["rpId"] == "localhost"
    noor.opens("/mijn-account/passkeys").looks("passkeys")
    assert "Werktelefoon" in noor.page.locator("main").inner_text()

    goes_out(noor)
    noor.page.get_by_role("link", name="Log in met een passkey").click()
    noor.looks("passkey-login")
    presses(noor, "Gebruik uw passkey")
    assert noor.page.url.endswith("/werk"), noor.page.url

    goes_out(noor)
    noor.page.locator("[name=login_name]").fill(LOGIN)
    noor.page.locator("[name=password]").fill(PASSWORD)
    presses(noor, "Log in")
    assert "/inloggen/passkey" in noor.page.url
    noor.looks()
    presses(noor, "Gebruik uw passkey")
    assert noor.page.url.endswith("/werk"), noor.page.url

    noor.opens("/mijn-account/passkeys").page.get_by_role("link", name="Werktelefoon").click()
    noor.looks()
    presses(noor, "Haal de passkey weg")
    assert "U hebt nog geen passkey" in noor.page.locator("main").inner_text()
    goes_out(noor)
    noor.opens("/inloggen/passkey")
    presses(noor, "Gebruik uw passkey")
    assert "hier niet bekend" in noor.page.locator("main").inner_text()
    noor.looks()


def test_a_device_that_does_not_check_its_owner_and_another_address_open_nothing(person) -> None:
    noor = person(LOGIN)
    device = Device(noor)
    enrols(noor)
    goes_out(noor)
    device.verifies(False)
    noor.opens("/inloggen/passkey").page.get_by_role("button", name="Gebruik uw passkey").click()
    noor.page.get_by_text("Het apparaat gaf geen antwoord").wait_for()
    device.verifies(True)
    with override_settings(ORIGIN="http://localhost:1"):  # as if this site were not the one of the settings
        noor.opens("/inloggen/passkey")
        presses(noor, "Gebruik uw passkey")
        assert "hier niet bekend" in noor.page.locator("main").inner_text()
    with override_settings(ORIGIN="http://elders.example"):
        noor.opens("/inloggen/passkey").page.get_by_role("button", name="Gebruik uw passkey").click()
        noor.page.get_by_text("Het apparaat gaf geen antwoord").wait_for()


def test_an_answer_that_is_sent_again_opens_nothing(person) -> None:
    noor = person(LOGIN)
    Device(noor)
    enrols(noor)
    goes_out(noor)
    sent: list[str] = []
    noor.page.on("request", lambda asked: sent.append(asked.post_data or "") if asked.method == "POST" else None)
    noor.opens("/inloggen/passkey")
    presses(noor, "Gebruik uw passkey")
    (answer,) = [one for one in sent if "answer=%7B" in one]
    goes_out(noor)
    noor.opens("/inloggen/passkey")
    again = "async (body) => (await fetch('/inloggen/passkey', {method: 'POST', body, headers: {'Content-Type': 'application/x-www-form-urlencoded'}})).status"
    token = noor.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    fields = [field for field in answer.split("&") if not field.startswith("csrf")]
    status = noor.page.evaluate(again, "&".join([f"csrfmiddlewaretoken={token}", *fields]))
    assert status == 422
    assert "/inloggen" in noor.opens("/werk").page.url


def test_without_script_the_page_says_what_works(browser, address) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    page.goto(f"{address}/inloggen/passkey")
    assert "Zonder JavaScript werkt een code van uw telefoon" in page.locator("main").inner_text()
    assert page.get_by_role("button", name="Gebruik uw passkey").count() == 0
    context.close()
