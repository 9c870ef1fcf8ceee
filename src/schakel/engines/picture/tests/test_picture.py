"""What a picture says, and what it must never say."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from schakel.engines.picture import Observation, Picture, PictureSignal, picture_of, source_key, text_key
from schakel.engines.picture import shapes as module
from schakel.engines.picture.tests.catalogue import CATALOGUE


def signal(id_: str, source: str, *codes: str, basis: str | None = "saw", **more: object) -> PictureSignal:
    return PictureSignal(id_, source, tuple(Observation(code, "seen", basis) for code in codes), **more)


def picture(*signals: PictureSignal) -> Picture:
    return picture_of(signals, CATALOGUE)


def hold(*signals: PictureSignal) -> tuple[str, str, int]:
    element = picture(*signals).element("hold")
    return element.state, element.reason, element.voices


def test_two_sources_and_a_core_fact_support_an_element() -> None:
    assert hold(signal("1", "a", "HOLD-CORE"), signal("2", "b", "HOLD-1")) == ("supported", "enough", 2)


def test_two_sources_and_two_supporting_facts_support_an_element() -> None:
    assert hold(signal("1", "a", "HOLD-1"), signal("2", "b", "HOLD-2")) == ("supported", "enough", 2)


def test_one_source_never_supports_whatever_it_says() -> None:
    everything = signal("1", "a", "HOLD-CORE", "HOLD-1", "HOLD-2")
    assert hold(everything) == ("one_source", "one_source", 1)
    assert hold(everything, signal("2", "a", "HOLD-CORE")) == ("one_source", "one_source", 1)


def test_one_thing_that_fits_many_causes_never_supports_whoever_says_it() -> None:
    assert hold(*(signal(str(n), f"source {n}", "HOLD-1") for n in range(5))) == ("not_yet", "thin", 5)


def test_what_was_told_is_one_voice_however_many_repeat_it() -> None:
    told = [signal(str(n), f"source {n}", "HOLD-CORE", "HOLD-1", basis="told") for n in range(4)]
    assert hold(*told) == ("one_source", "one_source", 1)
    assert hold(*told, signal("9", "eyes", "HOLD-1")) == ("supported", "enough", 2)


def test_context_is_shown_and_never_counts() -> None:
    element = picture(signal("1", "a", "HOLD-CONTEXT"), signal("2", "b", "HOLD-CONTEXT")).element("hold")
    assert (element.state, element.reason, element.facts) == ("not_yet", "no_facts", ())
    assert [fact.code for fact in element.context] == ["HOLD-CONTEXT"]


def test_facts_against_are_shown_apart_and_lower_nothing() -> None:
    without = picture(signal("1", "a", "HOLD-CORE"), signal("2", "b", "HOLD-1")).element("hold")
    against = [signal(str(n), f"c{n}", "HOLD-AGAINST") for n in range(3)]
    within = picture(signal("1", "a", "HOLD-CORE"), signal("2", "b", "HOLD-1"), *against).element("hold")
    assert (within.state, within.voices, within.facts) == (without.state, without.voices, without.facts)
    assert [fact.code for fact in within.against] == ["HOLD-AGAINST"]
    assert hold(*against) == ("not_yet", "no_facts", 0)


def test_a_signal_under_review_counts_for_nothing_but_may_be_mentioned() -> None:
    waiting = signal("3", "b", "HOLD-CORE", "GAIN-CORE", minor="yes", counting=False)
    made = picture(signal("1", "a", "HOLD-1"), waiting)
    assert (made.element("hold").state, made.minor, made.waiting) == ("one_source", "unknown", ("3",))
    assert made.element("hold").mentioned_in == ("3",)
    question = next(q for q in made.element("gain").unknown if q.inquiry.code == "Q-GAIN")
    assert question.mentioned_in == ("3",)
    assert made.element("gain").facts == ()


def test_a_fact_against_of_a_signal_under_review_is_shown_apart() -> None:
    made = picture(signal("1", "a", "HOLD-1"), signal("2", "b", "HOLD-AGAINST", counting=False))
    assert (made.against, [fact.code for fact in made.against_waiting]) == ((), ["HOLD-AGAINST"])


def test_a_minor_needs_no_means_and_nothing_against_weighs() -> None:
    made = picture(signal("1", "a", "HOLD-1", "HOLD-AGAINST", minor="yes"), signal("2", "b", minor="no"))
    assert (made.minor, made.against_weighs) == ("yes", False)
    assert made.element("hold").needed is False
    assert made.element("hold").unknown == ()
    assert made.element("gain").needed is True
    assert made.as_contract()["hold"].startswith("not needed for someone under age; one source only")


def test_no_is_only_no_when_every_signal_says_so() -> None:
    assert picture(signal("1", "a", minor="no"), signal("2", "b", minor="unknown")).minor == "unknown"
    assert picture(signal("1", "a", minor="no"), signal("2", "b", minor="no")).minor == "no"
    assert picture().minor == "unknown"


def test_not_known_answers_nothing_and_not_seen_is_no_fact() -> None:
    looked = PictureSignal(
        "1", "a", (Observation("GAIN-CORE", "not_seen", "saw"), Observation("HOLD-CORE", "not_known"))
    )
    made = picture(looked)
    assert made.element("gain").facts == ()
    assert [q.inquiry.code for q in made.element("gain").unknown] == ["Q-BOAT"]
    assert [q.inquiry.code for q in made.element("hold").unknown] == ["Q-HOLD"]


def test_a_fact_names_who_looked_and_did_not_see_it() -> None:
    made = picture(
        signal("1", "a", "HOLD-CORE"), PictureSignal("2", "b", (Observation("HOLD-CORE", "not_seen", "saw"),))
    )
    assert made.element("hold").facts[0].not_seen_by == ("2",)
    assert made.element("hold").state == "one_source"


def test_what_nobody_saw_though_somebody_looked_is_shown_apart() -> None:
    looked = PictureSignal("2", "b", (Observation("HOLD-CORE", "not_seen", "saw"), Observation("GAIN-1", "not_seen")))
    made = picture(signal("1", "a", "HOLD-CORE"), looked)
    assert [(fact.code, fact.not_seen_by, fact.sightings) for fact in made.not_seen] == [("GAIN-1", ("2",), ())]


def test_a_question_of_another_form_is_not_asked() -> None:
    made = picture(signal("1", "a", "GAIN-CORE"))
    assert "Q-BOAT" not in [q.inquiry.code for q in made.element("gain").unknown]


def test_poor_conditions_have_a_lane_of_their_own() -> None:
    made = picture(signal("1", "a", "GAIN-CORE"), signal("2", "b", "GAIN-1"))
    assert [(lane.code, lane.voices, [f.code for f in lane.facts]) for lane in made.lanes] == [
        ("work", 2, ["GAIN-CORE", "GAIN-1"])
    ]


def test_evidence_of_nothing_yet_stands_loose() -> None:
    made = picture(signal("1", "a", "LOOSE"), signal("2", "b", "LOOSE"))
    assert [fact.code for fact in made.loose] == ["LOOSE"]
    assert {element.reason for element in made.elements} == {"no_facts"}


def test_a_code_that_the_catalogue_never_had_is_listed_and_not_guessed_at() -> None:
    made = picture(signal("1", "a", "HOLD-CORE", "WAS-NEVER"))
    assert made.unknown_codes == ("WAS-NEVER",)
    assert [fact.code for fact in made.element("hold").facts] == ["HOLD-CORE"]


def test_core_stands_first_and_then_what_was_seen_first() -> None:
    made = picture(
        signal("1", "a", "HOLD-2", observed_on=date(2026, 3, 1)),
        signal("2", "b", "HOLD-1", observed_on=date(2026, 1, 1)),
        signal("3", "c", "HOLD-CORE", observed_on=date(2026, 5, 1)),
    )
    assert [fact.code for fact in made.element("hold").facts] == ["HOLD-CORE", "HOLD-1", "HOLD-2"]


def test_seen_and_heard_are_told_apart() -> None:
    facts = (
        picture(signal("1", "a", "HOLD-CORE", basis="heard"), signal("2", "b", "HOLD-1", basis=None))
        .element("hold")
        .facts
    )
    assert [(fact.bases, fact.heard_only) for fact in facts] == [(("heard",), True), ((), False)]


def test_the_contract_says_it_in_a_sentence() -> None:
    made = picture(
        signal("1", "a", "HOLD-1", "GAIN-CORE"), signal("2", "b", "HOLD-2"), signal("3", "c", "HOLD-AGAINST")
    )
    assert made.as_contract() == {
        "hold": "supported by 2 independent sources; speaks against it: words of HOLD-AGAINST",
        "gain": "one source only",
    }
    assert picture().as_contract()["gain"] == "no facts yet; unknown: Who gains? Whose boat?"


def test_an_element_that_the_law_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        picture().element("act")


def test_the_only_number_in_a_picture_counts_sources() -> None:
    """No weight, sum or rank: every number is a number of sources."""
    shapes = [shape for shape in vars(module).values() if dataclasses.is_dataclass(shape)]
    numbers = {
        field.name
        for shape in shapes
        for field in dataclasses.fields(shape)
        if "int" in str(field.type) or "float" in str(field.type)
    }
    assert Picture in shapes
    assert numbers == {"voices", "saw", "heard", "unsaid"}


def test_seen_and_heard_are_counted_by_source() -> None:
    element = picture(
        signal("1", "a", "HOLD-CORE", "HOLD-1"),
        signal("2", "b", "HOLD-CORE", basis="heard"),
        signal("3", "c", "HOLD-2", basis=None),
        signal("4", "d", "HOLD-2", basis="document"),
    ).element("hold")
    assert (element.voices, element.saw, element.heard, element.unsaid) == (4, 2, 1, 1)


def test_a_copied_text_is_one_source_and_is_named() -> None:
    first, second = signal("1", "a", "HOLD-CORE", wording="t"), signal("2", "b", "HOLD-1", wording="t")
    assert hold(first, second) == ("one_source", "one_source", 1)
    assert picture(first, second, signal("3", "c")).copied == (("1", "2"),)
    assert hold(first, second, signal("3", "c", "HOLD-1")) == ("supported", "enough", 2)


def test_a_copy_does_not_tie_two_sources_that_also_speak_for_themselves() -> None:
    own = [signal("1", "a", "HOLD-CORE", wording="one"), signal("2", "b", "HOLD-1", wording="two")]
    copied = [signal("3", "a", "HOLD-2", wording="t"), signal("4", "b", "HOLD-2", wording="t")]
    assert hold(*own, *copied) == ("supported", "enough", 2)


def test_what_is_added_later_speaks_for_the_source_of_its_signal_and_once_at_most() -> None:
    def added(id_: str, source: str, code: str) -> PictureSignal:
        return PictureSignal(id_, source, (Observation(code, "seen", "saw", later=True),))

    assert hold(added("1", "a", "HOLD-CORE"), added("2", "b", "HOLD-1"), added("3", "c", "HOLD-2"))[2] == 1
    assert hold(signal("1", "a", "HOLD-CORE"), added("2", "a", "HOLD-1"))[2] == 1
    assert hold(signal("1", "a", "HOLD-CORE"), added("2", "b", "HOLD-1")) == ("supported", "enough", 2)


def test_passed_on_words_are_the_same_text_and_short_ones_tell_nothing() -> None:
    words = "Er slapen acht mensen in de werkplaats achter de zaak."
    assert text_key(words) == text_key(f"Van: Joost\nOnderwerp: FW: zorg\n\n> {words.upper()}") != ""
    assert text_key(words) != text_key(words.replace("acht", "zes"))
    assert text_key("Zie bijlage.") == text_key("") == ""


def test_the_forms_that_facts_fit_are_named_in_the_order_of_their_codes() -> None:
    made = picture(signal("1", "a", "GAIN-CORE", "HOLD-CORE"), signal("2", "b", "GAIN-CORE"))
    assert [(form.code, form.voices) for form in made.forms] == [("salt", 2)]


def test_a_fact_against_without_an_element_is_shown_with_the_others() -> None:
    made = picture(signal("1", "a", "LOOSE-AGAINST", "HOLD-AGAINST", "LOOSE"))
    assert {fact.code for fact in made.against} == {"LOOSE-AGAINST", "HOLD-AGAINST"}
    assert [fact.code for fact in made.loose] == ["LOOSE"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            {"organisation_kind": "municipality", "organisation": "Waterrijk", "function": "desk"},
            {"function": "desk", "organisation": "waterrijk ", "organisation_kind": "municipality"},
            True,
        ),
        (
            {"organisation": "W", "function": "desk", "reporter": "r1"},
            {"organisation": "W", "function": "desk", "reporter": "r2"},
            True,
        ),
        ({"organisation": "W", "function": "desk"}, {"organisation": "W", "function": "enforcement"}, False),
        (
            {"organisation_kind": "citizen", "function": "citizen", "reporter": "r1"},
            {"organisation_kind": "citizen", "function": "citizen", "reporter": "r2"},
            False,
        ),
        (
            {"organisation_kind": "citizen", "function": "citizen"},
            {"organisation_kind": "citizen", "function": "citizen"},
            True,
        ),
    ],
)
def test_who_counts_as_one_source(one: dict[str, str], other: dict[str, str], same: bool) -> None:
    assert (source_key(**one) == source_key(**other)) is same
