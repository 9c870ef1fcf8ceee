"""A question, a round, an answer: what each side learns, and that nothing else can be told from anything."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from schakel.casework.bundling import actions as bundling
from schakel.casework.hits import actions, queries
from schakel.casework.hits.models import Question, Side, Token
from schakel.casework.hits.rules import epoch_of, tick_after
from schakel.casework.hits.tests.regions import NAME, PHONE, PLATE, Regions, at, everything
from schakel.engines.linkage import MODEL
from schakel.ground.accounts import actions as accounts
from schakel.ground.accounts.queries import system_actor
from schakel.ground.audit.models import Entry
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.site import rounds

OTHER_PLATE = ("licence_plate", "QX-777-Q")


def lines() -> Counter[tuple[str, str]]:
    """What stands in every trail: kind and whose."""
    return Counter((kind, str(whose)) for kind, whose in everything(Entry).values_list("kind", "organisation"))


def test_both_sides_learn_that_something_is_related_and_whom_to_ask(regions: Regions) -> None:
    here, there = regions.takes_in(regions.noor, PLATE), regions.takes_in(regions.elif_, PLATE, NAME)
    regions.asks(here)
    assert regions.round() == 1
    (mine,), (theirs,) = regions.told(regions.noor), regions.told(regions.elif_)
    assert (mine.signal, mine.other, mine.ours, mine.agreed) == (here, "Gemeente Zuiderveen", True, False)
    assert (theirs.signal, theirs.other, theirs.ours, theirs.agreed) == (there, "Gemeente Waterrijk", False, False)
    assert str(there) not in repr(mine) and str(here) not in repr(theirs)
    with acting(regions.noor):
        found = queries.hit(viewer=regions.noor, side=mine.side)
    assert found is not None and [one.name for one in found.people] == ["Elif"]
    assert regions.told(regions.femke) == []


def test_a_fuzzy_question_is_heard_too_and_a_name_alone_is_not(regions: Regions) -> None:
    regions.takes_in(regions.elif_, ("licence_plate", "QC041Q"), ("person", "Anouar Talhubi"))
    regions.asks(regions.takes_in(regions.noor, ("person", "Talhoubi, A."), ("licence_plate", "QC-041-?")))
    regions.asks(regions.takes_in(regions.noor, NAME))
    assert regions.round() == 2
    fuzzy, name = reversed(regions.questions(regions.noor))
    assert (fuzzy.related, name.related) == (True, False)


def test_found_and_not_found_take_the_same_rows_the_same_bytes_and_the_same_lines(regions: Regions) -> None:
    regions.takes_in(regions.elif_, PLATE)
    signals = [regions.takes_in(regions.noor, PLATE), regions.takes_in(regions.noor, OTHER_PLATE)]
    seen: list[tuple[Any, ...]] = []
    for hours, signal in enumerate(signals):
        asked = regions.asks(signal, hours=hours * 24)
        before = lines()
        regions.round(hours * 24 + 6)
        sides, row = regions.sides(asked), everything(Question).get(id=asked)
        seen.append((
            [one.controller for one in sides], {len(bytes(one.outcome)) for one in sides},
            {one.visible_at - row.went_at for one in sides}, row.answer_at - row.went_at, len(bytes(row.asked)),
            lines() - before,
        ))  # fmt: skip
    assert [one.related for one in reversed(regions.questions(regions.noor))] == [True, False]
    assert seen[0] == seen[1]
    assert len(seen[0][1]) == 1


def test_nothing_shows_before_its_tick_and_until_then_all_looks_alike(regions: Regions) -> None:
    regions.takes_in(regions.elif_, PLATE)
    signals = [regions.takes_in(regions.noor, PLATE), regions.takes_in(regions.noor, OTHER_PLATE)]
    now = timezone.now()
    covenants = [regions.moor]
    for signal in signals:
        actions.ask_regions(
            by=regions.noor,
            signal=signal,
            covenants=covenants,
            purpose="care",
            necessity="Nodig.",
            less="Nee.",
            now=now,
        )
    assert {one.state for one in regions.questions(regions.noor)} == {queries.WAITING}
    assert rounds.hold_round(now) == 0
    goes = tick_after(now, queries.every())
    assert rounds.hold_round(goes) == 2
    found, nothing = (
        replace(one, id=None, signal=None, number=0, asked_at=None) for one in regions.questions(regions.noor)
    )
    assert found == nothing and found.state == queries.UNDER_WAY
    assert found.answer_at == tick_after(goes, queries.every()) > timezone.now()
    for viewer in (regions.noor, regions.elif_):
        with acting(viewer):
            assert not Side.objects.exists()
        assert regions.told(viewer) == []


def test_a_round_that_comes_late_shows_at_a_tick_all_the_same(regions: Regions) -> None:
    regions.takes_in(regions.elif_, PLATE)
    asked = regions.asks(regions.takes_in(regions.noor, PLATE))
    regions.round(hours=31.7)
    assert {one.visible_at for one in regions.sides(asked)} == {at(36)}


def test_of_several_that_hold_it_one_is_named_and_the_others_are_not_known(regions: Regions) -> None:
    for focal in (regions.noor, regions.femke):
        for _ in range(2):
            regions.takes_in(focal, PLATE, PHONE)
    asked = regions.asks(regions.takes_in(regions.elif_, PLATE, PHONE), by=regions.elif_)
    regions.round()
    (row,) = regions.told(regions.elif_)
    assert len(regions.told(regions.noor)) + len(regions.told(regions.femke)) == 1
    assert row.other in ("Gemeente Waterrijk", "Gemeente Noorderwaard")
    assert len(regions.sides(asked)) == 3


def test_asking_with_less_never_shows_what_it_was(regions: Regions) -> None:
    """The other has the plate only. Plate, phone and both give the same, and the other hears of one."""
    regions.takes_in(regions.elif_, PLATE)
    whole = regions.takes_in(regions.noor, PLATE, PHONE)
    parts = [regions.takes_in(regions.noor, PHONE), regions.takes_in(regions.noor, PLATE)]
    regions.asks(whole)
    regions.round(6)
    for signal in parts:
        regions.asks(signal, hours=5.9)
    regions.round(6)
    told = regions.questions(regions.noor)
    assert [one.related for one in told] == [True, True, True]
    assert len({one.side for one in told}) == 1
    assert len(regions.told(regions.noor)) == len(regions.told(regions.elif_)) == 1


def test_what_was_found_counts_no_second_time_beside_something_new(regions: Regions) -> None:
    """A name that may have helped to find something cannot be tried out again with a guess beside it."""
    street, part = ("address", "Nergenskade 48, Zonnestad"), ("licence_plate", "QC-041-?")
    regions.takes_in(regions.elif_, NAME, street, PLATE)
    guess = regions.takes_in(regions.noor, NAME, part)
    regions.asks(regions.takes_in(regions.noor, NAME, street))
    regions.round(6)
    regions.asks(guess, hours=5.5)
    regions.round(6)
    assert [one.related for one in regions.questions(regions.noor)] == [False, True]
    regions.asks(guess, hours=24)  # on another day, by itself, it is a question like any other
    regions.round(30)
    assert regions.questions(regions.noor)[0].related


def test_the_same_signal_is_asked_once_a_day(regions: Regions) -> None:
    signal = regions.takes_in(regions.noor, PLATE)
    regions.asks(signal)
    with pytest.raises(Refused) as caught:
        regions.asks(signal, hours=1)
    assert caught.value.code == "question.again"
    regions.asks(signal, hours=24)


def test_the_same_value_finds_nothing_new_within_the_day(regions: Regions) -> None:
    """What came in over there today takes part tomorrow: whoever asks again and again cannot see it arrive."""
    signals = [regions.takes_in(regions.noor, PLATE) for _ in range(3)]
    regions.asks(signals[0])
    regions.round()
    regions.takes_in(regions.elif_, PLATE, hours=7)
    regions.asks(signals[1], hours=5.9)
    regions.round(8)
    assert {one.related for one in regions.questions(regions.noor)} == {False}
    regions.asks(signals[2], hours=24)
    regions.round(30)
    assert regions.questions(regions.noor)[0].related


def test_only_so_many_questions_go_in_one_round_and_a_withdrawn_one_makes_room(regions: Regions) -> None:
    signals = [regions.takes_in(regions.noor, ("phone", f"06-0000{at:04d}")) for at in range(4)]
    asked = [regions.asks(signal) for signal in signals[:3]]
    with pytest.raises(Refused) as caught:
        regions.asks(signals[3])
    assert caught.value.code == "question.many"
    actions.withdraw_question(by=regions.noor, question=asked[0])
    regions.asks(signals[3])
    regions.round()
    with pytest.raises(Refused) as caught:
        actions.withdraw_question(by=regions.noor, question=asked[1])
    assert caught.value.as_not_found


def test_shelters_contacts_free_text_and_meeting_places_never_take_part(regions: Regions) -> None:
    shelter = ("address", "Geheimhoek 9, Zonnestad")
    with acting(regions.cast.karim):
        bundling.protect_address(by=regions.cast.karim, address=shelter[1])
    for signal, more in [
        ((shelter,), {}),
        ((PHONE,), {"role": "contact"}),
        ((), {"text": f"Bel {PHONE[1]}."}),
        ((("person", "Noor Nachtvlinder"),), {}),
    ]:
        here = regions.takes_in(regions.noor, *signal, **more)
        assert keys(regions, here) == frozenset()
    regions.takes_in(regions.elif_, shelter, PHONE)
    assert not everything(Token).filter(kind="address").exists()


def test_a_value_that_many_own_signals_hold_is_not_asked_after(
    regions: Regions, monkeypatch: pytest.MonkeyPatch
) -> None:
    from schakel.casework.bundling.queries import outward

    assert MODEL.cap + 2 == outward.MOST
    monkeypatch.setattr(outward, "MOST", 2)
    by = system(regions)
    signals = [regions.takes_in(regions.noor, PHONE) for _ in range(2)]
    assert keys(regions, signals[0])
    for signal in signals:
        bundling.link_arrival(by=by, signal=signal)
    assert not keys(regions, signals[0])


def test_an_agreement_that_ended_finds_nothing_and_looks_the_same(regions: Regions) -> None:
    regions.takes_in(regions.elif_, PLATE)
    asked = regions.asks(regions.takes_in(regions.noor, PLATE))
    with acting(regions.karel):
        (agreement,) = queries.agreements(viewer=regions.karel)
    actions.end_agreement(by=regions.karel, agreement=agreement.id)
    regions.round()
    assert [one.related for one in regions.questions(regions.noor)] == [False]
    assert len(regions.sides(asked)) == 2
    from schakel.site import reactions

    reactions.run_pending()
    assert not everything(Token).exists()


def test_whoever_left_the_covenant_answers_no_more(regions: Regions) -> None:
    regions.takes_in(regions.femke, PLATE)
    rachid = regions.cast.rachid
    with acting(rachid):
        accounts.leave_covenant(by=rachid, covenant=regions.south, organisation=rachid.organisation)
    asked = regions.asks(regions.takes_in(regions.elif_, PLATE), by=regions.elif_)
    regions.round()
    assert [one.related for one in regions.questions(regions.elif_)] == [False]
    assert rachid.organisation not in {one.controller for one in regions.sides(asked)}
    assert actions.drop_tokens(by=system_actor(rachid.organisation)) > 0


def test_a_covenant_that_ended_is_nobody_to_ask(regions: Regions) -> None:
    asked = regions.asks(regions.takes_in(regions.noor, PLATE))
    regions.takes_in(regions.elif_, PLATE)
    with acting(regions.cast.karim):
        accounts.end_covenant(by=regions.cast.karim, covenant=regions.moor)
    with acting(regions.noor):
        assert queries.answering(viewer=regions.noor) == []
    regions.round()
    assert [one.related for one in regions.questions(regions.noor)] == [False]
    assert [one.controller for one in regions.sides(asked)] == [regions.waterrijk]


def test_a_new_agreement_takes_in_what_was_there(database: Any, cast: Any) -> None:
    from schakel.site import reactions

    regions = Regions(cast)
    regions.takes_in(regions.elif_, PLATE, lay=False)
    reactions.run_pending()
    assert not everything(Token).exists()
    regions.agree()
    reactions.run_pending()
    assert not everything(Token).exists()
    for _ in range(2):
        reactions.run_pending(slow=True)
    assert set(everything(Token).values_list("controller", flat=True)) == {regions.zuiderveen}


def test_a_question_that_fails_is_tried_again_and_holds_up_nobody(regions: Regions) -> None:
    regions.takes_in(regions.elif_, PLATE)
    good, bad = regions.takes_in(regions.noor, PLATE), regions.takes_in(regions.noor, PHONE)
    for signal in (bad, good):
        regions.asks(signal)

    def keys_of(by: Any, signal: Any) -> Any:
        if signal == bad:
            raise RuntimeError("nothing of this may be read from anywhere")
        return rounds.keys_of(by, signal)

    assert actions.carry_out(by=system(regions), keys_of=keys_of, now=at(6)) == 1
    assert regions.round(6.5) == 1
    assert {one.visible_at for one in everything(Side)} == {at(12)}


def test_a_correction_leaves_the_rest_where_it_was(regions: Regions) -> None:
    by = system(regions)
    signal = regions.takes_in(regions.noor, PLATE, hours=-48)
    both = {*keys(regions, signal), *keys(regions, regions.takes_in(regions.noor, PHONE))}
    with acting(by):
        assert actions.lay_tokens(by=by, signal=signal, keys=both, now=at(0)) > 0
        assert actions.lay_tokens(by=by, signal=signal, keys=both, now=at(1)) == 0
    moments = dict(
        everything(Token).filter(signal=signal, kind__in=("licence_plate", "phone")).values_list("kind", "laid_at")
    )
    assert moments == {"licence_plate": at(-48), "phone": at(0)}
    assert epoch_of(at(0)) < at(0)


def test_the_question_says_why_and_only_to_its_own(regions: Regions) -> None:
    asked = regions.asks(regions.takes_in(regions.noor, PLATE))
    row = everything(Question).get(id=asked)
    assert b"verplaatst" not in bytes(row.necessity) and b"Bellen" not in bytes(row.less)
    for words in ({"necessity": " "}, {"less": ""}):
        with pytest.raises(Refused) as caught:
            actions.ask_regions(
                by=regions.noor, signal=regions.takes_in(regions.noor, PHONE), covenants=[regions.moor], purpose="care",
                **{"necessity": "Nodig.", "less": "Nee.", **words}, now=at(0),
            )  # fmt: skip
        assert caught.value.code == "reason.missing"


def keys(regions: Regions, signal: Any) -> Any:
    """What of a signal of Waterrijk may be compared outside its own region."""
    with acting(system(regions)) as by:
        return rounds.keys_of(by, signal)


def system(regions: Regions) -> Any:
    return system_actor(regions.waterrijk)
