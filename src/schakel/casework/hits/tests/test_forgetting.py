"""What ends: with the signal, at the term, and what says that there is nothing after its epoch."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from schakel.casework.hits import actions
from schakel.casework.hits.models import Question, Side, Token
from schakel.casework.hits.tests.regions import PHONE, PLATE, Regions, at, everything
from schakel.ground.accounts.queries import system_actor


@pytest.fixture
def related(regions: Regions) -> tuple[UUID, UUID]:
    """A signal here and one there; one question found that, one found nothing."""
    there = regions.takes_in(regions.elif_, PLATE)
    here = regions.takes_in(regions.noor, PLATE)
    regions.asks(here)
    regions.asks(regions.takes_in(regions.noor, PHONE))
    regions.round()
    return here, there


def test_with_the_signal_of_whoever_asked(regions: Regions, related: tuple[UUID, UUID]) -> None:
    actions.forget_signal(by=system_actor(regions.waterrijk), signal=related[0])
    assert regions.told(regions.noor) == []
    assert not everything(Question).filter(signal=related[0]).exists()
    assert not everything(Token).filter(signal=related[0]).exists()
    assert everything(Question).count() == 1 and len(regions.told(regions.elif_)) == 1


def test_with_the_signal_that_was_found(regions: Regions, related: tuple[UUID, UUID]) -> None:
    actions.forget_signal(by=system_actor(regions.zuiderveen), signal=related[1])
    assert regions.told(regions.elif_) == []
    assert not everything(Token).filter(controller=regions.zuiderveen).exists()
    assert len(regions.told(regions.noor)) == 1


def test_what_says_nothing_goes_after_its_epoch_and_the_rest_at_its_term(
    regions: Regions, related: tuple[UUID, UUID]
) -> None:
    here, there = system_actor(regions.waterrijk), system_actor(regions.zuiderveen)
    long_ago = at(0) - timedelta(days=90)
    assert actions.forget_old(by=there, before=long_ago, now=at(12)) == 0
    assert actions.forget_old(by=there, before=long_ago, now=at(48)) == 1
    assert actions.forget_old(by=here, before=long_ago, now=at(48)) == 0
    assert len(regions.told(regions.elif_)) == len(regions.told(regions.noor)) == 1
    for by in (here, there):
        assert actions.forget_old(by=by, before=at(100), now=at(100)) > 0
    assert not everything(Question).exists() and not everything(Side).exists()


def test_an_answer_keeps_it_that_long_again(regions: Regions, related: tuple[UUID, UUID]) -> None:
    (row,) = regions.told(regions.noor)
    actions.decline_to_share(by=regions.noor, side=row.side)
    actions.forget_old(by=system_actor(regions.waterrijk), before=at(100), now=at(100))
    assert len(regions.told(regions.noor)) == 1
    assert everything(Question).filter(controller=regions.waterrijk).count() == 1
