"""Whatever the order in which signals arrive, and however many at once, links and bundles are those of the whole file."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connections

from schakel.casework.bundling import actions
from schakel.casework.bundling.models import Bundle, Link, LinkKey, Membership, Reading
from schakel.casework.bundling.rules.reasons import read_parts
from schakel.casework.bundling.tests.file import House, laundry, lines, link, said
from schakel.casework.intake import queries as intake
from schakel.engines.linkage import relate
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting

Links = dict[tuple[str, ...], tuple[str | None, float, list[tuple[str, float]]]]


def kept(house: House) -> tuple[Links, set[frozenset[str]]]:
    """Links and bundles as they stand in the tables."""
    with acting(house.system):
        links: Links = {
            (str(row.a), str(row.b)): (
                row.band,
                row.bits,
                [(part.level, part.bits) for part in read_parts(row.because)],
            )
            for row in Link.objects.all()
        }
        found: dict[UUID, set[str]] = {}
        for bundle, signal in Membership.objects.filter(until__isnull=True).values_list("bundle", "signal"):
            found.setdefault(bundle, set()).add(str(signal))
    return links, {frozenset(members) for members in found.values()}


def of_the_whole_file(house: House, signals: Iterable[UUID]) -> tuple[Links, set[frozenset[str]]]:
    """Links and bundles as the engine gives them for all signals at once."""
    with acting(house.system):
        result = relate(intake.signals_for_bundling(viewer=house.system, ids=list(signals)))
    links: Links = {
        tuple(sorted((edge.a, edge.b))): (edge.band, edge.bits, [(one.level, one.bits) for one in edge.because])
        for edge in result.links
    }
    return links, {frozenset(group) for group in result.bundles}


def at_once(work: Callable[[UUID], object], signals: Iterable[UUID]) -> None:
    """Each in a thread with a connection of its own."""

    def one(signal: UUID) -> object:
        try:
            return work(signal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=4) as threads:
        list(threads.map(one, signals))


def test_any_order_of_arrival_gives_the_links_and_bundles_of_the_whole_file(waterrijk: House):
    signals = waterrijk.takes_in(*lines(), linking=False)
    expected = of_the_whole_file(waterrijk, signals)
    assert len(expected[0]) > 20
    assert len(expected[1]) > 4
    for seed in (1, 2, 3):
        order = random.Random(seed).sample(signals, len(signals))
        link(order, organisation=waterrijk.organisation)
        assert kept(waterrijk) == expected
        gone = random.Random(seed).sample(signals, 12)
        for signal in gone:
            actions.forget_signal(by=waterrijk.system, signal=signal)
        assert kept(waterrijk) == of_the_whole_file(waterrijk, set(signals) - set(gone))
        for signal in set(signals) - set(gone):
            actions.forget_signal(by=waterrijk.system, signal=signal)
        assert kept(waterrijk) == ({}, set())
        with acting(waterrijk.system):
            assert not any(model.objects.exists() for model in (LinkKey, Reading, Membership, Bundle))


def test_arrivals_at_once_neither_lose_nor_double_a_link(waterrijk: House):
    signals = waterrijk.takes_in(*lines()[:14], linking=False)
    system = waterrijk.system
    at_once(lambda signal: actions.link_arrival(by=system, signal=signal), [*signals, *signals[:6]])
    assert kept(waterrijk) == of_the_whole_file(waterrijk, signals)
    with acting(system):
        rows = list(Link.objects.values_list("a", "b"))
        numbers = list(Bundle.objects.values_list("number", flat=True))
    assert len(rows) == len(set(rows)) > 5
    assert len(numbers) == len(set(numbers))


def test_linking_again_changes_nothing(waterrijk: House, signals: list[UUID]):
    system = waterrijk.system

    def all_of_it() -> list[object]:
        with acting(system):
            ids = [sorted(model.objects.values_list("id", flat=True)) for model in (Link, Bundle, Membership)]
            return [kept(waterrijk), ids, LinkKey.objects.count()]

    before = all_of_it()
    again = [actions.link_arrival(by=system, signal=signal) for signal in signals]
    assert {one.changed for one in again} == {0}
    assert all_of_it() == before


def test_the_reasons_of_every_link_add_up_to_its_bits(waterrijk: House):
    waterrijk.takes_in(*lines()[:20])
    with acting(waterrijk.system):
        rows = list(Link.objects.all())
    assert len(rows) > 8
    for row in rows:
        assert row.prior + sum(part.bits for part in read_parts(row.because)) == row.bits
        assert row.a < row.b


def test_signals_that_share_nothing_stand_alone(waterrijk: House):
    one, other = waterrijk.takes_in(
        said("Een deur stond open.", ("address", "Schijnweg 1, Ede")),
        said("Er was licht.", ("address", "Nepdreef 8, Ede")),
    )
    assert kept(waterrijk) == ({}, set())
    assert waterrijk.bundles() == {}
    with acting(waterrijk.system):
        assert set(Reading.objects.values_list("signal", flat=True)) == {one, other}


def test_a_signal_of_somebody_else_or_that_is_gone_links_nothing(waterrijk: House, noorderwaard: House):
    (theirs,) = noorderwaard.takes_in(laundry()[0], linking=False)
    assert actions.link_arrival(by=waterrijk.system, signal=theirs) == actions.Linked()
    assert actions.link_arrival(by=waterrijk.system, signal=UUID(int=1)) == actions.Linked()
    with acting(waterrijk.system):
        assert not LinkKey.objects.exists()


def test_only_the_system_links_and_forgets(waterrijk: House, signals: list[UUID]):
    for act in (actions.link_arrival, actions.forget_signal):
        with pytest.raises(Refused, match="systeem"):
            act(by=waterrijk.focal, signal=signals[0])
    assert len(waterrijk.bundles()[1]) == 5
