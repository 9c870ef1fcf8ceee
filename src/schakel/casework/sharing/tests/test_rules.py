"""The rules alone: default deny, whatever the content says, and more conditions never let more through."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.casework.sharing.queries import bases
from schakel.casework.sharing.queries import basis as basis_of
from schakel.casework.sharing.rules import (
    MOVES,
    NEVER,
    STATES,
    Basis,
    Circumstances,
    Consent,
    Matter,
    Piece,
    Question,
    Way,
    allowed,
    decide,
    fitting,
    lacking,
    may_check,
    ordered,
    screened,
    who_signs,
)
from schakel.ground.content.queries import pack
from schakel.ground.database.identity import new_id

KINDS = ("salt", "name", "well", *sorted(NEVER))
PARTIES = ("warden", "keeper", "parent", "companion", "veilig_thuis", "police")
PURPOSES = ("thirst", "registration", "shelter")
NEEDS = ("moon", "weighed", "veilig_thuis_consulted")
some = st.sampled_from
sets = lambda of: st.frozensets(some(of))  # noqa: E731

consents = st.builds(
    Consent,
    state=some(("", "given", "refused", "withdrawn")),
    age=some(("16_or_over", "under_16", "unknown")),
    signer=some(("", "self", "guardian")),
    involved=some(("yes", "no", "unknown")),
    written=st.booleans(),
)
laws = st.builds(
    Basis, code=some(("Z1", "Z2")), givers=sets(PARTIES), recipients=sets(PARTIES), purposes=sets(PURPOSES), may=sets(KINDS),
    may_not=sets(KINDS), consent=some(("none", "written", "unambiguous")), registration_only=st.booleans(),
    needs=sets(NEEDS), second_person=st.booleans(), not_provided=some(("", "not provided (dune 3)")),
    from_memory=st.booleans(),
)  # fmt: skip
questions = st.builds(
    Question, giver=some(PARTIES), recipient=some(PARTIES), purpose=some(PURPOSES), kinds=sets((*KINDS, "unknown"))
)
situations = st.builds(
    Circumstances, minor=some(("yes", "no", "unknown")), consent=consents, confirmed=sets(NEEDS),
    accepted=sets(("Z1", "Z2")), necessity=st.booleans(), subsidiarity=st.booleans(),
)  # fmt: skip


# ---------------------------------------------------------------- default deny


@given(questions, laws, situations)
def test_nothing_passes_that_no_basis_names_and_everything_gets_an_answer(question, law, now):
    decision = decide(question, law, now)
    assert decision.allowed <= law.may - law.may_not - NEVER
    assert decision.allowed <= question.kinds
    assert set(decision.refused) == question.kinds - decision.allowed
    assert all(decision.refused.values())
    if not fitting(question, [law]):
        assert not decision.allowed and "no_basis" in decision.unmet
    if decision.unmet:
        assert not decision.allowed


@given(questions, laws, situations, some(NEEDS))
def test_one_more_condition_never_lets_more_through(question, law, now, more):
    stricter = replace(law, needs=law.needs | {more})
    assert decide(question, stricter, now).allowed <= decide(question, law, now).allowed
    assert (
        decide(question, replace(law, consent="written"), now).allowed
        <= decide(question, replace(law, consent="none"), now).allowed
    )
    assert (
        decide(question, replace(law, from_memory=True), now).allowed
        <= decide(question, replace(law, from_memory=False), now).allowed
    )


@given(questions, laws, situations, some(NEEDS))
def test_knowing_less_never_lets_more_through(question, law, now, gone):
    held = decide(question, law, now).allowed
    for less in (
        replace(now, confirmed=now.confirmed - {gone}),
        replace(now, accepted=frozenset()),
        replace(now, necessity=False),
        replace(now, subsidiarity=False),
        replace(now, consent=Consent()),
    ):
        assert decide(question, law, less).allowed <= held


@given(questions, laws, situations)
def test_no_necessity_no_disclosure(question, law, now):
    assert not decide(question, law, replace(now, necessity=False)).allowed
    assert not decide(question, law, replace(now, subsidiarity=False)).allowed


@given(questions, laws, situations)
def test_a_basis_from_memory_lets_nothing_through_until_it_is_accepted(question, law, now):
    unsure = replace(law, from_memory=True)
    assert not decide(question, unsure, replace(now, accepted=now.accepted - {law.code})).allowed


@given(questions, laws, situations, some(("yes", "unknown")), some(("parent", "companion")))
def test_parents_and_companions_of_a_possible_minor_hear_nothing(question, law, now, minor, who):
    assert not decide(replace(question, recipient=who), law, replace(now, minor=minor)).allowed


@given(laws, questions, situations)
def test_a_possible_minor_asks_a_word_with_veilig_thuis_before_anybody_else(law, question, now):
    child = replace(now, minor="yes", confirmed=now.confirmed - {"veilig_thuis_consulted"})
    if question.recipient not in ("veilig_thuis", "police"):
        assert not decide(question, law, child).allowed


# All that a law can let through, and all that it can ask: what then stops, is stopped by the rule alone.
GENEROUS = Basis("Z1", frozenset({"warden"}), frozenset(PARTIES), frozenset({"thirst"}), may=frozenset(KINDS))
ALL_DONE = Circumstances("no", confirmed=frozenset(NEEDS), necessity=True, subsidiarity=True)


def of_warden(recipient: str, **more: object) -> Question:
    return replace(Question("warden", recipient, "thirst", frozenset({"salt", "well"})), **more)


@pytest.mark.parametrize("changed", [{"giver": "police"}, {"purpose": "shelter"}, {"recipient": "stranger"}])
def test_a_basis_that_names_another_giver_purpose_or_recipient_is_none(changed):
    assert decide(of_warden("keeper"), GENEROUS, ALL_DONE).allowed == {"salt", "well"}
    assert not decide(replace(of_warden("keeper"), **changed), GENEROUS, ALL_DONE).allowed


@pytest.mark.parametrize("missing", ["necessity", "subsidiarity"])
def test_without_necessity_nothing_goes_though_all_else_is_there(missing):
    assert decide(of_warden("keeper"), GENEROUS, ALL_DONE).allowed == {"salt", "well"}
    assert not decide(of_warden("keeper"), GENEROUS, replace(ALL_DONE, **{missing: False})).allowed


@pytest.mark.parametrize("minor", ["yes", "unknown"])
@pytest.mark.parametrize("who", ["parent", "companion"])
def test_a_parent_and_a_companion_hear_nothing_even_when_a_law_names_them(minor, who):
    assert decide(of_warden(who), GENEROUS, ALL_DONE).allowed == {"salt", "well"}
    assert not decide(of_warden(who), GENEROUS, replace(ALL_DONE, minor=minor)).allowed


def test_of_a_minor_nothing_goes_before_a_word_with_veilig_thuis_though_the_law_asks_none():
    child = replace(ALL_DONE, minor="yes", confirmed=frozenset({"moon", "weighed"}))
    assert not decide(of_warden("keeper"), GENEROUS, child).allowed
    assert decide(of_warden("police"), GENEROUS, child).allowed == {"salt", "well"}
    assert decide(of_warden("keeper"), GENEROUS, replace(child, confirmed=frozenset(NEEDS))).allowed == {"salt", "well"}


# ---------------------------------------------------------------- the Dutch matrix


def ask(code: str, giver: str, recipient: str, purpose: str, *kinds: str, **now: object):
    law = basis_of(code)
    assert law is not None
    everything = {
        "confirmed": law.needs,
        "necessity": True,
        "subsidiarity": True,
        "minor": "no",
        "accepted": frozenset({code}),
    }
    question = Question(giver, recipient, purpose, frozenset(kinds))
    return decide(question, law, Circumstances(**{**everything, **now}))  # type: ignore[arg-type]


@pytest.mark.parametrize("giver", ["police", "border_police"])
def test_police_to_comensha_passes_person_and_reporting_authority_only(giver):
    kinds = ("presumed_victim", "reporting_authority", "place", "duration", "methods", "presumed_exploiter")
    told = ask("G-police-comensha", giver, "comensha", "registration", *kinds)
    assert told.allowed == {"presumed_victim", "reporting_authority"}
    assert told.unmet == ()
    assert {told.values[kind] for kind in ("place", "duration", "methods")} == {"not provided (Bpg 4:2)"}
    assert "presumed_victim" not in told.values


def test_the_limit_is_about_that_recipient_and_not_about_the_same_kinds_elsewhere():
    assert (
        "place" in ask("G-professional-veilig-thuis", "municipality", "veilig_thuis", "child_safety", "place").allowed
    )


def test_registering_asks_police_and_labour_investigators_no_consent_and_shelter_does():
    for code, giver in (("G-police-comensha", "police"), ("G-labour-comensha", "labour_investigation")):
        assert ask(code, giver, "comensha", "registration", "presumed_victim").allowed
        told = ask(code, giver, "comensha", "shelter", "presumed_victim")
        assert told.unmet == ("consent_missing",) and not told.allowed
        yes = Consent("given", "16_or_over", "self", "unknown", written=True)
        assert ask(code, giver, "comensha", "shelter", "presumed_victim", consent=yes).allowed


def test_everybody_else_needs_a_signature_and_without_one_only_figures_go():
    for giver in ("municipality", "ngo", "care_coordinator", "youth_care"):
        assert not ask("G-others-comensha", giver, "comensha", "registration", "presumed_victim").allowed
        told = ask("G-figures-comensha", giver, "comensha", "monitoring", "figures", "presumed_victim")
        assert told.allowed == {"figures"}


def test_a_spoken_yes_is_no_signature():
    spoken = Consent("given", "16_or_over", "self", "no", written=False)
    assert not ask(
        "G-others-comensha", "municipality", "comensha", "registration", "presumed_victim", consent=spoken
    ).allowed


def test_wmo_data_goes_to_who_the_law_names_or_with_consent():
    assert ask("G-wmo-listed", "wmo_college", "cak", "task", "wmo_client").allowed
    assert not ask("G-wmo-listed", "wmo_college", "police", "task", "wmo_client").allowed
    assert not ask("G-wmo-others", "wmo_college", "others", "care", "wmo_client").allowed
    assert not ask("G-municipality-police", "municipality", "police", "investigation", "wmo_client").allowed


def test_veilig_thuis_may_be_told_without_consent():
    assert ask(
        "G-professional-veilig-thuis", "municipality", "veilig_thuis", "child_safety", "presumed_victim", minor="yes"
    ).allowed


def test_a_source_says_found_or_not_found_before_it_says_anything():
    hit = basis_of("G-within-hit")
    whole = basis_of("G-within-municipality")
    assert hit is not None and whole is not None
    assert hit.may == {"source_hit"} and hit.needs == {"check_1"}
    assert whole.needs >= {"check_1", "hit_found", "check_2a", "check_2b"}
    told = ask(
        "G-within-municipality",
        "municipality",
        "municipality",
        "source_research",
        "signal",
        confirmed=frozenset({"check_1"}),
    )
    assert not told.allowed and set(told.unmet) == {"hit_found", "check_2a", "check_2b"}


def test_a_tip_line_a_parent_and_a_companion_have_no_basis_at_all():
    for recipient in ("tip_line", "parent", "companion"):
        for purpose in pack("nl").purposes:
            assert fitting(Question("municipality", recipient, purpose, frozenset()), bases()) == []


def test_no_basis_of_ours_names_what_never_goes_or_the_reporters_words():
    for one in bases():
        assert not one.may & (NEVER | {"narrative", "bank", "identity_document", "contact_person"}), one.code


def test_articles_from_memory_are_those_of_the_municipality_itself():
    memory = {one.code for one in bases() if one.from_memory}
    assert {"G-municipality-police", "G-municipality-labour", "G-within-hit", "G-within-municipality"} <= memory
    assert not memory & {"G-police-comensha", "G-professional-veilig-thuis", "G-others-comensha"}


def test_an_invented_country_has_its_own_rules():
    well = basis_of("ZG1", of=pack("zz"))
    assert well is not None
    question = Question("warden", "keeper", "thirst", frozenset({"salt", "name"}))
    assert not decide(question, well, Circumstances(minor="no", necessity=True, subsidiarity=True)).allowed
    told = decide(
        question, well, Circumstances(minor="no", necessity=True, subsidiarity=True, confirmed=frozenset({"moon"}))
    )
    assert told.allowed == {"salt"} and told.refused == {"name": "kept_out"}


# ---------------------------------------------------------------- consent


@pytest.mark.parametrize(
    ("age", "involved", "signer"),
    [
        ("16_or_over", "yes", "self"), ("16_or_over", "no", "self"), ("16_or_over", "unknown", "self"),
        ("under_16", "no", "guardian"), ("under_16", "yes", ""), ("under_16", "unknown", ""), ("unknown", "no", ""),
    ],
)  # fmt: skip
def test_who_signs(age, involved, signer):
    assert who_signs(age, involved) == signer


@given(consents, st.booleans())
def test_consent_counts_only_when_given_on_paper_by_who_may_sign(consent, consulted):
    if lacking(consent, veilig_thuis=consulted) == "":
        assert consent.state == "given" and consent.written
        assert consent.signer == who_signs(consent.age, consent.involved) != ""
        assert consent.signer == "self" or (consulted and consent.involved == "no" and consent.age == "under_16")


def test_why_consent_does_not_count():
    yes = Consent("given", "under_16", "guardian", "no", written=True)
    assert lacking(yes, veilig_thuis=False) == "consent_before_veilig_thuis"
    assert lacking(yes, veilig_thuis=True) == ""
    assert lacking(replace(yes, involved="unknown"), veilig_thuis=True) == "consent_guardian_involved"
    assert lacking(replace(yes, age="16_or_over"), veilig_thuis=True) == "consent_wrong_signer"
    assert lacking(replace(yes, age="unknown"), veilig_thuis=True) == "consent_age_unknown"
    assert lacking(replace(yes, state="refused"), veilig_thuis=True) == "consent_refused"
    assert lacking(replace(yes, state="withdrawn"), veilig_thuis=True) == "consent_withdrawn"


# ---------------------------------------------------------------- states, order, last look


def test_the_table_of_states_is_whole():
    assert set(MOVES) == set(STATES)
    assert not allowed("proposed", "sent"), "nothing is sent unchecked"
    assert not allowed("withdrawn", "proposed") and not allowed("acknowledged", "withdrawn")
    assert all(to in STATES for moves in MOVES.values() for to in moves)


def test_the_proposer_is_no_second_person():
    assert not may_check(second_person=True, proposer=1, checker=1)
    assert may_check(second_person=True, proposer=1, checker=2) and may_check(
        second_person=False, proposer=1, checker=1
    )


WAYS = [
    Way("comensha", "register", "comensha", frozenset()),
    Way("labour", "labour", "labour_inspectorate", frozenset({"lab"})),
    Way("advice", "advice", "", frozenset()),
    Way("veilig_thuis", "advice", "veilig_thuis", frozenset()),
    Way("emergency", "emergency", "", frozenset()),
]


def test_danger_first_then_a_child_then_where_the_signal_points():
    assert [one.code for one in ordered(WAYS, minor="yes", forms=frozenset({"lab"}))] == [
        "emergency",
        "veilig_thuis",
        "advice",
        "labour",
        "comensha",
    ]
    assert [one.code for one in ordered(WAYS, minor="no", forms=frozenset())][-1] == "veilig_thuis"


def piece(kind: str, text: str, code: str = "m1") -> Piece:
    return Piece(code, kind, "", text)


def looked_at(*pieces: Piece) -> Matter:
    matter = Matter(id=new_id(), number=1, minor="no", danger=False, pieces=pieces)
    return screened(matter, reporter="Joost van Dam", topics={"nationaliteit*", "kerk*"})


@pytest.mark.parametrize(
    ("kind", "text", "becomes"),
    [
        ("someone_named", "Joost", "reporter_identity"),
        ("organisation", "Slagerij Dam en co", "reporter_identity"),  # rather too careful than too late
        ("someone_named", "Ulla, nationaliteit Syldavië", "origin"),
        ("place", "Kerkstraat 4", "place"),
        ("numbers", "111222333", "citizen_number"),
        ("place", "Dorpsweg 3", "place"),
    ],
)
def test_the_last_look(kind, text, becomes):
    (one,) = looked_at(piece(kind, text)).pieces
    assert one.kind == becomes
    assert "111222333" not in one.text


def test_who_it_is_about_can_be_said_of_somebody_unknown_only():
    matter = looked_at(
        piece("someone_named", "Anwar", "m1"), piece("someone_named", "Joost", "m2"), piece("place", "Dorpsweg 3", "m3")
    )
    assert matter.unknown_people == ("m1",)
    assert [one.kind for one in matter.about("m1").pieces] == ["presumed_victim", "reporter_identity", "place"]
    for other in ("m2", "m3", "", "m9"):
        assert matter.about(other) == matter
