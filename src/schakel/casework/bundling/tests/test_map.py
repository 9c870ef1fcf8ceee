"""The map of a bundle: no two texts meet, the picture and its tables hold the same facts, and a shelter is on neither."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.casework.bundling import actions
from schakel.casework.bundling.pages.map_parts import MOST_DRAWN
from schakel.casework.bundling.rules.layout import (
    LEFT,
    LINE,
    RIGHT,
    Line,
    Map,
    Naming,
    Thing,
    laid_out,
    ordered,
    wrapped,
)
from schakel.casework.bundling.tests.browser import NEVER, text
from schakel.casework.bundling.tests.file import House, said
from schakel.casework.bundling.tests.test_protection import ONE, SHELTER, TWO

TEXTS = st.one_of(st.text(alphabet="abc de-é1", max_size=30), st.text(alphabet="abc de-é1", min_size=50, max_size=150))
BUS = [("licence_plate", "QC-111-Q"), ("phone", "06-00001111")]


@st.composite
def bundles(draw: st.DrawFn) -> tuple[list[tuple[str, str]], list[Thing]]:
    """A bundle of up to twelve signals that share up to fifteen things, named however."""
    size = draw(st.integers(1, MOST_DRAWN))
    stations = [(draw(TEXTS), draw(TEXTS)) for _ in range(size)]
    namings = st.lists(st.builds(Naming, st.integers(0, size - 1), TEXTS, st.booleans()), min_size=1, max_size=size)
    things = st.builds(Thing, TEXTS, st.sampled_from(["Adres", "Telefoon"]), st.just("hash"), namings.map(tuple))
    return stations, draw(st.lists(things, max_size=15))


def beside_signals(plan: Map) -> list[Line]:
    return [line for station in plan.stations for line in station.lines]


def beside_things(plan: Map) -> Iterator[Line]:
    for one in plan.things:
        yield from (*one.name, one.kind)
        yield from (line for naming in one.namings for line in naming.lines)


@settings(max_examples=150)
@given(bundles())
def test_no_two_texts_meet_and_nothing_is_left_out(drawn: tuple[list[tuple[str, str]], list[Thing]]) -> None:
    stations, things = drawn
    plan = laid_out(stations, things)
    for column, widest in ((beside_signals(plan), LEFT), (list(beside_things(plan)), RIGHT)):
        heights = [line.y for line in column]
        assert all(after - before >= LINE - 0.02 for before, after in pairwise(heights)), "one line of text each"
        assert all(len(line.text) <= widest for line in column)
        assert all(0 < line.y < plan.height + LINE for line in column)
    placed = [one.y2 for thing in plan.things for one in thing.namings]
    assert len(set(placed)) == len(placed) == sum(len(one.namings) for one in things), "each line ends at its own row"
    assert all(one.y1 == plan.stations[one.naming.station].y for thing in plan.things for one in thing.namings)
    for thing, one in zip(things, plan.things, strict=True):
        assert "".join(said_in(one.name)) == "".join(thing.name.split())
        for naming, row in zip(thing.namings, one.namings, strict=True):
            assert "".join(said_in(row.lines)) == "".join(naming.reason.split())


def said_in(lines: tuple[Line, ...]) -> list[str]:
    return " ".join(line.text for line in lines).split()


@given(TEXTS, st.integers(4, 50))
def test_wrapping_loses_nothing(words: str, width: int) -> None:
    lines = wrapped(words, width)
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert lines
    assert all(len(line) <= width for line in lines)


@given(bundles())
def test_the_same_bundle_gives_the_same_map(drawn: tuple[list[tuple[str, str]], list[Thing]]) -> None:
    stations, things = drawn
    assert laid_out(stations, ordered(things)) == laid_out(stations, ordered(list(things)))
    heights = [sum(one.station for one in thing.namings) / len(thing.namings) for thing in ordered(things)]
    assert heights == sorted(heights)


# ---------------------------------------------------------------- the page


def drawing(page: Any) -> str:
    found = re.search(r'<div class="sk-map">.*?<svg role="img".*</svg>\s*</div>', page.content.decode(), re.DOTALL)
    assert found
    return found.group()


def flat(markup: str) -> str:
    """The words of a drawing without spaces: its lines of text are cut anywhere."""
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]+>", "", markup)))


def cells(page: Any) -> list[list[list[str]]]:
    """The rows of each table of the page."""
    tables = re.findall(r"<tbody>(.*?)</tbody>", page.content.decode(), re.DOTALL)
    rows = [re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL) for table in tables]
    return [
        [[html.unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in table]
        for table in rows
    ]


def test_picture_and_tables_hold_the_same_facts(noor: Client, waterrijk: House, signals: list[UUID]):
    bus = waterrijk.takes_in(*[said(f"Een busje {at}.", *BUS, day=f"2026-09-0{at}") for at in (1, 2)])
    number = next(at for at, members in waterrijk.bundles().items() if bus[0] in members)
    actions.merge_bundles(by=waterrijk.focal, bundle=waterrijk.bundle(1).id, other=waterrijk.bundle(number).id, reason="Zo.")  # fmt: skip
    page = noor.get(reverse("bundle-map", args=[1]))
    svg, (namings, told) = drawing(page), cells(page)
    words = flat(svg)
    assert len(namings) > 10
    assert len(told) == 7
    for name, kind, _signal, why, _sure in namings:
        assert all("".join(one.split()) in words for one in (name, kind, why))
    for _position, who, when, _counts in told:
        assert all("".join(one.split()) in words for one in (who, when))
    dashed = [row for row in namings if row[4] == "Wacht op oordeel"]
    assert (svg.count('class="tie"'), svg.count('class="tie ask"')) == (len(namings) - len(dashed), len(dashed))
    assert 0 < len(dashed) < len(namings)
    waiting = [row for row in told if row[3] != "Ja"]
    assert (svg.count('class="ring"'), svg.count('class="ring ask"')) == (len(told) - len(waiting), len(waiting))
    rings = dict(re.findall(r'class="number" x="[\d.]+%" y="([\d.]+)rem"[^>]*>(\d+)<', svg))
    ties = re.findall(r'class="(tie[^"]*)" x1="[\d.]+%" x2="[\d.]+%" y1="([\d.]+)rem"', svg)
    drawn = sorted((rings[y], "ask" in kind) for kind, y in ties)
    assert drawn == sorted((row[2], row[4] != "Ja") for row in namings)
    assert "Bundels samengevoegd" in {row[0] for row in namings}
    assert NEVER.findall(text(page)) == []


def test_the_map_is_linked_from_the_bundle_and_follows_it_elsewhere(noor: Client, as_: Any, waterrijk: House, signals: list[UUID]):  # fmt: skip
    address = reverse("bundle-map", args=[1])
    assert address in noor.get(reverse("bundle", args=[1])).content.decode()
    assert as_("joost").get(address).status_code == 403
    assert as_("femke").get(address).status_code == 404
    assert noor.get(reverse("bundle-map", args=[9])).status_code == 404
    for signal in signals[:4]:
        actions.forget_signal(by=waterrijk.system, signal=signal)
    assert noor.get(address, follow=True).status_code in (200, 404)


def test_a_large_bundle_is_told_in_tables(noor: Client, waterrijk: House):
    waterrijk.takes_in(*[said(f"Een deur {at}.", *BUS, day=f"2026-09-{at:02}") for at in range(1, MOST_DRAWN + 2)])
    page = noor.get(reverse("bundle-map", args=[1]))
    assert "te veel om te tekenen" in text(page)
    assert "sk-map" not in page.content.decode()
    assert len(cells(page)[1]) == MOST_DRAWN + 1


def test_signals_that_no_line_reaches_are_named(noor: Client, waterrijk: House, cast: Any):
    waterrijk.takes_in(*[said(f"Vrouw {at}.", ("address", SHELTER)) for at in (1, 2)])
    assert "geen vermelding" not in text(noor.get(reverse("bundle-map", args=[1])))
    actions.protect_address(by=cast.karim, address=SHELTER)
    assert "Signalen 1 en 2 delen geen vermelding met een ander." in text(noor.get(reverse("bundle-map", args=[1])))


@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_a_shelter_is_on_no_map(noor: Client, waterrijk: House, cast: Any, when: str):
    if when == "before":
        actions.protect_address(by=cast.karim, address=SHELTER)
    waterrijk.takes_in(ONE, TWO)
    if when == "meanwhile":  # not read anew yet
        actions.protect_address(by=cast.karim, address=SHELTER)
    page = noor.get(reverse("bundle-map", args=[1]))
    body = drawing(page) + str(cells(page))
    assert "chuilpad" not in body.lower()
    assert "Mira Voskuil" in html.unescape(body)
