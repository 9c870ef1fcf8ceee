"""A photo with a signal: a clerk adds it, the focal person opens and shuts it, the neighbour finds nothing there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from schakel.casework.intake.tests import files
from schakel.site.demo.people import person as cast_member
from tests.journeys.conftest import Person

Someone = Callable[..., Person]
WORDS = "Op de balie lag een brief over loon dat nooit kwam."


def login_of(key: str) -> str:
    return cast_member(key).login_name


def photo(name: str = "brief aan de balie.jpg") -> dict[str, object]:
    return {"name": name, "mimeType": "image/jpeg", "buffer": files.jpeg(size=(1200, 800))}


def passes_on(clerk: Person) -> str:
    """By way of a button first, so that the file must last from one page to the next; gives the number."""
    page = clerk.opens("/signaal").page
    page.get_by_label("Wat zag of hoorde u?").fill(WORDS)
    page.get_by_label("Kies een foto of PDF").set_input_files(
        [photo(), {"name": "brief.docx", "mimeType": "x/y", "buffer": b"PK"}]
    )  # type: ignore[list-item]
    page.locator("#bestanden").get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_role("link", name="‘brief’ is geen foto of PDF")).to_be_visible()
    clerk.looks("desk-file-refused")
    with page.expect_response("**/signaal"):
        page.locator("#namen").get_by_role("button", name="Voeg toe", exact=True).click()
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    expect(page.locator("#bestanden")).to_contain_text("brief aan de balie.jpg")
    page.locator("#bestanden").scroll_into_view_if_needed()
    clerk.looks("desk-file")
    page.get_by_role("button", name="Verstuur signaal").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Uw signaal is binnen")
    return page.get_by_role("heading", level=1).inner_text().split()[-1].strip(".")


@pytest.mark.parametrize("size", ["phone"])  # photos are taken with one
def test_a_photo_reaches_the_focal_person_and_nobody_else(person: Someone, size: str) -> None:
    clerk = person(login_of("joost"))
    passes_on(clerk)
    mine = clerk.opens("/mijn-signalen").page
    mine.locator("main").get_by_role("link").first.click()
    expect(mine.locator("#bestanden")).to_contain_text("brief aan de balie.jpg")
    clerk.looks("my-signal-files")

    noor = person(login_of("noor"))
    noor.opens("/signalen").page.locator(".sk-item").get_by_role("link").first.click()
    expect(noor.page.locator("#bestanden")).to_contain_text("brief aan de balie.jpg")
    noor.looks("signal-files")
    noor.page.locator("#bestanden").get_by_role("link").click()
    noor.looks("attachment")
    here = noor.page.url
    noor.page.get_by_role("link", name="Bekijk de foto").click()
    noor.page.wait_for_url("**/inhoud")
    width = noor.page.evaluate("document.images[0].naturalWidth")
    assert width == 1200, "the browser shows the picture under its own strict policy"
    assert not noor.faults, noor.faults

    femke = person(login_of("femke"))
    for place in (here, f"{here}/inhoud", f"{here}/kopie"):
        answer = femke.page.goto(place)
        assert answer is not None and answer.status == 404
        expect(femke.page.locator("main")).not_to_contain_text("brief")

    noor.page.goto(here)
    noor.page.get_by_role("button", name="Sluit dit beeld af").click()
    expect(noor.page.locator("main")).to_contain_text("Niemand kan dit openen")
    noor.looks("attachment-shut")
    assert noor.page.goto(f"{here}/inhoud").status == 404  # type: ignore[union-attr]


@pytest.mark.parametrize("size", ["phone"])
def test_a_marked_image_stays_out_and_the_signal_comes_in(person: Someone, size: str) -> None:
    clerk = person(login_of("joost"))
    page = clerk.opens("/signaal").page
    page.get_by_label("Wat zag of hoorde u?").fill("Een man liet mij op zijn telefoon een foto van een meisje zien.")
    page.get_by_label("Er is een beeld waarop misschien").check()
    page.get_by_label("Kies een foto of PDF").set_input_files(photo("meisje.jpg"))  # type: ignore[arg-type]
    page.get_by_role("button", name="Verstuur signaal").click()
    expect(page.locator("main")).to_contain_text("Bel de politie.")
    clerk.looks("receipt-image")
    noor = person(login_of("noor"))
    noor.opens("/signalen").page.locator(".sk-item").get_by_role("link").first.click()
    expect(noor.page.locator("#bestanden")).to_contain_text("Niet aangenomen")
    expect(noor.page.locator("#bestanden")).not_to_contain_text("meisje.jpg")
    noor.looks("signal-image")


def test_without_script_the_file_stays_too(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    try:
        clerk = Person(context, address, "phone").signs_in(login_of("joost"))
        passes = clerk.opens("/signaal").page
        passes.get_by_label("Wat zag of hoorde u?").fill(WORDS)
        passes.get_by_label("Kies een foto of PDF").set_input_files([photo()])  # type: ignore[list-item]
        passes.get_by_role("button", name="Bewaar nu").click()
        expect(passes.locator("#bestanden")).to_contain_text("brief aan de balie.jpg")
        passes.get_by_role("button", name="Verstuur signaal").click()
        expect(passes.get_by_role("heading", level=1)).to_contain_text("Uw signaal is binnen")
    finally:
        context.close()
