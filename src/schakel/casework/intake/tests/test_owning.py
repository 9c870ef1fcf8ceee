"""Whose signal it is, until when, and in which lists: nothing without an outcome falls out of sight."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from schakel.casework.intake import actions, queries
from schakel.casework.intake.rules import due_fault
from schakel.ground.accounts import actions as accounts
from schakel.ground.accounts.queries import system_actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.duty import actions as duty
from schakel.site import reactions


def listed(viewer, **chosen):
    with acting(viewer):
        return [row.id for row in queries.signals(viewer=viewer, chosen=queries.Filter(**chosen))]


def work(client):
    return client.get("/werk").content.decode()


def test_a_signal_stays_in_the_work_of_its_owner_until_it_has_an_outcome(tell, cast, as_):
    signal = tell().id
    noor, samira = as_("noor"), as_("samira")
    assert str(signal) in work(noor) and str(signal) in work(samira) and "Nog van niemand" in work(samira)
    actions.qualify(by=cast.noor, signal=signal)
    actions.weigh(by=cast.noor, signal=signal, reason="Gelezen.")
    assert str(signal) in work(noor) and "Van u" in work(noor)
    assert str(signal) not in work(samira)
    actions.decide(by=cast.noor, signal=signal, outcome="care", reason="Besproken.")
    assert str(signal) not in work(noor)


def test_when_the_owner_is_away_or_leaves_it_goes_to_the_team_and_says_so(tell, cast, as_):
    signal, today = tell().id, timezone.localdate()
    actions.qualify(by=cast.noor, signal=signal)
    away = duty.go_away(by=cast.noor, account=cast.noor.account, first=today, last=today)
    assert str(signal) in work(as_("samira")) and "Nu van het team" in work(as_("samira"))
    duty.come_back(by=cast.noor, away=away)
    assert str(signal) not in work(as_("samira"))
    noor = cast.noor.account
    with acting(cast.karim):
        accounts.deactivate(by=cast.karim, account=noor)
    assert "Nu van het team" in work(as_("samira"))
    assert "Was van iemand die hier weg is" in as_("samira").get("/signalen?eigenaar=niemand").content.decode()


def test_each_choice_narrows_and_the_order_is_the_due_date(tell, cast):
    plain, child, danger = tell().id, tell(minor="yes").id, tell(danger=True).id
    actions.qualify(by=cast.noor, signal=plain)
    noor, samira = cast.noor, cast.samira
    assert listed(noor) == [danger, child, plain]
    assert listed(noor, owner=noor.account) == [plain] and listed(noor, owner=samira.account) == []
    assert listed(noor, without=(noor.account, samira.account)) == [danger, child]
    assert listed(noor, without=()) == [danger, child, plain], "who is in no team counts as nobody"
    assert listed(noor, minor=True) == [child] and listed(noor, danger=True) == [danger]
    assert listed(noor, due_before=timezone.now() + timedelta(minutes=90)) == [danger, child]
    actions.weigh(by=noor, signal=plain, reason="Gelezen.")
    actions.decide(by=noor, signal=plain, outcome="source_research", reason="Zoeken.")
    actions.decide(by=noor, signal=plain, outcome="care", reason="Besproken.")
    assert listed(noor, outcome="source_research") == [plain] == listed(noor, state="care")
    assert listed(noor, state="source_research") == []
    assert listed(noor)[-1] == plain, "what asks for nothing stands last"
    assert listed(cast.femke) == [] == listed(cast.joost)


def test_the_page_takes_every_choice_and_minds_no_nonsense(tell, cast, as_):
    signal = tell(minor="yes").id
    client = as_("noor")
    for query in ("eigenaar=niemand", "uiterlijk=week", "bijzonder=minderjarig", "staat=received", "nummer=1"):
        assert str(signal) in client.get(f"/signalen?{query}").content.decode(), query
    for query in ("eigenaar=ik", "bijzonder=gevaar", "uitkomst=care", f"eigenaar={cast.samira.account}"):
        page = client.get(f"/signalen?{query}").content.decode()
        assert str(signal) not in page and "Geen signalen gevonden" in page, query
    for query in ("eigenaar=x", "uiterlijk=ooit", "blad=99", "nummer=abc", "vanaf=gisteren"):
        assert client.get(f"/signalen?{query}").status_code == 200
    at_once = tell(danger=True).id  # at any hour of the day
    assert str(at_once) in client.get("/signalen?uiterlijk=vandaag").content.decode()
    assert str(at_once) in client.get("/signalen?bijzonder=gevaar").content.decode()


def test_a_list_is_kept_under_a_sealed_name_for_its_maker_only(tell, cast, as_, rows):
    tell(minor="yes")
    noor, samira = as_("noor"), as_("samira")
    here = "/signalen?bijzonder=minderjarig&blad=2"
    assert noor.post(here, {"do": "save", "naam": ""}).status_code == 422
    assert noor.post(here, {"do": "save", "naam": "Dossier Wolkenstok"}).status_code == 302
    assert "Dossier Wolkenstok" in noor.get("/signalen").content.decode()
    assert "Dossier Wolkenstok" not in samira.get("/signalen").content.decode()
    ((name, chosen),) = rows("select name, chosen from intake_savedview")
    assert b"Wolkenstok" not in bytes(name) and chosen == "bijzonder=minderjarig"
    with acting(cast.noor):
        (view,) = queries.saved_views(viewer=cast.noor)
    with pytest.raises(Refused) as refused:
        actions.drop_view(by=cast.samira, view=view.id)
    assert refused.value.as_not_found
    assert noor.post("/signalen?bijzonder=minderjarig", {"do": "drop"}).status_code == 302
    assert rows("select count(*) from intake_savedview") == [(0,)]


def test_the_lists_of_who_left_go(tell, cast, rows):
    actions.save_view(by=cast.noor, name="Mijn lijst", chosen="eigenaar=ik")
    house = system_actor(cast.organisation("waterrijk"))
    assert actions.forget_views(by=house) == 0
    noor = cast.noor.account
    with acting(cast.karim):
        accounts.deactivate(by=cast.karim, account=noor)
    assert actions.forget_views(by=house) == 1 and rows("select count(*) from intake_savedview") == [(0,)]


def test_another_due_date_has_a_reason_and_the_old_one_stays(tell, cast, as_, trail, rows):
    signal = tell().id
    day = timezone.localdate() + timedelta(days=20)
    client, here = as_("noor"), f"/signalen/{signal}"
    assert client.post(here, {"do": "due", "due-day": day.isoformat(), "due-why": ""}).status_code == 422
    assert (
        client.post(here, {"do": "due", "due-day": day.isoformat(), "due-why": "De school is dicht."}).status_code
        == 302
    )
    page = client.get(here).content.decode()
    assert "De school is dicht." in page and "Uiterlijk op" in page
    assert "signal.due_set" in trail(signal)
    ((reason,),) = rows("select reason from intake_duechange")
    assert b"school" not in bytes(reason)
    assert "De school is dicht." not in as_("joost").get(f"/mijn-signalen/{signal}").content.decode()


def test_what_cannot_wait_is_not_put_off_and_what_is_done_asks_for_nothing(tell, cast):
    child, later = tell(minor="yes").id, timezone.now() + timedelta(days=3)
    with pytest.raises(Refused, match="kan niet wachten"):
        actions.set_due(by=cast.noor, signal=child, due=later, reason="Druk.")
    actions.qualify(by=cast.noor, signal=child)
    actions.set_due(by=cast.noor, signal=child, due=later, reason="Afspraak met de school.")
    with pytest.raises(Refused, match="al voorbij"):
        actions.set_due(by=cast.noor, signal=child, due=timezone.now(), reason="Nu.")
    with pytest.raises(Refused) as refused:
        actions.set_due(by=cast.femke, signal=child, due=later, reason="Van een ander.")
    assert refused.value.as_not_found
    now = datetime(2026, 1, 1)
    assert due_fault("care", now + timedelta(1), now=now, due=None, minor="no", danger=False) == "nothing_due"


def test_two_who_hand_it_on_at_once_are_told_so(tell, cast, as_):
    signal = tell().id
    here = f"/signalen/{signal}"
    actions.qualify(by=cast.noor, signal=signal)
    stale = {"do": "assign", "assign-to": str(cast.samira.account), "assign-seen": ""}
    answer = as_("noor").post(here, stale)
    assert answer.status_code == 422 and "intussen" in answer.content.decode()
    actions.assign(by=cast.noor, signal=signal, to=cast.samira.account, seen=cast.noor.account)
    with pytest.raises(Refused, match="intussen"):
        actions.assign(by=cast.noor, signal=signal, to=cast.noor.account, seen=cast.noor.account)


def test_taking_it_up_makes_it_hers_and_ends_the_calls(tell, cast, as_, trail):
    signal = tell(danger=True).id
    reactions.run_pending()
    noor, samira = as_("noor"), as_("samira")
    assert "vraagt nu aandacht" in work(noor) and "vraagt nu aandacht" in work(samira)
    assert noor.post(f"/signalen/{signal}/oppakken").status_code == 302
    assert "vraagt nu aandacht" not in work(samira)
    second = samira.post(f"/signalen/{signal}/oppakken")
    assert second.status_code == 403 and "Noor pakte dit al op" in second.content.decode()
    assert listed(cast.noor, owner=cast.noor.account) == [signal]
    assert as_("femke").post(f"/signalen/{signal}/oppakken").status_code == 404
    assert as_("joost").post(f"/signalen/{signal}/oppakken").status_code == 403
    assert noor.get(f"/signalen/{signal}/oppakken").status_code == 405
    assert trail(signal)[-1:] != ["alert.taken"] and "signal.assigned" in trail(signal)


def test_reading_it_without_a_word_ends_the_calls_too(tell, cast, as_):
    signal = tell(minor="yes").id
    reactions.run_pending()
    actions.qualify(by=cast.samira, signal=signal)
    assert "vraagt nu aandacht" not in work(as_("noor"))


@pytest.mark.parametrize("way", ["desk", "file", "interface"])
def test_it_does_not_matter_how_it_came_in(tell, cast, way):
    """The desk, a file and a system of a partner all register: what follows is the same."""
    by = {"desk": cast.joost, "file": cast.noor, "interface": cast.lotte}[way]
    signal = tell(by=by, danger=True, sender_id=None if way == "desk" else f"x-{way}").id
    reactions.run_pending()
    with acting(cast.noor):
        from schakel.ground.duty import queries as alerts

        row = alerts.alert_for(viewer=cast.noor, subject=signal)
        assert row is not None and row.reason == "danger" and len(row.calls) == 2
