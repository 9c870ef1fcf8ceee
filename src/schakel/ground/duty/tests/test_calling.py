"""Who is on duty is called, then the stand-in, then everybody, until one of them takes it up."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from schakel.ground.accounts import actions as accounts
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.duty import actions, queries
from schakel.site import housekeeping

MINUTES = {"danger": 15, "minor": 60}


def later(minutes):
    return timezone.now() + timedelta(minutes=minutes, seconds=5)


@pytest.mark.parametrize("reason", MINUTES)
def test_on_duty_then_the_stand_in_then_everybody_then_nobody(roster, cry, called, reason):
    roster("noor", "samira")
    subject, wait = cry(reason), MINUTES[reason]
    assert called(subject) == ["noor"]
    assert housekeeping.call_on(later(wait - 1)) == 0, "not before the time is over"
    assert housekeeping.call_on(later(wait)) == 1
    assert called(subject) == ["noor", "samira"]
    assert housekeeping.call_on(later(10 * wait)) == len(called(subject)) - 2
    assert housekeeping.call_on(later(100 * wait)) == 0
    assert len(set(called(subject))) == len(called(subject))


def test_nobody_on_duty_calls_everybody_at_once_and_the_page_says_so(database, cast, cry, called):
    assert called(cry()) == ["noor", "samira"]
    with acting(cast.noor):
        assert queries.now(viewer=cast.noor).everybody


def test_a_second_time_nobody_is_called_again(roster, house, cry, called):
    roster("noor", "samira")
    subject = cry()
    assert not actions.raise_alert(by=house, subject=subject, number=1192, reason="danger")
    assert called(subject) == ["noor"]


def test_who_takes_it_up_stops_the_rest_and_a_colleague_hears_who(database, cast, roster, cry, called):
    roster("noor", "samira")
    subject = cry()
    actions.take(by=cast.samira, subject=subject)
    actions.take(by=cast.samira, subject=subject)
    assert housekeeping.call_on(later(1000)) == 0 and called(subject) == ["noor"]
    with pytest.raises(Refused, match="pakte dit al op"):
        actions.take(by=cast.noor, subject=subject)
    with acting(cast.noor):
        assert queries.alerts(viewer=cast.noor) == []
        row = queries.alert_for(viewer=cast.noor, subject=subject)
        assert row and row.taken_by == cast.samira.account and row.next_at is None


def test_who_is_away_is_passed_over_and_who_has_no_account_drops_out_with_a_warning(
    database, cast, roster, cry, called
):
    roster("noor", "samira")
    today = timezone.localdate()
    away = actions.go_away(by=cast.noor, account=cast.noor.account, first=today, last=today)
    assert called(cry()) == ["samira"]
    actions.come_back(by=cast.noor, away=away)
    noor = cast.noor.account
    with acting(cast.karim):
        accounts.deactivate(by=cast.karim, account=noor)
    assert called(cry(number=2)) == ["samira"]
    with acting(cast.samira):
        tomorrow = queries.week(viewer=cast.samira, monday=today + timedelta(days=1))[0]
        assert tomorrow.spans[0].fell_out and tomorrow.gaps == (), "the stand-in has it"
        assert {row.name for row in queries.turns(viewer=cast.samira)} == {""}


def test_only_a_focal_person_of_the_municipality_is_put_on_duty(database, cast, roster):
    for nobody in ("joost", "karim", "femke"):
        with pytest.raises(Refused, match="aandachtsfunctionaris"):
            roster(nobody)
    with pytest.raises(Refused):
        actions.set_day(by=cast.joost, day=date(2099, 1, 1), account=cast.noor.account)
    actions.set_day(by=cast.karim, day=date(2099, 1, 1), account=cast.noor.account, stand_in=cast.samira.account)
    with pytest.raises(Refused, match="ander dan"):
        actions.set_day(by=cast.noor, day=date(2099, 1, 1), account=cast.noor.account, stand_in=cast.noor.account)


def test_another_municipality_sees_takes_and_alters_nothing(database, cast, roster, cry):
    roster("noor", "samira")
    subject = cry()
    with acting(cast.femke):
        assert queries.alert_for(viewer=cast.femke, subject=subject) is None
        assert queries.turns(viewer=cast.femke) == ()
    actions.take(by=cast.femke, subject=subject)
    with acting(cast.noor):
        (turn, *_) = queries.turns(viewer=cast.noor)
        row = queries.alert_for(viewer=cast.noor, subject=subject)
        assert row and row.taken_at is None
    with pytest.raises(Refused) as refused:
        actions.remove_turn(by=cast.femke, turn=turn.id)
    assert refused.value.as_not_found


def test_an_administrator_fills_in_the_roster_and_sees_no_alert(database, cast, cry):
    cry()
    with acting(cast.karim):
        assert queries.alerts(viewer=cast.karim) == []
        from schakel.ground.duty.models import Alert, Call

        assert not Alert.objects.exists() and not Call.objects.exists()


def test_what_the_term_is_over_for_goes_and_what_it_is_not_stays(database, cast, house, cry):
    subject = cry()
    today = timezone.localdate()
    actions.set_day(by=cast.noor, day=today + timedelta(days=1), account=cast.noor.account)
    assert actions.forget_old(by=house, before=today) == 0
    assert housekeeping.tidy(today + timedelta(days=400))["duty"] >= 2
    with acting(cast.noor):
        assert queries.alert_for(viewer=cast.noor, subject=subject) is None


def test_an_alert_that_the_pack_does_not_know_is_a_fault(house):
    with pytest.raises(KeyError):
        actions.raise_alert(by=house, subject=uuid4(), number=1, reason="boredom")
