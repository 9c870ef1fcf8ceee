"""An old register goes in: looked at first, mended, taken in while the page tells how far it is, with and without script."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from schakel.casework.intake import actions
from schakel.site.demo.people import PASSWORD
from tests.journeys.conftest import SIZES, Person

NOOR = "noor@waterrijk.example"
REGISTER = """Kenmerk;Datum;Ontvangen;Soort organisatie;Verhaal;Persoon;Telefoon
r1;3-2-2026;4-2-2026;school;Een meisje komt niet meer op school en belt met een onbekende man.;A. Wolk;06-00001174
r2;gisteren;5-2-2026;school;Twee mannen slapen in de hal van een bedrijf.;;
r3;1-2-2020;2-2-2020;municipality;Een oude zorg die niet meer mag worden bewaard.;;
r4;6-2-2026;7-2-2026;police;Een busje staat elke nacht bij een loods.;;
r5;8-2-2026;9-2-2026;municipality;Twaalf paspoorten op de balie.;Kasimir Wolkenstok;
r6;9-2-2026;9-2-2026;citizen;Elke nacht brandt er licht in de wasserij.;;
r7;9-2-2026;10-2-2026;citizen;Er rijdt een busje met steeds andere mensen.;;
"""


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slices of one line, as if the list were long."""
    monkeypatch.setattr(actions.go_on_with_list, "__kwdefaults__", {"seconds": 30.0, "lines": 1})


def choose(page: Page, name: str, content: str) -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content.encode()})
    page.get_by_role("button", name="Bekijk wat erin staat").click()


def shoot(page: Page, name: str, size: str) -> None:
    if place := os.environ.get("SHOTS"):
        page.screenshot(path=Path(place) / f"{name}-{size}.png", full_page=True)


def test_an_old_register_goes_in(person: Callable[..., Person], size: str, slowly: None) -> None:
    noor = person(NOOR).opens("/signalen/inlezen")
    noor.looks()
    page = noor.page
    shoot(page, "1-ask", size)
    choose(page, "register.csv", REGISTER)
    expect(page.locator("h1")).to_have_text("Dit staat in uw lijst")
    expect(page.locator(".sk-title")).to_contain_text("4 signalen kunnen erin, 3 regels niet.")
    for words in (
        "'gisteren' is geen dag",
        "De bewaartermijn is voorbij sinds 2022-02-02",
        "vastgelegde verstrekking (Wpg)",
    ):
        expect(page.locator("table").first).to_contain_text(words)
    expect(page.get_by_label("Artikel van de verstrekking")).to_be_visible()
    noor.looks()
    shoot(page, "2-looked", size)
    with page.expect_download() as download:
        page.get_by_role("link", name="Haal de regels op om te verbeteren").click()
    mended = Path(download.value.path()).read_text("utf-8-sig").replace("gisteren", "5-2-2026")
    page.get_by_role("button", name="Lees deze signalen in").click()
    expect(page.locator("main").get_by_role("status")).to_have_text("1 van de 4 regels is ingelezen.")
    noor.looks()
    shoot(page, "3-under-way", size)
    expect(page.locator("h1")).to_have_text("De lijst is ingelezen", timeout=60_000)
    expect(page.locator(".sk-title")).to_contain_text("Nieuw: 4 signalen. Al bekend: 0 signalen. Niet erin: 3 regels.")
    noor.looks()
    shoot(page, "4-done", size)
    page.locator("summary", has_text="Politie").click()
    page.get_by_label("Artikel van de verstrekking").select_option("G-police-municipality-19")
    page.get_by_label("Nummer van de verstrekking").fill("PL-2026-12")
    page.get_by_label("Dag van de verstrekking").fill("2026-02-06")
    choose(page, "verbeteren.csv", mended)
    expect(page.locator(".sk-title")).to_contain_text("2 signalen kunnen erin, 1 regel niet.")
    noor.looks()


def test_without_script_the_page_reloads_itself_until_the_list_is_in(
    browser: Browser, address: str, slowly: None
) -> None:
    context = browser.new_context(viewport=SIZES["phone"], locale="nl-NL", java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/inloggen")
    page.locator("[name=login_name]").fill(NOOR)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.goto(f"{address}/signalen/inlezen")
    rows = [{"id": f"r{at}", "observed_on": "2026-10-01", "narrative": f"Zorg {at}."} for at in range(3)]
    choose(page, "register.jsonl", "\n".join(map(json.dumps, rows)))
    page.get_by_role("button", name="Lees deze signalen in").click()
    expect(page.locator("main")).to_contain_text("van de 3 regels")
    expect(page.locator("h1")).to_have_text("De lijst is ingelezen", timeout=60_000)
    context.close()
