"""Noor asks another region and hears whom to ask; both say yes. And in danger she opens one signal of a neighbour, seen by all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from schakel.casework.hits.tests.regions import PHONE, PLATE, Regions
from tests.journeys.conftest import Person

WORRY = "Vier mannen slapen in een stacaravan en worden elke ochtend met een busje gehaald."
CHILD = "Een kind belde: de deur zit op slot en vader is weg."


def test_a_hit_in_another_region_and_a_signal_in_danger(cast: Any, person: Callable[..., Person]) -> None:
    regions = Regions(cast)
    regions.agree()
    regions.takes_in(regions.elif_, PLATE, text=WORRY)
    regions.asks(regions.takes_in(regions.noor, PLATE, text="Bij de autowasplaats stopt elke avond een busje."))
    regions.round()
    noor = person("noor@waterrijk.example")
    asks(noor, str(regions.takes_in(regions.noor, PHONE, text="Op een briefje staat een nummer.")))
    noor.page.get_by_role("link", name="Wie kunt u vragen?").click()
    noor.looks("region-hit")
    says_yes(noor)
    elif_ = person("elif@zuiderveen.example").opens("/werk")
    elif_.page.get_by_role("link", name="Er is een verwant signaal in een andere regio").click()
    assert WORRY not in elif_.page.locator("main").inner_text(), "only that there is something"
    says_yes(elif_)
    noor.page.reload()
    assert noor.page.get_by_role("link", name="Maak een brief").is_visible(), "both said yes"
    regions.takes_in(regions.femke, ("address", "Nergensweg 7, Noorderwaard"), lay=False, text=CHILD)
    opens_in_danger(noor)
    femke = person("femke@noorderwaard.example").opens("/noodtoegang")
    assert "Gemeente Waterrijk opende uw signaal 1" in femke.page.locator("main").inner_text(), "the owner reads it"
    femke.looks("breakglass-owner")


def asks(noor: Person, signal: str) -> None:
    page = noor.opens(f"/signalen/{signal}").page
    page.get_by_role("link", name="Vraag het een andere regio").click()
    page.get_by_label("Ketenaanpak Veenstreek").check()
    page.get_by_label("Hulp en veiligheid voor de persoon").check()
    page.get_by_label("Waarom is dit nodig?").fill("De mannen slapen elke nacht ergens anders.")
    page.get_by_label("Waarom kan het niet met minder?").fill("De eigen regio weet niets.")
    noor.looks("ask-region")
    page.get_by_role("button", name="Stel deze vraag").click()
    assert "Gaat mee op" in page.locator("main").inner_text(), "nothing before its round"
    noor.looks("region-questions")


def says_yes(one: Person) -> None:
    page = one.page
    page.get_by_label("Ja", exact=False).first.check()
    page.get_by_label("Twee gemeenten delen na een verwant signaal").check()
    page.get_by_label("Waarom is delen nodig?").fill("Samen weten wij waar de mannen vannacht slapen.")
    page.get_by_role("button", name="Leg dit vast").click()
    assert "Waarom u ja zei" in page.locator("main").inner_text()


def opens_in_danger(noor: Person) -> None:
    page = noor.opens("/noodtoegang/nieuw").page
    page.get_by_label("Nummer van het signaal").fill("1")
    page.get_by_label("Een kind is nu niet veilig").check()
    page.get_by_label("Schrijf op wat er gebeurt").fill("Het kind belde ook ons; Noorderwaard neemt niet op.")
    page.get_by_label("Ik belde de mensen hierboven").check()
    noor.looks("open-in-danger")
    page.get_by_role("button", name="Open dit signaal").click()
    assert CHILD in page.locator("main").inner_text()
    noor.looks("opened-signal")
