"""Splitting and merging as a browser without script meets it."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from schakel.casework.bundling import actions
from schakel.casework.bundling.tests.browser import NEVER, text
from schakel.casework.bundling.tests.file import House, laundry, said

BUS = [("licence_plate", "QC-111-Q"), ("phone", "06-00001111")]


@pytest.fixture
def bus(waterrijk: House, signals: list[UUID]) -> list[UUID]:
    """Bundle 2, beside the laundry."""
    return waterrijk.takes_in(*[said(f"Een busje {at}.", *BUS, day=f"2026-09-0{at}") for at in (1, 2)])


def seen(page: Any) -> dict[str, str]:
    """The hidden fields of a form."""
    return dict(re.findall(r'<input type="hidden" name="(seen\w*)" value="([^"]+)"', page.content.decode()))


def test_a_bundle_is_split_on_a_page_of_its_own_and_put_back(noor: Client, waterrijk: House, signals: list[UUID]):
    address = reverse("split-bundle", args=[1])
    assert address in noor.get(reverse("bundle", args=[1])).content.decode()
    page = noor.get(address)
    assert "Het grootste deel houdt het nummer." in text(page)
    assert "checked" not in page.content.decode()
    given = {**seen(page), "signals": [str(one) for one in signals[1:3]], "reason": "Een andere ploeg."}
    for wrong, words in (
        ({**given, "reason": ""}, "Schrijf op waarom."),
        ({**given, "signals": []}, "Kies de signalen die samen een ander verhaal zijn."),
        ({**given, "signals": [str(signals[0])]}, "Kies er twee of meer."),
    ):
        refused = noor.post(address, wrong)
        assert (refused.status_code, words in text(refused)) == (422, True)
    assert len(waterrijk.bundles()) == 1
    done = noor.post(address, given, follow=True)
    words = text(done)
    assert "Vastgelegd: het zijn twee verhalen" in words
    assert "Een andere ploeg." in words
    assert "Naar bundel 1" in words
    assert "Naar bundel 2" in words
    assert NEVER.findall(words) == []
    history = text(noor.get(reverse("bundle-history", args=[1])))
    assert "Gesplitst: naar bundel 2 gingen signalen 2 en 3" in history
    assert "Afgesplitst van bundel 1: signalen 2 en 3" in text(noor.get(reverse("bundle-history", args=[2])))
    back = re.search(r'href="([^"]+draai-terug)"', done.content.decode())
    assert back
    assert "Bundel gesplitst" in text(noor.get(back.group(1)))
    noor.post(back.group(1))
    assert waterrijk.bundles() == {1: frozenset(signals)}
    assert "Bundel 2 is opgegaan in bundel 1." in text(noor.get(reverse("bundle", args=[2])))


def test_two_bundles_are_chosen_compared_and_merged(noor: Client, waterrijk: House, bus: list[UUID]):
    choose = reverse("merge-bundles", args=[2])
    assert choose in noor.get(reverse("bundle", args=[2])).content.decode()
    address = reverse("merge-with", args=[2, 1])
    assert address in noor.get(choose).content.decode()
    assert noor.get(choose, {"bundel": "1"}).headers["Location"] == address
    assert "Met dit nummer is er geen andere bundel." in text(noor.get(choose, {"bundel": "77"}))
    page = noor.get(address)
    assert "Deze bundels noemen niets hetzelfde." in text(page)
    assert noor.post(address, {**seen(page), "reason": ""}).status_code == 422
    done = noor.post(address, {**seen(page), "reason": "Zelfde baas."}, follow=True)
    assert "Vastgelegd: het is één verhaal" in text(done)
    assert "Naar bundel 1" in text(done)
    assert "Bundel 2 is opgegaan in bundel 1." in text(noor.get(reverse("bundle", args=[2])))
    assert "Bundel 2 is hierin opgegaan: signalen 6 en 7" in text(noor.get(reverse("bundle-history", args=[1])))
    assert "Opgegaan in bundel 1: signalen 6 en 7" in text(noor.get(reverse("bundle-history", args=[2])))


def test_what_both_bundles_name_is_shown_with_the_numbers_of_their_signals(
    noor: Client, waterrijk: House, bus: list[UUID]
):
    named = waterrijk.takes_in(
        said("Een deur.", ("licence_plate", "QC-999-Q"), ("phone", "06-00009999"), day="2024-01-01"),
        said("Die deur. Anwar Talhoubi.", ("licence_plate", "QC-999-Q"), ("phone", "06-00009999"), ("person", "Wil Verzonnen"), day="2024-01-02"),
        said("Busje, met hem.", *BUS, ("person", "Wil Verzonnen"), day="2026-09-03"),
    )  # fmt: skip
    found = {number: members for number, members in waterrijk.bundles().items() if set(named) & members}
    if len(found) == 1:
        actions.split_bundle(
            by=waterrijk.focal, bundle=waterrijk.bundle(min(found)).id, signals=named[:2], reason="Zo."
        )
    one, other = sorted(number for number, members in waterrijk.bundles().items() if set(named) & members)
    words = text(noor.get(reverse("merge-with", args=[one, other])))
    assert "Wil Verzonnen" in words
    assert f"In bundel {one}, signaal" in words


def test_a_colleague_who_was_first_is_told_of_and_nothing_typed_is_lost(
    noor: Client, waterrijk: House, bus: list[UUID]
):
    split, merge = reverse("split-bundle", args=[1]), reverse("merge-with", args=[2, 1])
    before, compared = seen(noor.get(split)), seen(noor.get(merge))
    members = sorted(waterrijk.bundles()[1])
    waterrijk.takes_in(laundry()[1])  # somebody passed on one signal more
    late = noor.post(split, {**before, "signals": [str(one) for one in members[:2]], "reason": "Mijn reden."})
    assert late.status_code == 422
    assert "Bundel 1 veranderde terwijl u keek." in text(late)
    assert "Mijn reden." in late.content.decode()
    assert seen(late) != before
    assert noor.post(merge, {**compared, "reason": "Mijn reden."}).status_code == 422
    again = noor.post(merge, {**seen(noor.get(merge)), "reason": "Mijn reden."})
    assert again.status_code == 302
    gone = noor.post(merge, {**compared, "reason": "Ik ook."})
    assert gone.status_code == 302
    assert "opgegaan in bundel 1" in text(noor.get(gone.headers["Location"]))


def test_a_bundle_of_the_neighbour_is_not_there(as_: Any, waterrijk: House, bus: list[UUID]):
    femke = as_("femke")
    assert femke.get(reverse("split-bundle", args=[1])).status_code == 404
    assert femke.get(reverse("merge-bundles", args=[1])).status_code == 404
    assert femke.get(reverse("merge-with", args=[1, 2]), follow=True).status_code == 404
