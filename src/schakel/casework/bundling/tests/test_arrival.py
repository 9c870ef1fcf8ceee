"""Whatever the order in which signals arrive, links and bundles are those of the whole file at once."""

from __future__ import annotations

import random
import time
from uuid import UUID

from schakel.casework.bundling import actions
from schakel.casework.bundling.models import Link, LinkKey, Membership
from schakel.casework.bundling.tests.file import laundry, lines, link, send
from schakel.casework.intake import queries as intake
from schakel.engines.linkage import relate
from schakel.ground.accounts.queries import system_actor
from schakel.ground.database.scope import acting


def links_kept() -> dict[tuple[str, str], tuple[str, float, list[tuple[str, float]]]]:
    return {
        (str(row.a), str(row.b)): (row.band, row.bits, [(part["level"], part["bits"]) for part in row.because])
        for row in Link.objects.all()
    }


def bundles_kept() -> set[frozenset[str]]:
    rows = Membership.objects.filter(until__isnull=True, bundle__ended_at__isnull=True).values_list("bundle", "signal")
    found: dict[UUID, set[str]] = {}
    for bundle, signal in rows:
        found.setdefault(bundle, set()).add(str(signal))
    return {frozenset(members) for members in found.values()}


def whole_file(system, signals):
    with acting(system):
        result = relate(intake.signals_for_bundling(viewer=system, ids=signals))
    links = {
        tuple(sorted((edge.a, edge.b))): (edge.band, edge.bits, [(r.level, r.bits) for r in edge.because])
        for edge in result.links
    }
    return links, {frozenset(group) for group in result.bundles}


def test_any_order_of_arrival_gives_the_links_and_bundles_of_the_whole_file(database, cast):
    waterrijk = cast.organisation("waterrijk")
    signals = [send(row, by=cast.joost) for row in lines()]
    system = system_actor(waterrijk)
    links, bundles = whole_file(system, signals)
    assert len(links) > 20
    assert len(bundles) > 4
    for seed in (1, 2, 3):
        order = signals[:]
        random.Random(seed).shuffle(order)
        start = time.monotonic()
        link(order, organisation=waterrijk)
        print(seed, time.monotonic() - start)
        with acting(system):
            assert links_kept() == links
            assert bundles_kept() == bundles
        for signal in order:
            actions.forget_signal(by=system, signal=signal)
        with acting(system):
            assert not links_kept() and not bundles_kept() and not LinkKey.objects.exists()


def test_linking_again_changes_nothing(database, cast):
    waterrijk = cast.organisation("waterrijk")
    signals = [send(row, by=cast.joost) for row in laundry()]
    link(signals, organisation=waterrijk)
    system = system_actor(waterrijk)
    with acting(system):
        before = (
            links_kept(),
            bundles_kept(),
            sorted(Link.objects.values_list("id", flat=True)),
            LinkKey.objects.count(),
        )
    again = [actions.link_arrival(by=system, signal=signal) for signal in signals]
    assert {one.changed for one in again} == {0}
    with acting(system):
        assert before == (
            links_kept(), bundles_kept(), sorted(Link.objects.values_list("id", flat=True)), LinkKey.objects.count()
        )  # fmt: skip
