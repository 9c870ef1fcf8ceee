"""Signals that come in at once, each on a connection of its own, in two municipalities of one covenant: nothing is lost, nothing
is there twice, and nobody waits for somebody who waits for them."""

from __future__ import annotations

import random
from collections import Counter
from uuid import UUID

from schakel.casework.bundling import actions
from schakel.casework.bundling.models import Hit, Link
from schakel.casework.bundling.tests.file import House, lines
from schakel.casework.bundling.tests.test_arrival import at_once, kept, of_the_whole_file
from schakel.ground.database.scope import acting


def pairs(house: House) -> Counter[int]:
    with acting(house.system):
        return Counter(Hit.objects.filter(controller=house.organisation).values_list("pair", flat=True))


def test_two_municipalities_at_once_lose_nothing_and_find_each_other(waterrijk: House, noorderwaard: House):
    ours = waterrijk.takes_in(*lines()[:9], linking=False)
    theirs = noorderwaard.takes_in(*lines()[:9], linking=False)
    whose = dict.fromkeys(ours, waterrijk.system) | dict.fromkeys(theirs, noorderwaard.system)
    work = [*whose, *ours[:4], *theirs[:4]]
    random.Random(5).shuffle(work)
    at_once(lambda signal: actions.link_arrival(by=whose[signal], signal=signal), work)
    for house, signals in ((waterrijk, ours), (noorderwaard, theirs)):
        assert kept(house) == of_the_whole_file(house, signals)
        with acting(house.system):
            rows = list(Link.objects.values_list("a", "b"))
        assert len(rows) == len(set(rows)) > 3
    told = pairs(waterrijk)
    assert told == pairs(noorderwaard)
    assert len(told) >= 9
    assert set(told.values()) == {1}
    again = [actions.link_arrival(by=by, signal=signal).related for signal, by in whose.items()]
    assert set(again) == {0}, "whoever came last had found everything"


def test_signals_go_while_others_come(waterrijk: House, noorderwaard: House):
    stay = waterrijk.takes_in(*lines()[:5])
    go = waterrijk.takes_in(*lines()[5:9])
    theirs = noorderwaard.takes_in(*lines()[:6], linking=False)

    def work(signal: UUID) -> None:
        if signal in go:
            actions.forget_signal(by=waterrijk.system, signal=signal)
        else:
            actions.link_arrival(by=noorderwaard.system if signal in theirs else waterrijk.system, signal=signal)

    mixed = [*go, *theirs, *stay]
    random.Random(6).shuffle(mixed)
    at_once(work, mixed)
    assert kept(waterrijk) == of_the_whole_file(waterrijk, stay)
    assert kept(noorderwaard) == of_the_whole_file(noorderwaard, theirs)
    assert pairs(waterrijk) == pairs(noorderwaard)
    with acting(waterrijk.system):
        assert not Hit.objects.filter(controller=waterrijk.organisation, signal__in=go).exists()
