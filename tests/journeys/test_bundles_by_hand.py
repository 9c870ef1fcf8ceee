"""Noor looks at the map of a story, splits it, merges it again, and puts a number right: at a desk and on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from django.urls import reverse

from schakel.casework.bundling.tests.file import House, laundry, said
from schakel.site import reactions
from tests.clones import Clone
from tests.journeys.conftest import Person

BUS = [("licence_plate", "QC-111-Q"), ("phone", "06-00001111")]
# Every text of the drawing, as the browser placed it: left, top, right, bottom.
BOXES = "[...document.querySelectorAll('.sk-map svg text')].map(one => { const box = one.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom] })"


@pytest.fixture
def story(database: Clone, cast: Any) -> list[Any]:
    """The laundry and beside it twelve signals of a bus, each with a name of its own."""
    house = House(cast.organisation("waterrijk"), "GM9901", cast.joost, cast.noor)
    found = house.takes_in(*laundry())
    house.takes_in(*[said(f"Busje {at}.", *BUS, ("person", "Wil Verzonnen van de Overkant" if at % 2 else "W. Verzonnen"), day=f"2026-09-{at:02}") for at in range(1, 13)])  # fmt: skip
    reactions.run_pending()
    return found


def meet(one: list[float], other: list[float]) -> bool:
    """Whether two boxes share more than a hair; lines of text stand close to each other."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 1 and down > 3


def test_a_story_is_seen_split_and_merged(story: list[Any], person: Callable[..., Person], size: str) -> None:
    noor = person("noor@waterrijk.example")
    noor.opens(reverse("bundle", args=[1])).page.get_by_role("link", name="Kaart van dit verhaal").click()
    for address in (noor.page.url.removeprefix(noor.address), reverse("bundle-map", args=[2])):
        noor.opens(address).looks("bundle-map")
        boxes = noor.page.evaluate(BOXES)
        assert len(boxes) > 20
        if size == "wide":
            assert [pair for pair in combinations(boxes, 2) if meet(*pair)] == []
            assert max(box[2] for box in boxes) <= 1280
        else:
            assert not noor.page.locator(".sk-map").is_visible()
            assert noor.page.locator(".sk-map-small .sk-chains").is_visible()
    noor.opens(reverse("split-bundle", args=[1]))
    noor.looks()
    for at in (2, 3):
        noor.page.get_by_role("checkbox", name=re.compile(f"^Signaal {at}:")).check()
    noor.page.get_by_label("Waarom zijn het twee verhalen?").fill("Een andere ploeg.")
    noor.page.get_by_role("button", name="Maak er twee bundels van").click()
    noor.looks()
    assert noor.page.get_by_role("heading", level=1).inner_text() == "Vastgelegd: het zijn twee verhalen"
    noor.opens(reverse("merge-bundles", args=[1])).looks()
    noor.page.get_by_role("link", name="Signalen").last.click()
    noor.page.wait_for_load_state()
    noor.looks()
    noor.opens(reverse("bundle-history", args=[1])).looks()


def test_a_number_is_put_right(story: list[Any], person: Callable[..., Person]) -> None:
    noor = person("noor@waterrijk.example")
    noor.opens(reverse("signal", args=[story[1]])).page.get_by_role("link", name="Verbeter wat er staat").click()
    noor.page.get_by_role("link", name="Verbeter 06-00001174").click()
    noor.looks()
    noor.page.get_by_text("Er moet iets anders staan").click()
    noor.page.get_by_label("Naam, adres of nummer").fill("06-00001175")
    noor.page.get_by_label("Hoe weet u dit?").fill("Nagebeld.")
    noor.page.get_by_role("button", name="Leg de verbetering vast").click()
    noor.page.wait_for_load_state()
    noor.looks()
    assert "06-00001174 is nu 06-00001175" in noor.page.inner_text("main")
