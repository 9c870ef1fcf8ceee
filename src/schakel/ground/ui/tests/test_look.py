"""The pages of the design in a browser, under the policy of production: accessible, no sideways scroll, no broken file."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template import engines
from playwright.sync_api import Browser, Page, Route

from schakel.ground.ui.tests import samples

STATIC = Path(__file__).parents[1] / "static"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_ONLY = {"runOnly": {"type": "tag", "values": WCAG}, "preload": False}


def show(browser: Browser, name: str, width: int, scheme: str) -> tuple[Page, list[str]]:
    """One sample page, and what the browser complained about."""
    html = samples.render(name, engines["django"])
    complaints: list[str] = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://sample.test/").split("#")[0]
        if path == name:
            route.fulfill(
                body=html, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": POLICY}
            )
        elif (STATIC / path.removeprefix("static/")).is_file():
            route.fulfill(path=STATIC / path.removeprefix("static/"))
        else:
            complaints.append(f"asked for {path}")
            route.abort()

    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page.on("console", lambda message: complaints.append(message.text))
    page.route("**/*", answer)
    page.goto(f"http://sample.test/{name}")
    page.evaluate("document.fonts.ready")
    return page, complaints


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize("name", samples.NAMES)
def test_a_page_of_the_design_has_no_accessibility_fault(browser: Browser, name: str, width: int, scheme: str):
    page, complaints = show(browser, name, width, scheme)
    faults = Axe().run(page, options=RUN_ONLY)
    assert faults.violations_count == 0, faults.generate_report()
    assert complaints == []
    page.close()


def test_the_measure_finds_a_fault_when_there_is_one(browser: Browser):
    page, _complaints = show(browser, "desk", 1280, "light")
    page.evaluate("document.querySelector('label[for=id_narrative]').remove()")
    assert Axe().run(page, options=RUN_ONLY).violations_count > 0
    page.close()


@pytest.mark.parametrize("name", samples.NAMES)
def test_nothing_scrolls_sideways_at_320_and_targets_are_large(browser: Browser, name: str):
    """Links inside a sentence may be lower (WCAG 2.5.8), and the name of a work item stretches over the whole item."""
    page, _complaints = show(browser, name, 320, "light")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, select, summary, .sk-tri label, .sk-choice label, .sk-check")]
            .filter(one => !one.closest("p.sk-small, .sk-time__who, .sk-item__name") && one.offsetParent)
            .map(one => [one.textContent.trim(), Math.round(one.getBoundingClientRect().height)])
            .filter(([, height]) => height < 44)"""
    )
    assert small == []
    page.close()


def test_after_a_mistake_reading_goes_on_at_the_summary(browser: Browser):
    page, _complaints = show(browser, "states", 1280, "light")
    assert page.evaluate("document.activeElement.id") == "fouten"
    page.close()


def test_names_of_elsewhere_are_set_in_our_own_letters(browser: Browser):
    page, _complaints = show(browser, "bundle", 1280, "light")
    loaded = page.evaluate("[...document.fonts].filter(one => one.status === 'loaded').map(one => one.unicodeRange)")
    assert any("100-2BA" in stretch.upper().replace("U+0", "U+") for stretch in loaded)
    page.close()


def test_the_keyboard_reaches_the_content_first(browser: Browser):
    page, _complaints = show(browser, "desk", 1280, "light")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "utrecht-skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"
    page.close()


def test_rows_are_added_with_their_own_numbers_and_a_removed_row_is_sent_empty(browser: Browser):
    page, complaints = show(browser, "states", 1280, "light")
    page.get_by_role("button", name="Voeg toe").click()
    page.locator("[name=rows-1-value]").fill("Kade 48")
    assert page.locator("[name=rows-TOTAL_FORMS]").input_value() == "2"
    assert page.evaluate("document.activeElement.name") == "rows-1-value"
    page.locator("[data-sk-row]").nth(1).get_by_role("button", name="Haal weg").click()
    assert page.locator("[name=rows-1-value]").input_value() == ""
    assert not page.locator("[name=rows-1-value]").is_visible()
    assert complaints == []
    page.close()


def test_without_script_no_button_is_shown_that_does_nothing(browser: Browser):
    page = browser.new_page(java_script_enabled=False)
    page.set_content(samples.render("states", engines["django"]))
    assert page.get_by_role("button", name="Voeg toe").count() == 0
    assert page.get_by_role("button", name="Verstuur").count() == 1
    page.close()


def test_on_paper_the_ink_is_dark_also_for_who_reads_in_the_dark(browser: Browser):
    page, _complaints = show(browser, "bundle", 1280, "dark")
    ink = "getComputedStyle(document.body).color"
    assert page.evaluate(ink) == "rgb(232, 239, 237)"
    page.emulate_media(media="print")
    assert page.evaluate(ink) == "rgb(20, 40, 43)"
    assert page.locator(".sk-printed").is_visible()
    assert not page.locator(".sk-decide").is_visible()
    page.close()
