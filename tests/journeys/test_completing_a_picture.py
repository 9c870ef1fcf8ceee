"""A focal person writes down what goes against a story and fills in the worksheet: by keyboard and click, in both colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from schakel.casework.bundling.tests.file import House, laundry
from schakel.site.demo.people import person as cast_member
from tests.journeys.conftest import Person

Someone = Callable[..., Person]


@pytest.fixture
def story(cast: Any) -> None:
    """The five signals of the laundry, linked; they are bundle 1."""
    House(cast.organisation("waterrijk"), "GM9901", cast.joost, cast.noor).takes_in(*laundry())


@pytest.mark.parametrize(("size", "colour"), [("wide", "light"), ("phone", "dark")])
def test_a_fact_against_and_a_worksheet(person: Someone, size: str, story: None, colour: str) -> None:
    noor = person(cast_member("noor").login_name, colour=colour)
    noor.opens("/bundels/1")
    page = noor.page
    expect(page.get_by_role("heading", name="Wat zou dit beeld completer maken?")).to_be_visible()
    noor.looks(f"picture-{colour}")

    page.get_by_role("link", name="Voeg een feit toe").first.click()
    noor.looks(f"add-fact-{colour}")
    page.get_by_role("link", name="Signaal 2").click()
    page.get_by_role("button", name="Voeg dit feit toe").click()
    expect(page.locator("[role=alert], .sk-errors").first).to_contain_text("Kies een feit uit de lijst.")
    page.get_by_label("Welk feit?").select_option("TEG-05")
    page.get_by_text("Dit is zo", exact=True).click()
    page.get_by_text("Zelf gezien", exact=True).click()
    page.get_by_label("Waaruit blijkt dit?").fill("Anwar liet zijn paspoort zien.")
    noor.looks()
    page.get_by_role("button", name="Voeg dit feit toe").click()
    page.wait_for_url("**/bundels/1#beeld")
    expect(page.get_by_text("De persoon heeft het eigen paspoort of de eigen pas")).to_be_visible()

    page.get_by_role("link", name="Werkblad ILO").click()
    noor.looks(f"worksheet-{colour}")
    page.get_by_role("link", name="Vul in: uitbuiting").click()
    rows = page.locator("fieldset")
    for at in range(2):
        rows.nth(at).get_by_text("Ja", exact=True).click()
        page.get_by_label("Waarom?").nth(at).fill("Dat staat in signaal 1.")
    noor.looks()
    page.get_by_role("button", name="Bewaar deze antwoorden").click()
    page.wait_for_url("**/werkblad/adult_labour#deel-D4")
    expect(page.locator("#deel-D4")).to_contain_text("Gesteund")
    expect(page.locator("#deel-D5")).to_contain_text("Nog niet gesteund")
    noor.looks(f"worksheet-answered-{colour}")
    page.get_by_role("link", name="Seksueel, volwassenen").click()
    expect(page.locator("#deel-D4")).to_contain_text("Hier wordt niets uitgerekend")
    noor.looks(f"worksheet-sexual-{colour}")
