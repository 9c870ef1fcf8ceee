"""A curious member and a non-member try everything they have: pages apart, by actions, by queries and in the database itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection

from schakel.casework.hits import actions, queries
from schakel.casework.hits.models import Agreement, Question, Side, Token
from schakel.casework.hits.tests.regions import NAME, PHONE, PLATE, Regions, at
from schakel.ground.accounts.queries import system_actor
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting, as_linker

TABLES = (Agreement, Question, Side, Token)


@pytest.fixture
def related(regions: Regions) -> UUID:
    """A question of Waterrijk that found something in Zuiderveen; returns its id."""
    regions.takes_in(regions.elif_, PLATE)
    asked = regions.asks(regions.takes_in(regions.noor, PLATE, PHONE))
    regions.round()
    return asked


def rows(viewer: Actor) -> dict[str, int]:
    with acting(viewer):
        return {table.__name__: table.objects.count() for table in TABLES}


def outsider(regions: Regions) -> Actor:
    """A focal person of a municipality that is in no covenant that agreed to anything."""
    from dataclasses import replace

    return replace(
        regions.elif_, organisation=regions.cast.organisation("bewonersplein"), covenants=frozenset({new_id()})
    )


def test_a_non_member_sees_no_row_and_is_refused_as_if_there_were_none(regions: Regions, related: UUID) -> None:
    stranger = outsider(regions)
    assert rows(stranger) == dict.fromkeys(("Agreement", "Question", "Side", "Token"), 0)
    with acting(stranger):
        assert (
            queries.questions(viewer=stranger)
            == queries.hits(viewer=stranger)
            == queries.answering(viewer=stranger)
            == []
        )
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from hits_agreed()")
            assert cursor.fetchone() == (0,)
        with as_linker(), connection.cursor() as cursor:
            cursor.execute("select count(*) from hits_token")
            assert cursor.fetchone() == (0,)


def test_a_member_sees_own_rows_only_and_no_number(regions: Regions, related: UUID) -> None:
    with acting(regions.cast.petra):
        assert [table.objects.count() for table in (Question, Side, Token)] == [0, 0, 0]
    assert rows(regions.noor) == {"Agreement": 1, "Question": 1, "Side": 1, "Token": 0}
    assert rows(regions.elif_) == {"Agreement": 1, "Question": 0, "Side": 1, "Token": 0}
    assert rows(regions.cast.joost) == {"Agreement": 1, "Question": 0, "Side": 0, "Token": 0}
    for viewer in (regions.noor, regions.elif_):
        with acting(viewer), as_linker(), connection.cursor() as cursor:
            cursor.execute("select count(*) from hits_token")
            assert cursor.fetchone() == (0,)


def test_the_linker_of_a_region_without_agreement_meets_nobody(regions: Regions, related: UUID) -> None:
    def met() -> set[UUID]:
        by = system_actor(regions.waterrijk)
        with acting(by), as_linker(), connection.cursor() as cursor:
            cursor.execute("select distinct controller from hits_token")
            return {row[0] for row in cursor.fetchall()}

    assert met() == {regions.waterrijk, regions.zuiderveen}
    with acting(regions.noor):
        (agreement,) = queries.agreements(viewer=regions.noor)
    actions.end_agreement(by=regions.cast.petra, agreement=agreement.id)
    assert met() == set()


def refusal(act: Callable[[], object]) -> tuple[str, str, str, bool]:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code, str(caught.value), caught.value.ask, caught.value.as_not_found


def test_guessing_gives_one_and_the_same_refusal(regions: Regions, related: UUID) -> None:
    """Somebody else's answer, an answer that says nothing, and one that never was."""
    empty = regions.asks(regions.takes_in(regions.noor, NAME), hours=24)
    regions.round(30)
    theirs = next(one.id for one in regions.sides(related) if one.controller == regions.zuiderveen)
    nothing = next(one.id for one in regions.sides(empty) if one.controller == regions.waterrijk)
    tried = (theirs, nothing, new_id())
    noor = regions.noor
    for act in (
        lambda side: actions.decline_to_share(by=noor, side=side),
        lambda side: actions.agree_to_share(by=noor, side=side, basis="G-between-municipalities", necessity="Nodig."),
    ):
        assert len({refusal(lambda side=side, act=act: act(side)) for side in tried}) == 1
    with acting(noor):
        assert [queries.hit(viewer=noor, side=side) for side in tried] == [None, None, None]
    elsewhere = regions.takes_in(regions.elif_, PHONE)
    told = {refusal(lambda signal=signal: regions.asks(signal, hours=48)) for signal in (elsewhere, new_id())}
    assert len(told) == 1


@pytest.mark.parametrize(
    ("who", "statement"),
    [
        ("noor", "insert into hits_side (id, question, controller, outcome, visible_at, answer, basis) select gen_random_uuid(), id, controller, 'x', now(), '', '' from hits_question"),
        ("elif_", "update hits_question set went_at = null"),
        ("noor", "update hits_side set outcome = 'x'"),
        ("noor", "update hits_side set visible_at = now()"),
        ("noor", "insert into hits_token (id, controller, signal, covenant, kind, number, laid_at) select gen_random_uuid(), controller, signal, covenants[1], 'phone', 1, now() from hits_question"),
        ("noor", "insert into hits_agreement (id, one, other, proposed_for, proposed_by, proposed_at) select gen_random_uuid(), one, gen_random_uuid(), proposed_for, proposed_by, now() from hits_agreement"),
        ("elif_", "insert into hits_question (id, controller, signal, signal_number, covenants, purpose, necessity, less, asked_by, asked_at, goes_at, epoch) "
         "select gen_random_uuid(), s.question, s.question, 1, '{}', 'care', '', '', s.question, now(), now(), now() from hits_side s"),
    ],
)  # fmt: skip
def test_the_database_refuses_what_an_action_would_not_do(
    regions: Regions, related: UUID, who: str, statement: str
) -> None:
    viewer = getattr(regions, who)
    before = [(one.visible_at, bytes(one.outcome), one.answer) for one in regions.sides(related)]
    try:
        with acting(viewer), connection.cursor() as cursor:
            cursor.execute(statement)
            changed = cursor.rowcount
    except DatabaseError:
        changed = 0
    assert changed == 0
    assert [(one.visible_at, bytes(one.outcome), one.answer) for one in regions.sides(related)] == before


def test_nobody_tells_in_the_name_of_a_question_that_is_not_theirs(regions: Regions, related: UUID) -> None:
    for viewer in (
        system_actor(regions.zuiderveen),
        system_actor(regions.waterrijk),
    ):  # another's, and one that went already
        with pytest.raises(DatabaseError), acting(viewer):
            Side.objects.bulk_create(
                [
                    Side(
                        question=related,
                        controller=regions.cast.organisation("noorderwaard"),
                        outcome=b"x",
                        visible_at=at(0),
                    )
                ]
            )


def test_only_the_right_hands(regions: Regions) -> None:
    signal = regions.takes_in(regions.noor, PLATE)
    tried: dict[str, Callable[[], Any]] = {
        "regions.role": lambda: regions.asks(signal, by=regions.cast.dirk),
        "regions.system": lambda: actions.carry_out(by=regions.noor, keys_of=lambda by, one: (), now=at(6)),
        "regions.privacy": lambda: actions.propose_agreement(by=regions.cast.karim, own=regions.south, other=new_id()),
        "question.covenant": lambda: regions.asks(signal, covenants=[new_id()]),
        "agreement.covenant": lambda: actions.propose_agreement(
            by=regions.cast.petra, own=regions.moor, other=regions.south
        ),
        "agreement.there": lambda: actions.propose_agreement(
            by=regions.cast.petra, own=regions.south, other=regions.moor
        ),
    }
    for code, act in tried.items():
        assert refusal(act)[0] == code


def test_an_agreement_holds_only_when_both_sides_signed_by_name(database: Any, cast: Any) -> None:
    regions = Regions(cast)
    agreement = actions.propose_agreement(by=cast.petra, own=regions.south, other=regions.moor)
    with acting(regions.noor):
        assert queries.answering(viewer=regions.noor) == []
    assert refusal(lambda: actions.sign_agreement(by=cast.petra, agreement=agreement))[0] == "agreement.sign"
    actions.sign_agreement(by=regions.karel, agreement=agreement)
    with acting(cast.petra):
        (row,) = queries.agreements(viewer=cast.petra)
    assert row.holds and (row.proposed_by, row.signed_for) == ("Petra", "Gemeente Zuiderveen")
    assert refusal(lambda: actions.sign_agreement(by=regions.karel, agreement=agreement))[0] == "agreement.sign"
    actions.end_agreement(by=regions.karel, agreement=agreement)
    with acting(regions.noor):
        assert queries.answering(viewer=regions.noor) == []
    assert refusal(lambda: actions.end_agreement(by=regions.karel, agreement=agreement))[0] == "agreement.unknown"
    assert actions.propose_agreement(by=regions.karel, own=regions.moor, other=regions.south)
