"""What a focal person does with a signal, and what the reporter hears of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from schakel.casework.intake import actions, queries
from schakel.casework.intake.rules import MOVES, STATES
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting

DO = {
    "qualified": lambda by, signal: actions.qualify(by=by, signal=signal),
    "weighed": lambda by, signal: actions.weigh(by=by, signal=signal, reason="Gelezen."),
    "closed": lambda by, signal: actions.close(by=by, signal=signal, reason="Klaar."),
}
PATHS = {
    "received": (),
    "qualified": ("qualified",),
    "weighed": ("qualified", "weighed"),
    "no_action": ("qualified", "weighed", "no_action"),
    "care": ("qualified", "weighed", "care"),
    "police_or_riec": ("qualified", "weighed", "police_or_riec"),
    "source_research": ("qualified", "weighed", "source_research"),
    "labour_conditions": ("qualified", "weighed", "labour_conditions"),
    "plan": ("qualified", "weighed", "care", "plan"),
    "closed": ("qualified", "weighed", "no_action", "closed"),
}


def move(by, signal, to):
    act = DO.get(to) or (lambda by, signal: actions.decide(by=by, signal=signal, outcome=to, reason="Daarom."))
    with acting(by):
        act(by, signal)


def state_of(cast, signal):
    with acting(cast.noor):
        return queries.signal(viewer=cast.noor, signal=signal).state


@pytest.mark.parametrize("state", list(STATES))
def test_each_state_goes_where_the_table_says_and_nowhere_else(tell, cast, state):
    for to in STATES:
        if to == "received":
            continue
        receipt = tell()
        for step in PATHS[state]:
            move(cast.noor, receipt.id, step)
        assert state_of(cast, receipt.id) == state
        if to in MOVES[state]:
            move(cast.noor, receipt.id, to)
            assert state_of(cast, receipt.id) == to
        else:
            with pytest.raises(Refused) as refused:
                move(cast.noor, receipt.id, to)
            assert refused.value.code == "signal.move"
            assert state_of(cast, receipt.id) == state


def test_weighing_and_an_outcome_need_a_reason(tell, cast):
    receipt = tell()
    with acting(cast.noor):
        actions.qualify(by=cast.noor, signal=receipt.id)
        with pytest.raises(Refused) as refused:
            actions.weigh(by=cast.noor, signal=receipt.id, reason="  ")
        assert refused.value.code == "reason.missing"
        with pytest.raises(Refused):
            actions.decide(by=cast.noor, signal=receipt.id, outcome="closed", reason="x")


def test_each_step_is_in_the_trail_and_the_reader_becomes_the_owner(tell, cast, trail):
    receipt = tell()
    for to in ("qualified", "weighed", "care", "plan", "closed"):
        move(cast.samira, receipt.id, to)
    assert trail(receipt.id) == ["signal.registered", *(f"signal.{to}" for to in ("qualified", "weighed", "care", "plan", "closed"))]  # fmt: skip
    with acting(cast.noor):
        row = queries.signal(viewer=cast.noor, signal=receipt.id)
    assert row.listed.owner == cast.samira.account
    assert [change.to_state for change in row.changes][-1] == "closed"
    assert row.listed.due_at is None


def test_the_reporter_hears_fixed_words_and_never_what_was_decided(tell, cast):
    receipt = tell()
    for to in ("qualified", "weighed", "police_or_riec", "plan", "closed"):
        move(cast.noor, receipt.id, to)
    with acting(cast.joost):
        row = queries.my_signal(viewer=cast.joost, signal=receipt.id)
    assert [told.code for told in row.feedback] == ["received", "in_hand", "passed_on", "closed"]
    assert row.changes == ()
    assert (row.state, row.listed.owner, row.listed.due_at) == ("", None, None)


def test_a_free_answer_does_not_exist_but_a_word_of_thanks_does(tell, cast):
    receipt = tell()
    with acting(cast.noor):
        with pytest.raises(Refused) as refused:
            actions.give_feedback(by=cast.noor, signal=receipt.id, code="wij onderzoeken Wolkenstok")
        assert refused.value.code == "feedback.unknown"
        with pytest.raises(Refused):
            actions.give_feedback(by=cast.noor, signal=receipt.id, code="in_hand", thanks="x" * 301)
        for _click in range(2):
            actions.give_feedback(by=cast.noor, signal=receipt.id, code="in_hand", thanks="Dank voor het opletten.")
    with acting(cast.joost):
        heard = queries.my_signal(viewer=cast.joost, signal=receipt.id).feedback
    assert [(told.code, told.thanks) for told in heard][1:] == [("in_hand", "Dank voor het opletten.")]


def test_a_signal_without_action_stays_shorter_and_weighed_anew_its_whole_term(tell, cast):
    receipt = tell()

    def kept_until():
        with acting(cast.noor):
            return queries.signal(viewer=cast.noor, signal=receipt.id).keep_until

    whole = kept_until()
    for to in ("qualified", "weighed", "no_action"):
        move(cast.noor, receipt.id, to)
    assert kept_until() < whole
    assert kept_until() >= timezone.localdate() + timedelta(days=365)
    move(cast.noor, receipt.id, "weighed")
    assert kept_until() == whole


def test_a_signal_goes_to_a_colleague_who_handles_signals_and_to_nobody_else(tell, cast):
    receipt = tell()
    with acting(cast.noor):
        actions.assign(by=cast.noor, signal=receipt.id, to=cast.samira.account)
        assert queries.signal(viewer=cast.noor, signal=receipt.id).listed.owner == cast.samira.account
        for other in (cast.joost, cast.femke):
            with pytest.raises(Refused) as refused:
                actions.assign(by=cast.noor, signal=receipt.id, to=other.account)
            assert refused.value.code == "signal.owner"


@pytest.mark.parametrize("name", ["femke", "elif_"])
def test_another_municipality_finds_nothing_to_act_on(tell, cast, name):
    receipt, other = tell(), getattr(cast, name)
    with acting(other):
        for act in (
            lambda: actions.qualify(by=other, signal=receipt.id),
            lambda: actions.give_feedback(by=other, signal=receipt.id, code="in_hand"),
            lambda: actions.assign(by=other, signal=receipt.id, to=other.account),
        ):
            with pytest.raises(Refused) as refused:
                act()
            assert refused.value.as_not_found
