"""The desk in a real browser: by keyboard alone, by touch, without a connection, after a login that ended, on a phone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, Page, expect

from schakel.site.demo.people import PASSWORD
from schakel.site.demo.people import person as cast_member
from tests.browser import how
from tests.clones import Clone
from tests.journeys.conftest import Person
from tests.journeys.desk_steps import by_keyboard, by_touch

Someone = Callable[..., Person]
WORDS = "Eén man legt twaalf paspoorten op de balie en doet het woord."
JOOST = cast_member("joost").login_name
# Of which each is one key or one tap besides the words themselves; the desk may become shorter, never longer.
MOST_KEYS, MOST_TAPS = 36, 3
SENT = re.compile("Uw signaal is binnen")


@pytest.fixture
def joost(person: Someone, size: str) -> Person:
    return person(JOOST).opens("/signaal")


def sends(joost: Person) -> None:
    joost.page.get_by_role("button", name="Verstuur signaal").click()


def arrived(joost: Person) -> None:
    expect(joost.page.get_by_role("heading", level=1)).to_have_text(SENT)


def test_by_keyboard_alone_within_a_bound_of_keys(person: Someone, size: str) -> None:
    joost = person(JOOST)
    keys = by_keyboard(joost.page, f"{joost.address}/signaal", WORDS)
    arrived(joost)
    print(f"{size}: {keys} keys besides the words")
    assert keys <= MOST_KEYS


def test_by_touch_within_a_bound_of_taps(browser: Browser, address: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="nl-NL"
    )
    joost = Person(context, address, "phone").signs_in(JOOST)
    taps = by_touch(joost.page, f"{address}/signaal", WORDS)
    arrived(joost)
    context.close()
    assert taps <= MOST_TAPS


@pytest.mark.parametrize("size", ["phone"])
def test_the_desk_holds_what_was_typed_when_the_connection_drops(joost: Person) -> None:
    page, narrative = joost.page, joost.page.get_by_label("Wat zag of hoorde u?")
    narrative.fill(WORDS)
    page.context.set_offline(True)
    sends(joost)
    expect(page.get_by_text("Uw signaal is nog niet verstuurd.")).to_be_visible()
    assert page.url.endswith("/signaal")
    expect(narrative).to_have_value(WORDS)
    joost.faults.clear()  # a browser says of each request that there is no network
    joost.looks()
    narrative.press("End")
    narrative.type(" Hij was kort.", delay=10)
    kept = page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, (await caches.keys()).length,"
        " (await navigator.serviceWorker.getRegistrations()).length, (await indexedDB.databases()).length]"
    )
    assert kept == [0, 0, 0, 0, 0], "nothing stays on the machine"
    page.context.set_offline(False)
    expect(page.get_by_text("De verbinding is er weer. Wat u typte is bewaard.")).to_be_visible(timeout=15_000)
    expect(narrative).to_have_value(f"{WORDS} Hij was kort.")
    sends(joost)
    arrived(joost)


def test_saving_by_itself_says_calmly_that_there_is_no_connection(joost: Person) -> None:
    page = joost.page
    page.get_by_label("Wat zag of hoorde u?").fill(WORDS)
    page.context.set_offline(True)
    expect(page.get_by_text("Wij proberen het steeds opnieuw.")).to_be_visible(timeout=10_000)
    page.context.set_offline(False)
    expect(page.get_by_text("De verbinding is er weer.")).to_be_visible(timeout=15_000)
    page.reload()
    expect(page.get_by_label("Wat zag of hoorde u?")).to_have_value(WORDS)


def ends(database: Clone) -> None:
    with database.as_superuser() as server:
        server.execute("delete from django_session")
        server.commit()


@pytest.mark.parametrize("size", ["phone"])
def test_a_login_that_ended_takes_nothing_away(joost: Person, database: Clone) -> None:
    page = joost.page
    page.get_by_label("Wat zag of hoorde u?").fill(WORDS)
    page.get_by_text("Gezien", exact=True).first.click()
    ends(database)
    sends(joost)
    expect(page.get_by_text("Log opnieuw in. Wat u typte is bewaard.")).to_be_visible()
    joost.faults.clear()  # 401 is how the desk hears of it
    joost.looks()
    page.locator("[name=login_name]").fill(JOOST)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_label("Wat zag of hoorde u?")).to_have_value(WORDS)
    expect(page.get_by_text("Wat u typte staat er nog.")).to_be_focused()
    joost.looks()
    sends(joost)
    arrived(joost)


def test_saving_by_itself_says_that_the_login_ended(joost: Person, database: Clone) -> None:
    page = joost.page
    ends(database)
    page.get_by_label("Wat zag of hoorde u?").press_sequentially(WORDS)
    again = page.get_by_role("link", name="Log opnieuw in.")
    expect(again).to_be_visible(timeout=10_000)
    expect(page.get_by_label("Wat zag of hoorde u?")).to_have_value(WORDS)
    again.click()
    page.locator("[name=login_name]").fill(JOOST)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_label("Wat zag of hoorde u?")).to_have_value(WORDS)


def test_focus_goes_to_what_must_be_mended_and_then_to_the_field(joost: Person) -> None:
    page = joost.page
    sends(joost)
    summary = page.locator("#fouten")
    expect(summary).to_be_focused()
    joost.looks()
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Wat zag of hoorde u?")).to_be_focused()
    expect(page).to_have_title("Signaal doorgeven | Schakel")


def test_small_buttons_bring_the_reader_where_they_put_something(joost: Person) -> None:
    page = joost.page
    page.get_by_label("Soort").select_option("phone")
    page.get_by_label("Zoals u het hoorde").fill("06-00001174")
    page.locator("#namen").get_by_role("button", name="Voeg toe", exact=True).click()
    expect(page.locator(".sk-given")).to_contain_text("06-00001174")
    expect(page.get_by_label("Zoals u het hoorde")).to_be_focused()


@pytest.mark.parametrize("size", ["phone"])
def test_for_somebody_else_looks_right_on_the_page(joost: Person) -> None:
    page = joost.page
    page.get_by_label("Wat zag of hoorde u?").fill(WORDS)
    page.get_by_text("Ik geef dit door voor een ander").click()
    page.locator("#ander").get_by_text("Een inwoner", exact=True).click()
    page.locator("#ander").get_by_text("Ja", exact=True).click()
    joost.looks("desk-for-another")
    sends(joost)
    arrived(joost)


def test_the_receipt_prints_what_one_needs_and_no_buttons(joost: Person) -> None:
    page = joost.page
    page.get_by_label("Wat zag of hoorde u?").fill(WORDS)
    sends(joost)
    arrived(joost)
    expect(page).to_have_title(re.compile(r"^Uw signaal is binnen\. Nummer \d+\. \| Schakel$"))
    page.emulate_media(media="print")
    for text in ("Uw signaal is binnen", "Nummer", "Wat gebeurt er daarna?"):
        expect(page.get_by_text(text).first).to_be_visible()
    expect(page.get_by_text(re.compile("^Afgedrukt door"))).to_be_visible()
    for hidden in ("Print dit ontvangstbewijs", "Geef nog een signaal door", "Bekijk wat u doorgaf"):
        expect(page.get_by_text(hidden)).to_be_hidden()
    expect(page.locator("nav").first).to_be_hidden()


# ---------------------------------------------------------------- on a phone


@pytest.fixture
def installed(browser: Browser, address: str) -> Iterator[Page]:
    """A browser with a folder of its own: one without, as the others here, installs nothing."""
    with TemporaryDirectory(prefix="schakel-browser-") as folder:
        context = browser.browser_type.launch_persistent_context(folder, locale="nl-NL", **how())
        yield context.new_page()
        context.close()


def test_schakel_can_be_installed_on_a_phone(installed: Page, address: str) -> None:
    installed.goto(f"{address}/inloggen")
    session = installed.context.new_cdp_session(installed)
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    told = json.loads(manifest["data"])
    assert (told["start_url"], told["display"]) == ("/signaal", "standalone")
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert errors == [], errors
    colours = installed.locator("meta[name=theme-color]").evaluate_all("all => all.map(one => one.content)")
    assert colours == ["#0d3b42", "#0a2c31"]
    for one in told["icons"]:
        size = installed.evaluate(
            "async source => { const image = new Image(); image.src = source; await image.decode(); return [image.naturalWidth, image.naturalHeight]; }",
            one["src"],
        )
        assert one["sizes"] == f"{size[0]}x{size[1]}"
