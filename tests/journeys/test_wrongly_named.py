"""A person comes to the counter: wrongly named. Petra takes it in, Noor looks up, Petra decides; and the name is gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from schakel.casework.bundling.tests.file import House, said
from tests.clones import Clone
from tests.journeys.conftest import Person

BUS = said("Een busje met Anwar Talhoubi. De deur was open.", ("licence_plate", "QC-041-Q"), ("person", "Anwar Talhoubi"))  # fmt: skip
SAME = said("Meneer Talhubi reed weer.", ("person", "Sabri Mansouf"), day="2026-10-04")


@pytest.fixture
def signals(database: Clone, cast: Any) -> list[Any]:
    return House(cast.organisation("waterrijk"), "GM9901", cast.joost, cast.noor).takes_in(BUS, SAME)


def test_somebody_wrongly_named_is_taken_out(signals: list[Any], person: Callable[..., Person]) -> None:
    petra, noor = person("petra@waterrijk.example"), person("noor@waterrijk.example")
    petra.opens("/verzoeken")
    page = petra.page
    page.get_by_role("link", name="Leg een verzoek vast").first.click()
    page.get_by_label("Wissen").check()
    page.get_by_label("Om wie gaat het?").fill("Anwar Talhoubi")
    page.get_by_label("De persoon zelf").check()
    page.get_by_label("Aan het loket").check()
    page.get_by_label("Op welke dag?").fill(timezone.localdate().isoformat())
    page.get_by_label("Hoe kunnen wij deze persoon veilig bereiken?").fill("Komt zelf terug")
    page.get_by_role("button", name="Leg vast").click()
    page.get_by_label("Identiteitsbewijs gezien (geen kopie gemaakt)").check()
    for question in ("Sprak u de persoon alleen?", "Zei de persoon in eigen woorden dit te willen?"):
        page.get_by_role("group", name=question).get_by_label("Ja").check()
    page.get_by_role("button", name="Leg dit vast").click()
    place = page.url

    noor.opens("/werk")
    noor.page.get_by_role("link", name="waar is deze persoon genoemd?").click()
    noor.looks("collect-request")
    for group in noor.page.get_by_role("radiogroup", name="Wat mag hiermee?").all():
        group.get_by_label("Haal weg").check()
    noor.page.get_by_label("Hoe hebt u gekeken?").fill("De naam en hoe die klinkt, geen bestanden.")
    noor.page.get_by_role("button", name="Leg voor aan de privacyfunctionaris").click()

    petra.opens(place.removeprefix(petra.address)).looks("request-collected")
    for group in page.get_by_role("group", name="Uw besluit").all():
        group.get_by_label("Akkoord, doe het").check()
    page.get_by_label("Waarom?").first.fill("Ten onrechte genoemd.")
    page.get_by_role("button", name="Leg dit besluit vast").click()
    page.get_by_role("link", name="Druk af vanaf het scherm").click()
    petra.looks("request-letter")
    noor.opens(f"/signalen/{signals[0]}")
    assert "Een busje met [weggehaald]. De deur was open." in noor.page.locator("main").inner_text()
