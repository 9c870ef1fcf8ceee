"""Noor keeps what the police gave; somebody asks what is kept of them: Noor looks up, Petra decides and reads who opened what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from schakel.casework.bundling.tests.file import House, said
from tests.clones import Clone
from tests.journeys.conftest import Person

WORRY = said("Anwar Talhoubi wacht op zijn loon.", ("person", "Anwar Talhoubi"))
GIVEN = "De politie zag op de kade driemaal hetzelfde busje."


@pytest.fixture
def signal(database: Clone, cast: Any) -> Any:
    return House(cast.organisation("waterrijk"), "GM9901", cast.joost, cast.noor).takes_in(WORRY)[0]


def test_what_the_police_gave_and_what_somebody_may_read(signal: Any, person: Callable[..., Person]) -> None:
    noor, petra = person("noor@waterrijk.example"), person("petra@waterrijk.example")
    keeps(noor)
    asks(petra)
    looks_up(noor)
    page = petra.page
    page.reload()
    for group in page.get_by_role("group", name="Uw besluit").all():
        group.get_by_label("Akkoord, doe het").check()
    page.get_by_label("Waarom?").first.fill("Hij mag weten wat hij zelf vertelde.")
    page.get_by_role("button", name="Leg dit besluit vast").click()
    page.get_by_role("link", name="Druk af vanaf het scherm").click()
    assert "Joost" not in page.locator("main").inner_text(), "nobody reads who reported"
    petra.opens("/verstrekkingen/logboek").looks("provision-log")
    assert "Geopend" in page.locator("main").inner_text() and GIVEN not in page.content()
    petra.opens("/toezicht").looks("oversight")


def keeps(noor: Person) -> None:
    page = noor.opens("/verstrekkingen/nieuw").page
    page.get_by_label("Wie gaf dit?").select_option("police")
    page.get_by_label("Op welk artikel?").select_option("G-police-municipality-19")
    page.get_by_label("Hun nummer van de verstrekking").fill("PL-1")
    page.get_by_label("Op welke dag verstrekt?").fill(timezone.localdate().isoformat())
    page.get_by_label("Wat is gegeven?").fill(GIVEN)
    noor.looks("record-provision")
    page.get_by_role("button", name="Leg dit vast").click()
    assert GIVEN not in page.content(), "read only by who says why"
    page.get_by_role("button", name="Open dit").click()
    assert GIVEN in page.locator("main").inner_text()
    noor.looks("provision")


def asks(petra: Person) -> None:
    page = petra.opens("/verzoeken/nieuw").page
    page.get_by_label("Inzage").check()
    page.get_by_label("Om wie gaat het?").fill("Anwar Talhoubi")
    page.get_by_label("De persoon zelf").check()
    page.get_by_label("Aan het loket").check()
    page.get_by_label("Op welke dag?").fill(timezone.localdate().isoformat())
    page.get_by_label("Hoe kunnen wij deze persoon veilig bereiken?").fill("Komt zelf terug")
    petra.looks("register-request")
    page.get_by_role("button", name="Leg vast").click()
    page.get_by_label("Identiteitsbewijs gezien (geen kopie gemaakt)").check()
    for question in ("Sprak u de persoon alleen?", "Zei de persoon in eigen woorden dit te willen?"):
        page.get_by_role("group", name=question).get_by_label("Ja").check()
    page.get_by_role("button", name="Leg dit vast").click()


def looks_up(noor: Person) -> None:
    page = noor.opens("/werk").page
    page.get_by_role("link", name="waar is deze persoon genoemd?").click()
    for group in page.get_by_role("radiogroup", name="Wat mag hiermee?").all():
        group.get_by_label("Mag weten").check()
    for answer in page.get_by_label("Wat mag de persoon hierover lezen?").all():
        answer.fill("Wij weten dat u op uw loon wacht.")
    page.get_by_label("Hoe hebt u gekeken?").fill("De naam en hoe die klinkt, geen bestanden.")
    page.get_by_role("button", name="Leg voor aan de privacyfunctionaris").click()
