"""Between municipalities: that there is a related signal, whom to ask, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, connections
from django.utils import timezone

from schakel.casework.bundling import actions, queries
from schakel.casework.bundling.models import AskRequest, Hit, Link, LinkKey, Reading
from schakel.casework.bundling.tests.file import House, link, said
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting, as_linker

HERE = said(
    "Een wit busje haalt mannen op.", ("licence_plate", "QC-041-Q"), ("person", "Anwar Talhoubi"), day="2026-09-01"
)
THERE = said("Busje bij een kas.", ("licence_plate", "QC041Q"), ("person", "Anouar Talhubi"), day="2026-09-20")
ELSEWHERE = said(
    "Daar staat dat busje ook.", ("licence_plate", "QC 041 Q"), ("person", "Anwar Talhoubi"), day="2026-09-21"
)
NAME_ONLY = said("Hij noemde een naam.", ("person", "Anwar Talhoubi"), day="2026-09-22")


@pytest.fixture
def zuiderveen(database, cast) -> House:
    """Another region: no covenant with the others."""
    from schakel.casework.bundling.tests.file import House

    return House(cast.organisation("zuiderveen"), "GM9903", cast.elif_, cast.elif_)


@pytest.fixture
def related(waterrijk: House, noorderwaard: House) -> tuple[UUID, UUID]:
    """A signal here and one there that name one plate."""
    return waterrijk.takes_in(HERE)[0], noorderwaard.takes_in(THERE)[0]


def seen(house: House) -> list[queries.RelatedRow]:
    with acting(house.focal):
        return queries.hits(viewer=house.focal)


def test_both_sides_hear_that_there_is_one_and_whom_to_ask(waterrijk, noorderwaard, related):
    (here,), (there,) = seen(waterrijk), seen(noorderwaard)
    assert (here.signal, here.other, [one.name for one in here.people]) == (
        related[0],
        "Gemeente Noorderwaard",
        ["Femke"],
    )
    assert (there.signal, there.other) == (related[1], "Gemeente Waterrijk")
    assert {one.name for one in there.people} == {"Noor", "Samira"}
    assert here.request is here.asked_of_us is None


def test_nobody_learns_which_signal_the_other_has_or_what_is_in_it(waterrijk, noorderwaard, related):
    assert str(related[1]) not in repr(seen(waterrijk))
    assert str(related[0]) not in repr(seen(noorderwaard))
    for mine, theirs in ((waterrijk, related[1]), (noorderwaard, related[0])):
        with acting(mine.focal):
            assert not Hit.objects.filter(signal=theirs).exists()
            assert not LinkKey.objects.filter(signal=theirs).exists()
            assert not Reading.objects.filter(signal=theirs).exists()
            assert not Link.objects.exists()
            assert queries.bundle_of(viewer=mine.focal, signal=theirs) is None


def test_another_region_hears_nothing(waterrijk, noorderwaard, zuiderveen, related):
    zuiderveen.takes_in(ELSEWHERE)
    assert seen(zuiderveen) == []
    assert len(seen(waterrijk)) == len(seen(noorderwaard)) == 1
    with acting(zuiderveen.focal), as_linker(), connection.cursor() as cursor:
        cursor.execute("select count(distinct controller) from bundling_link_key")
        assert cursor.fetchone() == (1,)


def test_a_name_alone_tells_nobody_anything(waterrijk, noorderwaard):
    waterrijk.takes_in(HERE)
    noorderwaard.takes_in(NAME_ONLY)
    assert seen(waterrijk) == seen(noorderwaard) == []


def test_linking_again_tells_nothing_twice(waterrijk, noorderwaard, related):
    before = seen(waterrijk)
    link([related[0]], organisation=waterrijk.organisation)
    link([related[1]], organisation=noorderwaard.organisation)
    assert seen(waterrijk) == before


def test_two_municipalities_at_once_do_not_miss_each_other(waterrijk, noorderwaard):
    (here,) = waterrijk.takes_in(HERE, linking=False)
    (there,) = noorderwaard.takes_in(THERE, linking=False)
    systems = ((waterrijk.system, here), (noorderwaard.system, there))

    def arrive(what):
        try:
            return actions.link_arrival(by=what[0], signal=what[1])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(arrive, systems))
    assert len(seen(waterrijk)) == len(seen(noorderwaard)) == 1


def test_how_many_related_signals_the_other_has_is_not_told(waterrijk, noorderwaard, related):
    before = seen(waterrijk)
    second = noorderwaard.takes_in(ELSEWHERE)[0]
    assert seen(waterrijk) == before
    assert [row.signal for row in seen(noorderwaard)] == [second, related[1]]

    # Asked about the second that the other has: it is asked beside our one signal, and stays one row.
    there = next(row for row in seen(noorderwaard) if row.signal == second)
    actions.ask_other(by=noorderwaard.focal, hit=there.id)
    (here,) = seen(waterrijk)
    assert (here.id, here.asked_of_us.state) == (before[0].id, "asked")
    actions.ask_other(by=waterrijk.focal, hit=here.id)
    (here,) = seen(waterrijk)
    assert (here.id, here.request.state) == (before[0].id, "asked")


def test_a_signal_that_goes_takes_what_was_told_with_it(waterrijk, noorderwaard, related):
    actions.ask_other(by=waterrijk.focal, hit=seen(waterrijk)[0].id)
    actions.forget_signal(by=waterrijk.system, signal=related[0])
    assert seen(waterrijk) == seen(noorderwaard) == []
    with acting(noorderwaard.focal):
        assert queries.asked_of_us(viewer=noorderwaard.focal) == []


# ---------------------------------------------------------------- the linker


def test_the_linker_reads_keys_of_its_covenant_and_nothing_that_was_said(waterrijk, noorderwaard, related):
    with acting(waterrijk.focal), as_linker(), connection.cursor() as cursor:
        cursor.execute("select count(distinct controller) from bundling_link_key")
        assert cursor.fetchone() == (2,)
    closed = [
        "intake_signal", "intake_mention", "bundling_reading", "bundling_link", "bundling_judgement", "bundling_bundle",
        "bundling_membership", "bundling_ask_request",
    ]  # fmt: skip
    for table in closed:
        with pytest.raises(DatabaseError), acting(waterrijk.focal), as_linker(), connection.cursor() as cursor:
            cursor.execute(f"select * from {table}")


def test_own_keys_never_meet_those_of_others(waterrijk, noorderwaard, related, database):
    with database.as_superuser() as server:
        own = "select key from bundling_link_key where covenant is null and controller = %s"
        shared = "select key from bundling_link_key where covenant is not null"
        mine = {key for (key,) in server.execute(own, [waterrijk.organisation]).fetchall()}
        theirs = {key for (key,) in server.execute(shared).fetchall()}
    assert mine
    assert not mine & theirs


# ---------------------------------------------------------------- asking


def test_asking_shows_on_both_sides_and_says_whom_to_call(waterrijk, noorderwaard, related):
    asked = actions.ask_other(by=waterrijk.focal, hit=seen(waterrijk)[0].id)
    assert (asked.organisation, [one.name for one in asked.contacts]) == ("Gemeente Noorderwaard", ["Femke"])
    assert seen(waterrijk)[0].request.state == "asked"
    assert seen(noorderwaard)[0].asked_of_us.state == "asked"
    with acting(noorderwaard.focal):
        (row,) = queries.asked_of_us(viewer=noorderwaard.focal)
    assert row.asked_by == "Gemeente Waterrijk"
    assert actions.ask_other(by=waterrijk.focal, hit=seen(waterrijk)[0].id).id == asked.id
    actions.acknowledge_ask(by=noorderwaard.focal, ask=asked.id)
    assert seen(waterrijk)[0].request.state == "acknowledged"
    with acting(noorderwaard.focal):
        assert queries.asked_of_us(viewer=noorderwaard.focal) == []
    with pytest.raises(Refused, match="al beantwoord"):
        actions.withdraw_ask(by=waterrijk.focal, ask=asked.id)


def test_a_question_can_be_taken_back_and_put_again(waterrijk, noorderwaard, related):
    hit = seen(waterrijk)[0].id
    first = actions.ask_other(by=waterrijk.focal, hit=hit)
    actions.withdraw_ask(by=waterrijk.focal, ask=first.id)
    assert seen(waterrijk)[0].request.state == "withdrawn"
    second = actions.ask_other(by=waterrijk.focal, hit=hit)
    assert second.id != first.id
    assert seen(noorderwaard)[0].asked_of_us.id == second.id


@pytest.mark.parametrize("name", ["joost", "dirk", "karim", "elif_"])
def test_nobody_else_asks_or_answers(waterrijk, noorderwaard, related, cast, name):
    somebody = getattr(cast, name)
    hit = seen(waterrijk)[0].id
    asked = actions.ask_other(by=waterrijk.focal, hit=hit).id
    tries: list[Callable[[], object]] = [
        lambda: actions.ask_other(by=somebody, hit=hit),
        lambda: actions.withdraw_ask(by=somebody, ask=asked),
        lambda: actions.acknowledge_ask(by=somebody, ask=asked),
    ]
    for one in tries:
        with pytest.raises(Refused):
            one()
    with pytest.raises(Refused):  # nor does the asked one withdraw, or the asker answer
        actions.withdraw_ask(by=noorderwaard.focal, ask=asked)
    with pytest.raises(Refused):
        actions.acknowledge_ask(by=waterrijk.focal, ask=asked)
    assert seen(waterrijk)[0].request.state == "asked"


def test_the_chain_director_sees_how_many_and_between_whom(waterrijk, noorderwaard, related, cast):
    actions.ask_other(by=waterrijk.focal, hit=seen(waterrijk)[0].id)
    with acting(cast.dirk):
        (row,) = queries.region_hits(viewer=cast.dirk)
        assert queries.bundles(viewer=cast.dirk) == []
        assert queries.bundle(viewer=cast.dirk, number=1) is None
        assert not LinkKey.objects.exists()
    assert (row.one, row.other, row.related, row.asked, row.acknowledged) == (
        "Gemeente Noorderwaard", "Gemeente Waterrijk", 1, 1, 0,
    )  # fmt: skip
    for name in ("joost", "elif_", "karim"):
        somebody = getattr(cast, name)
        with acting(somebody):
            assert queries.region_hits(viewer=somebody) == []
            assert not Hit.objects.exists()
            assert not AskRequest.objects.exists()


def test_what_nobody_took_up_is_forgotten_after_its_term(waterrijk, noorderwaard, related):
    now = timezone.now()
    assert actions.forget_related(by=waterrijk.system, before=now - timedelta(days=90)) == 0
    assert len(seen(waterrijk)) == 1
    assert actions.forget_related(by=waterrijk.system, before=now + timedelta(minutes=1)) == 1
    assert seen(waterrijk) == []
    with pytest.raises(Refused):
        actions.forget_related(by=waterrijk.focal, before=now)


def test_nobody_tells_for_somebody_else(waterrijk, noorderwaard, related, cast):
    """The application may not write a hit, and the linker only for its own side."""
    row = {
        "controller": noorderwaard.organisation,
        "covenant": next(iter(waterrijk.system.covenants)),
        "signal": related[0],
        "other": UUID(int=3),
        "pair": 1,
        "found_at": timezone.now(),
    }
    with pytest.raises(DatabaseError), acting(waterrijk.system):
        Hit.objects.create(**row)
    with pytest.raises(DatabaseError), acting(waterrijk.system), as_linker():
        Hit.objects.create(**row)


def test_the_database_lets_nobody_answer_the_own_question_or_ask_who_has_nothing(
    waterrijk, noorderwaard, zuiderveen, related
):
    asked = actions.ask_other(by=waterrijk.focal, hit=seen(waterrijk)[0].id)
    with pytest.raises(DatabaseError), acting(waterrijk.focal):
        AskRequest.objects.filter(id=asked.id).update(state="acknowledged")
    with pytest.raises(DatabaseError), acting(noorderwaard.focal):
        AskRequest.objects.filter(id=asked.id).update(state="withdrawn")
    with acting(waterrijk.focal):
        hit = Hit.objects.get()
    made = {"controller": waterrijk.organisation, "covenant": hit.covenant, "at": timezone.now()}
    for other, pair in ((zuiderveen.organisation, hit.pair), (noorderwaard.organisation, hit.pair + 1)):
        with pytest.raises(DatabaseError), acting(waterrijk.focal):
            AskRequest.objects.create(**made, asked=other, pair=pair)
    actions.acknowledge_ask(by=noorderwaard.focal, ask=asked.id)
