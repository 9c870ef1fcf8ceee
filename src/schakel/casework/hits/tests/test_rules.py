"""Pure: ticks, batches and answers, whatever the values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.casework.hits.actions.protocol import ask
from schakel.casework.hits.rules import (
    BATCH,
    EPOCH,
    Holder,
    Outcome,
    batch,
    best,
    epoch_of,
    opened,
    pack_numbers,
    same_story,
    tick_after,
    unpack_numbers,
    written,
)
from schakel.engines.blinding import ELEMENT_BYTES
from schakel.engines.linkage import COMPARED, MODEL, Key

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
HOURS = st.sampled_from([1, 2, 3, 4, 6, 8, 12, 24]).map(lambda hours: timedelta(hours=hours))
KINDS = st.sampled_from(sorted(COMPARED))
KEYS = st.sets(st.builds(Key, KINDS, st.text(max_size=12)), max_size=40)
NUMBERS = st.sets(st.tuples(KINDS, st.integers(-(2**63), 2**63 - 1)), max_size=BATCH)
SOMEBODY, OTHER, COVENANT = UUID(int=1), UUID(int=2), UUID(int=3)


@given(MOMENTS, HOURS)
def test_a_tick_is_later_at_most_one_span_and_the_same_for_all_who_ask_before_it(
    moment: datetime, every: timedelta
) -> None:
    tick = tick_after(moment, every)
    assert moment < tick <= moment + every
    assert tick_after(tick - timedelta(microseconds=1), every) == tick
    assert tick_after(tick, every) == tick + every


@given(MOMENTS)
def test_an_epoch_holds_its_moment(moment: datetime) -> None:
    assert epoch_of(moment) <= moment < epoch_of(moment) + EPOCH
    assert epoch_of(epoch_of(moment)) == epoch_of(moment)


@settings(max_examples=20)
@given(KEYS)
def test_every_question_goes_out_as_large_as_any_other(keys: set[Key]) -> None:
    chosen = batch(keys)
    blinds, elements = ask(chosen)
    assert len(elements) == len(set(elements)) == BATCH and {len(one) for one in elements} == {ELEMENT_BYTES}
    assert len(blinds) == len(chosen) == len(keys)


def test_a_signal_with_too_much_in_it_sends_numbers_and_addresses_first() -> None:
    keys = {Key("name", f"n{at}", "fuzzy") for at in range(400)} | {Key("phone", f"p{at}") for at in range(10)}
    chosen = batch(keys)
    assert len(chosen) == BATCH and [key.kind for key in chosen[:11]] == ["phone"] * 10 + ["name"]
    assert batch({Key("phone start", "06"), Key("form", "LAB")}) == ()


@given(NUMBERS)
def test_what_was_asked_comes_back_and_always_takes_the_same_room(numbers: set[tuple[str, int]]) -> None:
    text = pack_numbers(numbers)
    assert unpack_numbers(text) == numbers
    assert len(text) == len(pack_numbers([]))


def test_more_than_a_batch_is_no_question() -> None:
    with pytest.raises(ValueError, match="at most"):
        pack_numbers([("phone", at) for at in range(BATCH + 1)])


@given(st.builds(Outcome, st.booleans(), st.uuids(), st.uuids(), st.uuids(), st.uuids()))
def test_what_is_told_always_takes_the_same_room(outcome: Outcome) -> None:
    assert opened(written(outcome)) == outcome
    assert len(written(outcome)) == len(written(Outcome()))


@given(st.lists(st.tuples(st.integers(1, 5), st.uuids()), min_size=1, max_size=4))
def test_however_many_hold_it_one_is_to_be_asked(holders: list[tuple[int, UUID]]) -> None:
    rows = [Holder(UUID(int=whose), signal, COVENANT) for whose, signal in holders]
    chosen = best({("phone", 1): rows})
    assert chosen in rows
    assert best({("phone", 1): rows[::-1]}) == chosen


def test_a_name_alone_and_a_value_of_everybody_name_nobody() -> None:
    holder = Holder(SOMEBODY, OTHER, COVENANT)
    assert best({("name and initial", 1): [holder]}) is None
    assert best({("phone", 1): [Holder(SOMEBODY, UUID(int=at), COVENANT) for at in range(MODEL.cap)]}) is None
    assert best({}) is None
    assert same_story(["phone"]) and not same_story(["name and initial"]) and not same_story([])
