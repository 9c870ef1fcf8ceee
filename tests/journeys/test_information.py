"""Somebody who may be exploited reads what she may do, and can be gone at once: nothing is kept, nothing shows where she was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, Route

from schakel.ground.content.queries import pack
from tests.journeys.conftest import Person

ELSEWHERE = "https://www.knmi.nl/"


def catches(page: Page) -> list[dict[str, str]]:
    """What is asked of the other page; nothing leaves this machine."""
    asked: list[dict[str, str]] = []

    def answers(route: Route) -> None:
        asked.append(route.request.headers)
        route.fulfill(body="<title>Weer</title>Zon", content_type="text/html")

    page.route(ELSEWHERE + "**", answers)
    return asked


@pytest.mark.parametrize(("language", "size"), [("nl", "phone"), ("ar", "phone"), ("nl", "wide")])
def test_the_page_reads_well_and_the_way_out_stays_in_sight(person: Callable[..., Person], language: str) -> None:
    who = person().opens(f"/informatie/{language}")
    who.looks("information" if language == "nl" else "")
    assert who.page.locator("html").get_attribute("dir") == pack().rights[language].direction
    box, screen = who.page.locator("[data-sk-exit]").bounding_box(), who.page.viewport_size
    assert box and screen and box["y"] + box["height"] <= screen["height"]
    who.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    after = who.page.locator("[data-sk-exit]").bounding_box()
    assert after and 0 <= after["y"] <= screen["height"] - after["height"]


@pytest.mark.parametrize("size", ["phone"])  # the narrow one is the hard one
def test_each_language_fits_and_says_what_is_still_to_be_checked(person: Callable[..., Person]) -> None:
    who = person()
    for language, text in pack().rights.items():
        who.opens(f"/informatie/{language}").fits()
        assert who.page.locator("h1").inner_text() == text.heading
        assert who.page.locator("a[href^='tel:']").count() == 1 + len(text.helpers)
        assert text.unchecked in who.page.locator("main").inner_text()


@pytest.mark.parametrize("way", ["press", "escape"])
def test_leaving_takes_the_pages_place_in_the_history(person: Callable[..., Person], way: str) -> None:
    page = person().page
    asked = catches(page)
    page.goto("about:blank")
    page.goto(person().address + "/informatie")
    page.locator("nav a[lang=pl]").click()
    page.wait_for_url("**/informatie/pl")
    if way == "press":
        page.locator("[data-sk-exit]").click()
    else:
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url(ELSEWHERE)
    assert "referer" not in asked[0]
    page.go_back()
    assert page.url == "about:blank", "no way back leads to the page"


def test_one_escape_does_not_throw_her_out(person: Callable[..., Person]) -> None:
    who = person().opens("/informatie")
    who.page.keyboard.press("Escape")
    who.page.keyboard.press("Escape")
    who.page.wait_for_timeout(300)
    assert who.page.url.endswith("/informatie")


@pytest.mark.parametrize("language", ["", *pack().rights])
def test_nothing_is_kept_and_nothing_tells(database: object, language: str) -> None:
    visitor = Client(HTTP_HOST="localhost", headers={"accept-language": "ro-RO,ro;q=0.9"})
    answer = visitor.get(f"/informatie/{language}".rstrip("/"))
    body = answer.content.decode()
    assert answer.status_code == 200
    assert not answer.cookies and answer["Cache-Control"] == "no-store" and answer["Referrer-Policy"] == "no-referrer"
    assert "htmx" not in body and "Schakel" not in body, "neither the house nor its script is named"
    expected = pack().rights[language or "ro"]
    assert f"<title>{expected.title}</title>" in body and f'lang="{expected.code}"' in body


def test_a_language_we_do_not_have_is_not_there(database: object) -> None:
    assert Client(HTTP_HOST="localhost").get("/informatie/xx").status_code == 404
