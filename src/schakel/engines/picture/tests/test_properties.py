"""What holds for every bundle, however odd."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from schakel.engines.picture import Observation, Picture, PictureSignal, picture_of
from schakel.engines.picture.tests.catalogue import CATALOGUE, CODES

observation = st.builds(
    Observation,
    st.sampled_from([*CODES, "WAS-NEVER"]),
    st.sampled_from(["seen", "not_seen", "not_known"]),
    st.sampled_from(["saw", "heard", "told", "document", "system", None]),
    st.booleans(),
)
one_signal = st.builds(
    PictureSignal,
    id=st.uuids().map(str),
    source=st.sampled_from(["a", "b", "c", "d"]),
    observations=st.lists(observation, max_size=6).map(tuple),
    minor=st.sampled_from(["yes", "no", "unknown"]),
    observed_on=st.none() | st.dates(date(2020, 1, 1), date(2026, 12, 31)),
    counting=st.booleans(),
    wording=st.sampled_from(["", "", "text 1", "text 2"]),
)
bundles = st.lists(one_signal, max_size=8, unique_by=lambda signal: signal.id)


def draw(signals: list[PictureSignal]) -> Picture:
    return picture_of(signals, CATALOGUE)


def facts_of(picture: Picture) -> set[tuple[str, str]]:
    every = [fact for e in picture.elements for fact in (*e.facts, *e.context)] + [*picture.loose, *picture.against]
    return {(fact.code, sighting.signal) for fact in every for sighting in fact.sightings}


def supported(picture: Picture) -> set[str]:
    return {element.code for element in picture.elements if element.state == "supported"}


@given(bundles, one_signal)
def test_adding_a_signal_never_removes_a_fact_or_takes_support_away(
    signals: list[PictureSignal], more: PictureSignal
) -> None:
    before, after = draw(signals), draw([*signals, more])
    assert facts_of(before) <= facts_of(after)
    assert supported(before) <= supported(after)


@given(bundles)
def test_the_same_source_twice_never_supports(signals: list[PictureSignal]) -> None:
    one = [replace(signal, source="a") for signal in signals]
    twice = one + [replace(signal, id=signal.id + "'") for signal in one]
    assert supported(draw(twice)) == set()


@given(bundles)
def test_one_text_never_supports_whoever_sends_it(signals: list[PictureSignal]) -> None:
    copied = [
        replace(s, wording="the same", observations=tuple(o._replace(later=False) for o in s.observations))
        for s in signals
    ]
    assert supported(draw(copied)) == set()


@given(bundles)
def test_what_one_person_adds_later_never_supports_by_itself(signals: list[PictureSignal]) -> None:
    added = [replace(s, observations=tuple(o._replace(later=True) for o in s.observations)) for s in signals]
    assert supported(draw(added)) == set()


@given(bundles)
def test_no_more_voices_than_sources_or_texts(signals: list[PictureSignal]) -> None:
    counted = [signal for signal in signals if signal.counting]
    for element in draw(signals).elements:
        assert element.voices <= len({signal.source for signal in counted})
        assert element.voices <= len({signal.wording or signal.id for signal in counted}) + 1
        assert max(element.saw, element.heard, element.unsaid) <= element.voices


@given(bundles, st.randoms())
def test_the_order_of_signals_is_nothing(signals: list[PictureSignal], random: object) -> None:
    shuffled = list(signals)
    random.shuffle(shuffled)
    assert draw(shuffled) == draw(signals)


@given(bundles)
def test_names_of_sources_are_nothing(signals: list[PictureSignal]) -> None:
    renamed = [replace(signal, source=f"zz-{ord('z') - ord(signal.source)}") for signal in signals]
    assert [(e.state, e.voices) for e in draw(renamed).elements] == [
        (e.state, e.voices) for e in draw(signals).elements
    ]


@given(bundles)
def test_what_waits_for_judgement_changes_no_state_and_adds_no_fact(signals: list[PictureSignal]) -> None:
    counting = [signal for signal in signals if signal.counting]
    with_waiting, without = draw(signals), draw(counting)
    assert facts_of(with_waiting) == facts_of(without)
    assert [(e.state, e.needed) for e in with_waiting.elements] == [(e.state, e.needed) for e in without.elements]


@given(bundles)
def test_facts_against_and_context_change_no_state(signals: list[PictureSignal]) -> None:
    silent = [
        replace(s, observations=tuple(o for o in s.observations if not o.code.endswith(("AGAINST", "CONTEXT"))))
        for s in signals
    ]
    assert [(e.state, e.voices) for e in draw(signals).elements] == [(e.state, e.voices) for e in draw(silent).elements]


@given(bundles)
def test_supported_means_two_sources_and_enough_facts(signals: list[PictureSignal]) -> None:
    for element in draw(signals).elements:
        if element.state == "supported":
            assert len({s.source for fact in element.facts for s in fact.sightings}) >= 2
            assert len(element.facts) >= 2 or element.facts[0].entry.role == "core"


@given(bundles)
def test_a_question_is_open_or_answered_never_both(signals: list[PictureSignal]) -> None:
    answered = {o.code for s in signals if s.counting for o in s.observations if o.answer != "not_known"}
    for element in draw(signals).elements:
        assert all(question.inquiry.answered_by.isdisjoint(answered) for question in element.unknown)
