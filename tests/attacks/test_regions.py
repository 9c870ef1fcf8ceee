"""Questions to other regions: a curious member that looks, guesses, answers for another, replays, and asks too often."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.conf import settings
from django.db import DatabaseError, connection

from schakel.casework.hits import actions
from schakel.casework.hits.tests.regions import PHONE, PLATE, Regions
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import CannotUnseal
from tests.attacks import weak_casework as weak
from tests.attacks.weakening import attack

BASIS, WHY = "G-between-municipalities", "Het kan om dezelfde mensen gaan."


@pytest.fixture
def regions(database, cast):
    made = Regions(cast)
    made.agree()
    return made


@pytest.fixture
def related(regions):
    """Noor asked about two signals; Zuiderveen holds something beside each."""
    regions.takes_in(regions.elif_, PLATE)
    regions.takes_in(regions.elif_, PHONE)
    asked = [regions.asks(regions.takes_in(regions.noor, one)) for one in (PLATE, PHONE)]
    regions.round()
    return asked


@attack(holds="row security: each side sees its own row from its tick on, and no number of anybody",
        broken_by=weak.regions_see_each_other)  # fmt: skip
def test_look_into_the_questions_of_another_region(regions, related):
    """A focal person of the region that was asked counts rows as the database login: whose question, and about what?"""
    with acting(regions.elif_), connection.cursor() as cursor:
        found = {}
        for table in ("hits_question", "hits_side", "hits_token"):
            cursor.execute(f"select count(*) from {table} where controller <> %s", [regions.zuiderveen])
            found[table] = cursor.fetchone()[0]
    assert found == {"hits_question": 0, "hits_side": 0, "hits_token": 0}


@attack(
    holds="`queries.hit(viewer=)` takes the own rows; row security shows no other", broken_by=weak.answers_of_everybody
)
def test_guess_the_number_of_somebody_elses_answer(regions, related, as_):
    """Puts the number of the other side's answer, and of one that says nothing, in the address of a hit."""
    numbers = [side.id for asked in related for side in regions.sides(asked) if side.controller != regions.waterrijk]
    noor = as_("noor")
    assert {noor.get(f"/andere-regio/{one}").status_code for one in numbers} == {404}


@attack(holds="row security: only the own side is answered, by the own focal person in their own name",
        broken_by=weak.regions_see_each_other)  # fmt: skip
def test_say_yes_in_the_name_of_the_other_side(regions, related, world):
    """Whoever asked also writes the yes of the municipality that was asked, as the database login."""
    with suppress(DatabaseError), acting(regions.noor), connection.cursor() as cursor:
        cursor.execute(
            "update hits_side set answer = 'yes', basis = %s, necessity = 'x', answered_by = %s where controller = %s",
            [BASIS, regions.noor.account, regions.zuiderveen],
        )
    assert world.all("select distinct answer from hits_side where controller = %s", regions.zuiderveen) == [""]


@attack(holds="a sealed text is bound to its row: beside another question it does not open",
        broken_by=weak.texts_open_everywhere)  # fmt: skip
def test_replay_a_yes_beside_another_question(regions, related):
    """Copies the sealed yes of one question beside another, of which nobody weighed whether it is needed."""
    first, other = regions.told(regions.noor)
    actions.agree_to_share(by=regions.noor, side=first.side, basis=BASIS, necessity=WHY)
    with acting(regions.noor), connection.cursor() as cursor:
        cursor.execute(
            "update hits_side s set answer = 'yes', basis = o.basis, necessity = o.necessity, answered_by = o.answered_by"
            " from hits_side o where o.id = %s and s.id = %s",
            [first.side, other.side],
        )
    try:
        said = [one.necessity for one in regions.told(regions.noor) if one.side == other.side]
    except CannotUnseal:
        said = []
    assert WHY not in said


@attack(holds="one question about a signal in an epoch: refused, and a constraint of the table",
        broken_by=weak.nobody_counts_questions)  # fmt: skip
def test_ask_the_same_again_to_see_what_changed(regions, world):
    """Asks about one signal again and again on one day: a change of the answer would tell when something came in."""
    signal = regions.takes_in(regions.noor, PLATE)
    for hour in (0, 1, 2):
        with suppress(Refused):
            regions.asks(signal, hours=hour)
    assert world.count("hits_question") == 1


@attack(holds="so many questions go with a round (`SCHAKEL_QUESTIONS_A_ROUND`), and no more",
        broken_by=weak.nobody_counts_questions)  # fmt: skip
def test_ask_about_everybody_at_once(regions, world):
    """A member sends a list of guesses as if each were a signal, to learn who is known elsewhere."""
    for number in range(settings.QUESTIONS_A_ROUND + 1):
        with suppress(Refused):
            regions.asks(regions.takes_in(regions.noor, ("phone", f"06-0000120{number}"), lay=False))
    assert world.count("hits_question") == settings.QUESTIONS_A_ROUND
