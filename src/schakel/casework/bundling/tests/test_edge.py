"""A large bundle takes in nothing by itself: what links with it is put to a person, on a page and in the work list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from schakel.casework.bundling import queries
from schakel.casework.bundling.queries import gathering
from schakel.casework.bundling.tests.browser import NEVER, text
from schakel.casework.bundling.tests.file import House, link, said
from schakel.engines.linkage import MODEL
from schakel.ground.database.scope import acting

BUS = [("licence_plate", "QC-111-Q"), ("phone", "06-00001111")]


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> int:
    """A house in which three signals are many already."""
    monkeypatch.setattr(gathering, "model", replace(MODEL, most=3))
    return 3


def bus(at: int) -> dict[str, Any]:
    return said(f"Een busje {at}.", *BUS, day=f"2026-09-0{at}")


def edge(house: House, number: int = 1) -> list[queries.EdgeRow]:
    with acting(house.focal):
        found = queries.at_the_edge(viewer=house.focal, number=number)
    assert found is not None
    return found


def asked(house: House) -> list[tuple[int, int]]:
    with acting(house.focal):
        return [(one.number, one.questions) for one in queries.open_questions(viewer=house.focal)]


def test_what_links_with_a_large_bundle_waits_for_a_person(three: int, waterrijk: House) -> None:
    signals = waterrijk.takes_in(*[bus(at) for at in (1, 2, 3)])
    assert edge(waterrijk) == []
    assert asked(waterrijk) == []
    (late,) = waterrijk.takes_in(bus(4))
    (held,) = waterrijk.bundles().values()
    assert len(held) == three
    (row,) = edge(waterrijk)
    assert {row.signal} == {*signals, late} - held
    assert row.bundle is None
    assert row.levels
    assert asked(waterrijk) == [(1, 1)]
    link([*signals, late], organisation=waterrijk.organisation)
    assert set(waterrijk.bundles().values()) == {held}


def test_the_answer_is_given_on_a_page_and_binds(noor: Client, three: int, waterrijk: House) -> None:
    everyone = waterrijk.takes_in(*[bus(at) for at in (1, 2, 3, 4, 5)])
    address = reverse("bundle-edge", args=[1])
    assert address in noor.get(reverse("bundle", args=[1])).content.decode()
    rows = edge(waterrijk)
    page = noor.get(address, {"verband": str(rows[-1].link)})
    words = text(page)
    assert f"Hoort signaal {rows[-1].number} bij dit verhaal?" in words
    assert "u beslist per signaal" in words
    assert NEVER.findall(words) == []
    assert "checked" not in page.content.decode()
    given = {"link": str(rows[-1].link), "judgement": "same", "reason": "Zelfde busje."}
    refused = noor.post(address, {**given, "judgement": ""})
    assert refused.status_code == 422
    assert "Zelfde busje." in refused.content.decode()
    assert 'name="link" value="' + str(rows[-1].link) in refused.content.decode()
    done = noor.post(address, given)
    assert done.status_code == 302
    (held,) = waterrijk.bundles().values()
    assert rows[-1].signal in held
    assert len(held) == three + 1, "nobody was pushed out"
    late = noor.post(address, given)
    assert late.status_code == 302, "a second click is one answer"
    gone = noor.post(address, {**given, "link": str(uuid4()), "reason": "Mijn reden."})
    assert gone.status_code == 422
    assert "Mijn reden." in gone.content.decode()
    (row,) = edge(waterrijk)
    noor.post(address, {"link": str(row.link), "judgement": "not_same", "reason": "Een ander busje."})
    assert edge(waterrijk) == [], "whoever is apart from one is apart from all"
    assert asked(waterrijk) == []
    assert "Er wacht niets" in text(noor.get(address))
    assert {row.signal} == set(everyone) - held


def test_two_large_bundles_are_one_question(three: int, waterrijk: House) -> None:
    waterrijk.takes_in(bus(1), bus(2))
    waterrijk.takes_in(*[said(f"Deur {at}.", ("licence_plate", "QC-222-Q"), ("email", "deur@nergens.example"), day=f"2026-09-0{at}") for at in (3, 4)])  # fmt: skip
    waterrijk.takes_in(said("Beide.", *BUS, ("licence_plate", "QC-222-Q"), day="2026-09-05"))
    sizes = {number: len(members) for number, members in waterrijk.bundles().items()}
    assert sorted(sizes.values()) == [2, 3]
    large = next(number for number, size in sizes.items() if size == three)
    (row,) = edge(waterrijk, large)
    assert row.bundle == next(number for number in sizes if number != large)


def test_small_bundles_have_no_edge(noor: Client, as_: Any, waterrijk: House, signals: list[UUID]) -> None:
    assert reverse("bundle-edge", args=[1]) not in noor.get(reverse("bundle", args=[1])).content.decode()
    assert edge(waterrijk) == []
    page = text(noor.get(reverse("bundle-edge", args=[1])))
    assert "Er wacht niets" in page and "Deze bundel is niet groot" in page and "Deze bundel is groot" not in page
    assert noor.get(reverse("bundle-edge", args=[9])).status_code == 404
    assert as_("joost").get(reverse("bundle-edge", args=[1])).status_code == 403
    assert as_("femke").get(reverse("bundle-edge", args=[1])).status_code == 404
