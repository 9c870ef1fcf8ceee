"""What takes over a second says so, in words that a screen reader also says; what is quick does not flash."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from schakel.casework.intake.tests import files
from schakel.site.demo.people import person as cast_member
from tests.journeys.conftest import Person


def slowly(route: Route) -> None:
    time.sleep(1.6)
    route.continue_()


@pytest.mark.parametrize("size", ["phone"])
def test_a_slow_answer_is_announced_and_a_quick_one_is_not(person: Callable[..., Person], size: str) -> None:
    clerk = person(cast_member("joost").login_name)
    page = clerk.opens("/signaal").page
    busy = page.locator("[data-sk-busy]")
    expect(busy).to_have_attribute("role", "status")
    page.get_by_label("Wat zag of hoorde u?").fill("Een man haalde twaalf paspoorten op.")
    page.get_by_label("Kies een foto of PDF").set_input_files(
        {"name": "brief.jpg", "mimeType": "image/jpeg", "buffer": files.jpeg(size=(1200, 800))}
    )
    page.route("**/signaal", slowly)
    page.locator("#bestanden").get_by_role("button", name="Voeg toe").click()
    expect(busy.get_by_text("Even geduld")).to_be_visible()
    clerk.looks()
    expect(page.locator("#bestanden")).to_contain_text("brief.jpg")
    expect(busy).to_have_text("", use_inner_text=True)
    page.unroute("**/signaal")
    page.get_by_role("button", name="Verstuur signaal").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Uw signaal is binnen")
    expect(busy).to_have_text("", use_inner_text=True)
