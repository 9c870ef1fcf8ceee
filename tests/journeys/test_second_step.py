"""A code of the own phone: set up, asked for, renewed and taken away, on a wide screen and on a phone."""

from __future__ import annotations

from schakel.ground.accounts.rules import second_step as rules
from schakel.site.demo.people import PASSWORD
from tests.journeys.conftest import Person


def sends(someone: Person, name: str) -> None:
    someone.page.get_by_role("button", name=name, exact=True).click()
    someone.page.wait_for_load_state()


def code(key: str, ahead: int) -> str:
    from django.utils import timezone

    return rules.code_at(key, rules.step_of(timezone.now()) + ahead)


def test_a_phone_is_paired_asked_for_and_taken_away(person, cast) -> None:
    noor = person("noor@waterrijk.example").opens("/mijn-account")
    noor.looks()
    noor.page.get_by_role("link", name="Stel de tweede stap in").click()
    noor.looks()
    sends(noor, "Begin")
    square = noor.page.get_by_role("img", name="Vierkant")
    assert square.evaluate("image => image.complete && image.naturalWidth > 0")
    noor.looks()
    sends(noor, "Bevestig")
    noor.looks()
    key = noor.page.locator("main code").inner_text().replace(" ", "")
    noor.page.get_by_label("Code uit de app").fill(code(key, 0))
    sends(noor, "Bevestig")
    noor.looks()
    codes = noor.page.locator("main code").all_inner_texts()
    assert len(codes) == 10

    again = person().opens("/inloggen")
    again.page.locator("[name=login_name]").fill("noor@waterrijk.example")
    again.page.locator("[name=password]").fill(PASSWORD)
    again.page.locator("main form button[type=submit]").first.click()
    again.page.wait_for_load_state()
    again.looks()
    again.page.get_by_label("Code").fill("000")
    sends(again, "Log in")
    again.looks()
    again.page.get_by_label("Code").fill(codes[0])
    sends(again, "Log in")
    again.opens("/mijn-account").looks()
    assert "9 herstelcodes" in again.page.locator("main").inner_text()
    again.opens("/mijn-account/tweede-stap").looks()
    again.opens("/mijn-account/herstelcodes").looks()
    again.page.get_by_label("Code").fill(code(key, 1))
    sends(again, "Maak nieuwe herstelcodes")
    again.looks()

    karim = person("karim@waterrijk.example").opens(f"/accounts/{cast.noor.account}")
    karim.looks()
    karim.page.get_by_role("link", name="Haal de tweede stap weg").click()
    karim.looks()
    sends(karim, "Haal de tweede stap weg")
    karim.looks()
    karim.page.get_by_text("De telefoon is kwijt of stuk").click()
    sends(karim, "Haal de tweede stap weg")
    karim.looks()
    assert "De tweede stap van Noor is weg" in karim.page.locator("main").inner_text()
