"""A focal person sends a letter to the Labour Inspectorate, with a second person; CoMensha without consent is refused."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from schakel.casework.sharing.tests import given
from schakel.site.demo.people import person as cast_member
from tests.journeys.conftest import Person

Someone = Callable[..., Person]


def login_of(key: str) -> str:
    return cast_member(key).login_name


def test_a_letter_to_the_labour_inspectorate(person: Someone, size: str, cast: Any) -> None:
    signal = given.tells(cast)
    noor = person(login_of("noor"))
    noor.opens(f"/signalen/{signal}")
    noor.page.get_by_role("link", name="Naar wie kan dit?").click()
    page = noor.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Naar wie kan dit?")
    ways = page.get_by_role("table", name="De wegen in het kort").locator("tbody tr")
    assert ways.first.inner_text().split("\n")[0].startswith("Bel 112"), "danger stands first"
    assert "nog niet" in ways.filter(has_text="Meld het bij de Arbeidsinspectie").inner_text()
    labour = page.locator("section", has=page.get_by_role("heading", name="Meld het bij de Arbeidsinspectie"))
    expect(labour).to_contain_text("nog te controleren")
    expect(labour).to_contain_text("Tot de privacyfunctionaris haar met naam heeft aanvaard")
    expect(
        page.locator("#weg-anonymous", has_text="U belt zelf. Schakel stuurt niets").locator(
            "a", has_text="Maak een brief"
        )
    ).to_have_count(0)
    noor.looks("share")

    petra = person(login_of("petra"))
    petra.opens("/grondslagen")
    petra.looks("bases")
    block = petra.page.locator(
        "section", has=petra.page.get_by_role("heading", name="De gemeente geeft een signaal aan de Arbeidsinspectie")
    )
    block.get_by_text("Aanvaard deze grondslag").click()
    block.get_by_label("Waarop steunt u?").fill("AVG en UAVG gelezen op wetten.overheid.nl, 20 november 2026.")
    block.get_by_role("button", name="Ik aanvaard dit").click()
    expect(petra.page.locator("main")).to_contain_text("Aanvaard door Petra op")
    petra.looks("bases-accepted")

    page.reload()
    labour.get_by_role("link", name="Maak een brief").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nederlandse Arbeidsinspectie")
    assert page.locator("main input[type=checkbox]:checked").count() == 0
    noor.looks("propose-disclosure")
    page.get_by_role("button", name="Stel deze brief voor").click()
    expect(page.locator("[data-sk-focus]").first).to_contain_text("Kies minstens één ding")
    noor.looks("propose-disclosure-faults")
    page.get_by_label(given.FIRM).check()
    page.get_by_label(given.STREET).check()
    page.get_by_label("Het signaal is gewogen").check()
    page.get_by_label("Waarom is dit nodig").fill("Zij kunnen nagaan of er loon is betaald.")
    page.get_by_label("Waarom kan het niet met minder").fill(
        "Met minder vinden zij het bedrijf niet. Zij gaan over loon."
    )
    page.get_by_role("button", name="Stel deze brief voor").click()
    expect(page.locator("main")).to_contain_text("Wacht op een tweede persoon")
    expect(page.get_by_role("link", name="Haal de brief op")).to_have_count(0)
    noor.looks("disclosure")
    letter = page.url

    samira = person(login_of("samira"))
    samira.page.goto(letter)
    samira.page.get_by_role("button", name="Ja, dit mag zo weg").click()
    expect(samira.page.get_by_role("link", name="Haal de brief op")).to_have_count(1)
    samira.looks("disclosure-checked")

    page.goto(letter)
    pdf = page.request.get(f"{letter}/brief.pdf", timeout=60_000)  # a busy machine sets type slowly
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf.body(), capture_output=True, check=True).stdout.decode()
    assert given.FIRM in told and given.STREET in told
    assert not [one for one in (*given.FORBIDDEN, given.VICTIM, given.PHONE) if one.lower() in told.lower()]
    page.get_by_role("link", name="Druk af vanaf het scherm").click()
    noor.looks("letter")
    page.goto(letter)
    page.get_by_text("Beveiligde e-mail").click()
    page.get_by_role("button", name="De brief is verstuurd").click()
    expect(page.locator("main")).to_contain_text("Laat de melder horen dat het signaal is doorgegeven")
    noor.looks("disclosure-sent")
    page.get_by_label("Hun nummer").fill("NLA-2026-17")
    page.get_by_role("button", name="De ontvanger heeft de brief").click()
    page.get_by_text("Zij pakken het op").click()
    page.get_by_role("button", name="Leg dit vast").click()
    expect(page.locator("main")).to_contain_text("Zij lieten weten: Zij pakken het op")
    noor.looks("disclosure-outcome")
    page.get_by_role("link", name="Naar het antwoord aan de melder").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Signaal")


def test_comensha_without_consent_is_refused_with_the_lawful_way(person: Someone, size: str, cast: Any) -> None:
    signal = given.tells(cast)
    noor = person(login_of("noor"))
    page = noor.opens(f"/signalen/{signal}/delen/comensha/G-others-comensha/registration").page
    expect(page.locator("main")).to_contain_text("Hiervoor is schriftelijke toestemming nodig.")
    expect(page.locator("main")).to_contain_text("Vraag CoMensha om raad zonder namen: 033-4481186.")
    noor.looks("comensha-refused")
    page.get_by_label(given.VICTIM).check()
    page.get_by_label("Waarom is dit nodig").fill("Zij tellen mee.")
    page.get_by_label("Waarom kan het niet met minder").fill("Zij houden de telling bij.")
    noor.faults.clear()
    page.get_by_role("button", name="Stel deze brief voor").click()
    expect(page.locator("main")).to_contain_text(
        "Hiervoor is schriftelijke toestemming nodig. Zonder toestemming gaan er alleen cijfers"
    )
    noor.faults.clear()  # the answer is a 403 on purpose

    page.goto(f"{noor.address}/signalen/{signal}/toestemming/comensha/registration")
    noor.looks("consent")
    page.get_by_text("Nee", exact=True).first.click()
    page.get_by_text("16 jaar of ouder").click()
    page.get_by_label("Op welke dag?").fill("2026-11-20")
    page.get_by_role("button", name="Leg dit vast").click()
    expect(page.locator("aside, main")).to_contain_text(["ons aanbod blijft"])
    noor.looks("consent-refused")


def test_may_i_share_this_without_a_signal(person: Someone, size: str, cast: Any) -> None:
    joost = person(login_of("joost"))
    page = joost.opens("/mag-ik-dit-delen").page
    joost.looks("may-i-share")
    page.get_by_label("Wie geeft iets?").select_option(label="Politie")
    page.get_by_label("Wie krijgt het?").select_option(label="CoMensha")
    page.get_by_label("Waarvoor?").select_option(label="De landelijke registratie van mogelijke mensenhandel")
    page.get_by_role("button", name="Zoek het uit").click()
    expect(page.locator("#antwoord")).to_contain_text("Ja, als het nodig is")
    expect(page.locator("#antwoord")).to_contain_text("not provided (Bpg 4:2)")
    joost.looks("may-i-share-answer")
