"""The main job: five people each type one worry, a focal person sees one story and decides, each reporter hears back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from schakel.site.demo.people import person as cast_member
from schakel.site.demo.story import WORRIES, Worry
from tests.journeys.conftest import Person

Someone = Callable[..., Person]


def login_of(key: str) -> str:
    return cast_member(key).login_name


def types(reporter: Person, worry: Worry) -> str:
    """Passes on one worry by keyboard and click, as the desk asks it; gives back what the receipt says."""
    page = reporter.opens("/signaal").page
    page.get_by_label("Wat zag of hoorde u?").fill(worry.narrative)
    for code in worry.seen:
        row = page.locator(".sk-seen__row").filter(has=page.locator(f"input[name$='{code}']"))
        if row.count() and row.first.is_visible():
            row.first.get_by_text("Gezien", exact=True).click()
    page.get_by_label("Op welke dag was dit?").fill((date.today() - timedelta(days=worry.days_ago)).isoformat())
    for kind, value in worry.mentions:
        page.get_by_label("Soort").select_option(kind)
        page.get_by_label("Zoals u het hoorde").fill(value)
        page.locator("#namen").get_by_role("button", name="Voeg toe", exact=True).click()
        expect(page.locator(".sk-given")).to_contain_text(value, timeout=10_000)
    if worry is WORRIES[1]:
        reporter.looks("desk")
    page.get_by_role("button", name="Verstuur signaal").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Uw signaal is binnen")
    if worry is WORRIES[1]:
        reporter.looks("receipt")
    return page.locator("main").inner_text()


def test_five_people_and_one_story(person: Someone, size: str) -> None:
    reporters = {worry.who: person(login_of(worry.who)) for worry in WORRIES}
    for number, worry in enumerate(WORRIES, start=1):
        assert str(number) in types(reporters[worry.who], worry)

    noor = person(login_of("noor"))
    expect(noor.page.get_by_role("heading", level=1)).to_contain_text("iets van u")
    noor.looks("work")
    noor.opens("/bundels")
    noor.looks("bundles")
    noor.page.get_by_role("link", name="Wasserij aan de Nergenshavenkade").click()
    page = noor.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Wasserij aan de Nergenshavenkade")
    expect(page.locator(".sk-time > li")).to_have_count(5)
    for worry in WORRIES:
        expect(page.locator(".sk-time")).to_contain_text(worry.narrative[:40])
    noor.looks("bundle")

    judge_all(noor)
    expect(page.locator("#oordeel")).to_have_count(0)
    expect(page.locator(".sk-time .is-ask")).to_have_count(0)
    noor.looks("bundle-decided")

    noor.opens("/signalen")
    noor.looks("signals")
    page.locator(".sk-item").filter(has_text="taalles").get_by_role("link").first.click()
    noor.looks("signal")

    for who in ("joost", "lotte"):
        mine = reporters[who].opens("/mijn-signalen")
        mine.looks("my-signals")
        assert mine.page.locator("main li, main tbody tr").count() == 1, (
            "a reporter sees what they sent and nothing else"
        )
        assert "Nergenshavenkade" not in mine.page.inner_text("main") or who == "joost"


def judge_all(noor: Person) -> None:
    """Answers every question of the bundle that is open: yes, with a reason; at most ten."""
    page = noor.page
    bundle = page.url
    for _ in range(10):
        if not page.locator("#oordeel").count():
            return
        page.locator("#oordeel").get_by_text("Ja, het hoort erbij").click()
        page.get_by_role("button", name="Leg oordeel vast").click()
        expect(page.locator("#oordeel, .sk-errors, [role=alert]").first).to_contain_text("waarom", ignore_case=True)
        page.locator("#oordeel").get_by_text("Ja, het hoort erbij").click()
        page.get_by_label("Waarom?").fill("Zelfde man, andere spelling. Het wijkteam heeft het nagevraagd.")
        page.get_by_role("button", name="Leg oordeel vast").click()
        page.wait_for_load_state()
        noor.looks("judged")
        page.goto(bundle)
    raise AssertionError("the questions never end")


@pytest.mark.parametrize("size", ["phone"])  # what she may see does not depend on her screen
def test_somebody_of_another_region_sees_nothing(person: Someone, size: str) -> None:
    joost = person(login_of("joost"))
    types(joost, WORRIES[1])
    joost.opens("/mijn-signalen").page.locator("main a[href*='/mijn-signalen/']").first.click()
    number = joost.page.url.rstrip("/").split("/")[-1]
    secret = ("Talhoubi", "Mansouf", "nergenshavenkade", "00001174")

    elif_ = person(login_of("elif"))
    for address in (
        "/werk",
        "/signalen",
        "/bundels",
        "/verwant",
        "/mijn-signalen",
        "/signalen?nummer=1",
    ):
        answer = elif_.page.goto(elif_.address + address)
        assert answer is not None and answer.status == 200
        assert not [word for word in secret if word.lower() in elif_.page.content().lower()], address
        elif_.looks()
    guesses = (
        f"/signalen/{number}",
        f"/mijn-signalen/{number}",
        f"/mijn-signalen/{number}/ontvangst",
        "/bundels/1",
        "/bundels/1/geschiedenis",
    )
    for address in guesses:
        answer = elif_.page.request.get(elif_.address + address)
        assert answer.status == 404, address
        assert not [word for word in secret if word.lower() in answer.text().lower()], address
    for address in ("/spoor", "/accounts"):
        assert elif_.page.request.get(elif_.address + address).status == 403, address
    for address in ("/api/v1/signals", "/api/v1/bundles"):
        assert elif_.page.request.get(elif_.address + address).status in (401, 404, 405), address
