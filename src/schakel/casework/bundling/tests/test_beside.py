"""What stands beside the picture: facts against, lanes, forms, what to ask; and facts that somebody adds later."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from schakel.casework.bundling.pages.beside_parts import beside
from schakel.casework.bundling.pages.picture_parts import elements
from schakel.casework.bundling.tests.browser import NEVER, text
from schakel.casework.bundling.tests.file import House, said
from schakel.casework.intake import actions as intake
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor

PHONE = ("phone", "06-00001174")


def add(by: Actor, signal: UUID, indicator: str, **other: Any) -> None:
    given = {"answer": "seen", "basis": "document", "reason": "Dat staat in een brief."}
    intake.add_observation(by=by, signal=signal, indicator=indicator, **{**given, **other})


def counted(waterrijk: House) -> UUID:
    """A signal that counts in the picture of bundle 1."""
    return next(one.id for one in waterrijk.bundle().signals if one.counts)


def states(waterrijk: House) -> dict[str, tuple[str, int]]:
    return {one.code: (one.state, one.voices) for one in waterrijk.bundle().picture.elements}


def test_every_fact_against_that_is_added_is_shown_and_lowers_nothing(
    signals: list[UUID], waterrijk: House, noor: Client
) -> None:
    before = states(waterrijk)
    for code in pack().against:
        add(waterrijk.focal, counted(waterrijk), code)
    row = waterrijk.bundle()
    found = beside(row)
    assert {fact.code for fact in row.picture.against} == set(pack().against)
    assert row.picture.against_waiting == ()
    assert len(found.against) + len(found.evidence) == len(pack().against)
    assert states(waterrijk) == before
    page = text(noor.get("/bundels/1"))
    assert all(str(one.text) in page for one in pack().against.values())
    assert "Dit telt niet af en sluit niets." in page
    assert "zegt wat te vinden was, niet hoe het was" in page


def test_a_fact_against_of_a_signal_under_review_is_shown_and_says_that_it_waits(
    signals: list[UUID], waterrijk: House
) -> None:
    [waits] = [one for one in waterrijk.bundle().signals if not one.counts][:1]
    add(waterrijk.focal, waits.id, "TEG-05")
    [fact] = beside(waterrijk.bundle()).against
    assert fact.source.endswith("; wacht nog op een oordeel")


def test_what_is_added_says_so_and_is_not_ascribed_to_the_reporter(signals: list[UUID], waterrijk: House) -> None:
    add(waterrijk.focal, counted(waterrijk), "TEG-05")
    [fact] = beside(waterrijk.bundle()).against
    assert re.fullmatch(r"Later toegevoegd bij signaal \d", fact.source)


def test_one_person_who_adds_facts_never_supports_an_element_alone(waterrijk: House) -> None:
    told = waterrijk.takes_in(
        said("Een man belt.", PHONE), {**said("Hij belt weer.", PHONE), "function": "enforcement"}
    )
    for signal in told:
        for code in ("GEN-03", "GEN-12", "LAB-14"):
            add(waterrijk.focal, signal, code, basis="saw")
    assert states(waterrijk)["means"] == ("one_source", 1)


def test_an_added_fact_draws_the_picture_anew(signals: list[UUID], waterrijk: House) -> None:
    asked = {one.text for one in beside(waterrijk.bundle()).questions}
    assert "Wie heeft hun papieren?" in asked
    add(waterrijk.focal, counted(waterrijk), "GEN-03", answer="not_seen", basis="saw")
    after = beside(waterrijk.bundle())
    assert "Wie heeft hun papieren?" not in {one.text for one in after.questions}
    assert [fact.text for fact in after.not_seen] == [str(pack().indicators["GEN-03"].text)]


def test_with_someone_under_age_the_means_is_not_needed_and_nothing_against_weighs(
    waterrijk: House, noor: Client
) -> None:
    child = {**said("Een kind staat op straat.", PHONE, codes=["BEG-01"]), "minor_possibly_involved": True}
    told = waterrijk.takes_in(child, said("Hetzelfde nummer.", PHONE, codes=["BEG-04"]))
    add(waterrijk.focal, told[0], "TEG-01")
    page = text(noor.get("/bundels/1"))
    assert (
        "Bij iemand onder de 18 is dit niet nodig (art. 273f lid 1 sub 2, 5 en 8 Sr, tekst van 2017, nog te controleren)."
        in page
    )
    assert "Dan weegt dit niet mee." in page
    assert not [one for one in beside(waterrijk.bundle()).questions if one.element == "Middel"]


def test_poor_work_without_force_has_its_own_lane_and_route(waterrijk: House, noor: Client) -> None:
    waterrijk.takes_in(said("Te weinig loon.", PHONE, codes=["LAB-02"]), said("Lange dagen.", PHONE, codes=["LAB-01"]))
    [lane] = beside(waterrijk.bundle()).lanes
    assert lane.title == "Te weinig loon of slecht werk"
    assert "middel" in lane.open and ("Meld het bij de Arbeidsinspectie", "0800-5151") in lane.routes
    assert lane.sources == 1 and len(lane.facts) == 2
    assert "Ook zonder dwang kunt u dit doorgeven." in text(noor.get("/bundels/1"))


def test_who_was_perhaps_forced_to_an_offence_stands_in_a_lane_of_help(waterrijk: House, noor: Client) -> None:
    waterrijk.takes_in(
        said("Drugs gevonden.", PHONE, codes=["CRI-17"]), said("Zelfde nummer.", PHONE, codes=["CRI-08"])
    )
    [lane] = beside(waterrijk.bundle()).lanes
    page = text(noor.get("/bundels/1"))
    assert lane.title == "Misschien gedwongen tot iets strafbaars"
    assert "nog te controleren" in lane.hint and lane.routes[0][0] == "Vraag de zorgcoördinator"
    assert lane.title in page and not NEVER.search(page)


def test_forms_are_named_without_a_verdict(signals: list[UUID], waterrijk: House) -> None:
    assert beside(waterrijk.bundle()).forms == (
        "De feiten passen bij: uitbuiting in werk. Dat zegt waar u verder kunt kijken, en is geen oordeel."
    )


def test_a_copied_text_is_said_and_counts_once(waterrijk: House, noor: Client) -> None:
    words = "Acht mannen slapen in de werkplaats achter de zaak, zegt de buurman."
    waterrijk.takes_in(
        said(words, PHONE, codes=["LAB-08"]),
        {**said(f"Doorgestuurd:\n> {words}", PHONE, codes=["LAB-07"]), "function": "enforcement"},
    )
    row = waterrijk.bundle()
    assert (row.sources, states(waterrijk)["act"]) == (1, ("one_source", 1))
    assert "Signalen 1 en 2 hebben dezelfde tekst. Zij tellen als één bron." in text(noor.get("/bundels/1"))


def test_each_question_names_whom_to_ask_and_how_in_the_order_of_the_elements(
    signals: list[UUID], waterrijk: House, noor: Client
) -> None:
    found = beside(waterrijk.bundle()).questions
    assert found and all(one.ask and one.way for one in found)
    texts = [str(one.text) for one in pack().questions.values()]
    order = [[str(one.text) for one in pack().elements.values()].index(one.element) for one in found]
    assert order == sorted(order)
    assert [one.text for one in found] == [one for one in texts if one in {asked.text for asked in found}]
    page = text(noor.get("/bundels/1"))
    assert all(one.text in page and one.way in page for one in found)


def test_the_picture_says_how_many_saw_and_how_many_heard(waterrijk: House) -> None:
    heard = said("Gehoord.", PHONE, codes=["LAB-08"]) | {"function": "enforcement"}
    heard["observations"] = [{"indicator": "LAB-08", "answer": "seen", "basis": "heard"}]
    seen = said("Gezien.", PHONE)
    seen["observations"] = [{"indicator": "LAB-07", "answer": "seen", "basis": "saw"}]
    waterrijk.takes_in(seen, heard)
    [act, *_] = elements(waterrijk.bundle())
    assert act.how == "1 zag het of heeft het op papier en 1 hoorde het"


def test_where_nobody_said_how_it_is_known_the_page_does_not_say_seen(waterrijk: House) -> None:
    waterrijk.takes_in(said("Gehoord.", PHONE, codes=["LAB-08"]), said("Weer.", PHONE))
    [act, *_] = elements(waterrijk.bundle())
    assert act.facts[0].source.startswith("Gemeld door")
    assert act.how == "van 1 is niet bekend hoe"


def test_from_a_bundle_one_chooses_the_signal_and_comes_back(signals: list[UUID], noor: Client, as_: Any) -> None:
    shown = noor.get("/bundels/1/feit")
    assert f"/signalen/{signals[0]}/feit?bundel=1" in shown.content.decode()
    assert not NEVER.search(text(shown))
    assert noor.get("/bundels/9/feit").status_code == 404
    assert as_("joost").get("/bundels/1/feit").status_code == 403
    assert as_("femke").get("/bundels/1/feit").status_code == 404


@pytest.mark.parametrize("code", sorted(pack("nl").questions))
def test_a_question_without_a_lawful_way_is_no_question(code: str) -> None:
    question = pack("nl").questions[code]
    assert str(question.ask).strip() and str(question.way).strip()
