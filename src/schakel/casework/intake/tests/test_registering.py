"""A worry is written down whole or not at all, sealed, numbered and acknowledged; sent twice it is there once."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from django.utils import timezone

from schakel.casework.intake import actions, queries
from schakel.casework.intake.actions import IncomingMention, SignalRefused
from schakel.casework.intake.tests.conftest import NOORDERWAARD, WATERRIJK, WORDS
from schakel.ground.audit.queries import verify
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


def test_a_worry_is_kept_in_the_words_it_was_told_in(tell, cast, trail):
    receipt = tell()
    assert receipt.number == 1
    with acting(cast.noor):
        row = queries.signal(viewer=cast.noor, signal=receipt.id)
    assert row.narrative == WORDS
    assert [(named.kind, named.value) for named in row.mentions] == [("person", "Kasimir Wolkenstok")]
    assert [(seen.indicator, seen.answer, seen.basis) for seen in row.observations] == [("GEN-03", "seen", "saw")]
    assert row.listed.reporting_organisation == cast.joost.organisation
    assert row.reporter == cast.joost.account
    assert [told.code for told in row.feedback] == ["received"]
    assert timedelta(days=729) <= row.keep_until - timezone.localdate() <= timedelta(days=732)
    assert trail(receipt.id) == ["signal.registered", "signal.read"]


def test_the_trail_of_the_municipality_holds_it_without_a_word_or_a_name(tell, cast, rows):
    receipt = tell(by=cast.lotte)
    found = rows("select organisation, facts::text from audit_entry where object_id = %s", [str(receipt.id)])
    assert [organisation for organisation, _ in found] == [cast.noor.organisation]
    assert "Wolkenstok" not in found[0][1]
    with acting(cast.petra):
        assert verify(cast.noor.organisation) == []


def test_a_copy_of_the_database_tells_nothing(database, tell, cast):
    receipt = tell(observations=[actions.IncomingObservation("GEN-03", "seen", "saw", "Hij heet Wolkenstok.")])
    with acting(cast.noor):
        actions.qualify(by=cast.noor, signal=receipt.id)
        actions.weigh(by=cast.noor, signal=receipt.id, reason="Wolkenstok is hier eerder genoemd.")
        actions.give_feedback(by=cast.noor, signal=receipt.id, code="in_hand", thanks="Goed gezien, Wolkenstok.")
    with acting(cast.joost):
        actions.keep_draft(by=cast.joost, kind="desk", typed={"narrative": "Weer Wolkenstok."})
    dump = subprocess.run(
        [database.server.binaries.program("pg_dump"), "-h", database.server.socket, "-U", "schakel_backup", database.name],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert "intake_signal" in dump
    for word in ("Wolkenstok", "paspoorten", "twaalf", "eerder genoemd", "Goed gezien"):
        assert word not in dump
        assert word.encode().hex() not in dump


def test_a_citizen_number_is_taken_out_of_text_and_refused_as_a_mention(tell, cast):
    receipt = tell(narrative="Zijn BSN is 111222333, zei hij.")
    with acting(cast.noor):
        assert queries.signal(viewer=cast.noor, signal=receipt.id).narrative == "Zijn BSN is [BSN weggehaald], zei hij."
    with pytest.raises(SignalRefused) as refused:
        tell(mentions=[IncomingMention("document", "111222333")])
    assert [(fault.field, fault.code) for fault in refused.value.faults] == [("mentions[0].value", "citizen_number")]
    with acting(cast.noor):
        actions.qualify(by=cast.noor, signal=receipt.id)
        actions.weigh(by=cast.noor, signal=receipt.id, reason="Zie 111 222 333.")
        changes = queries.signal(viewer=cast.noor, signal=receipt.id).changes
    assert changes[-1].reason == "Zie [BSN weggehaald]."


def test_what_cannot_go_in_leaves_nothing_behind_and_names_every_fault(tell, rows):
    with pytest.raises(SignalRefused) as refused:
        tell(narrative="", observations=[], mentions=[IncomingMention("person", " "), IncomingMention("bsn", "1")])
    assert [fault.field for fault in refused.value.faults] == ["mentions[0].value", "mentions[1].kind"]
    with pytest.raises(Refused) as elsewhere:
        tell(municipality="GM0363")
    assert elsewhere.value.code == "municipality.not_joined"
    assert rows("select count(*) from intake_signal") == [(0,)]
    assert rows("select count(*) from intake_mention") == [(0,)]
    assert rows("select count(*) from audit_entry where kind = 'signal.registered'") == [(0,)]


def test_a_failure_half_way_leaves_nothing_behind(tell, cast, rows, monkeypatch):
    from schakel.casework.intake.actions import registering

    def broken(*_):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(registering, "write_parts", broken)
    with pytest.raises(RuntimeError):
        tell()
    assert rows("select count(*) from intake_signal") == [(0,)]
    monkeypatch.undo()
    assert tell().number == 1


def test_the_same_id_with_the_same_body_is_there_once_and_with_another_is_refused(tell, cast, rows):
    first, again = tell(sender_id="a1"), tell(sender_id="a1")
    assert (again.id, again.number, again.known) == (first.id, first.number, True)
    with pytest.raises(SignalRefused) as refused:
        tell(sender_id="a1", narrative="Iets anders.")
    assert [fault.code for fault in refused.value.faults] == ["other_body"]
    assert not tell(by=cast.lotte, sender_id="a1").known
    assert rows("select count(*) from intake_signal") == [(2,)]


def test_numbers_count_per_municipality_and_are_never_given_twice(tell, cast):
    def many(by, municipality):
        try:
            return [tell(by=by, municipality=municipality).number for _ in range(5)]
        finally:
            connections.close_all()

    people = [cast.joost, cast.wim, cast.ines, cast.lotte]
    with ThreadPoolExecutor(4) as pool:
        found = [number for numbers in pool.map(lambda by: many(by, WATERRIJK), people) for number in numbers]
    assert sorted(found) == list(range(1, 21))
    assert tell(by=cast.anouk, municipality=NOORDERWAARD).number == 1


def test_two_at_once_with_one_id_make_one_signal(tell, cast, rows):
    def once(_):
        try:
            return tell(sender_id="a1").id
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(once, range(8)))) == 1
    assert rows("select count(*) from intake_signal") == [(1,)]


def test_danger_and_a_minor_set_a_clock_and_nothing_else_decides_the_order(tell, cast):
    later = datetime.now(UTC) - timedelta(days=3)
    old = tell(reported_at=later, observed_on=later.date())
    minor = tell(minor="yes")
    quiet = tell(minor="no")
    danger = tell(danger=True)
    with acting(cast.noor):
        order = [row.id for row in queries.inbox(viewer=cast.noor)]
    assert order.index(danger.id) < order.index(minor.id) < order.index(quiet.id)
    assert set(order) == {old.id, minor.id, quiet.id, danger.id}
    with acting(cast.noor):
        due = [row.due_at for row in queries.inbox(viewer=cast.noor)]
    assert due == sorted(due)


def test_a_sender_cannot_date_a_signal_after_now_but_its_clock_may_be_ahead(tell, cast):
    with pytest.raises(SignalRefused) as refused:
        tell(reported_at=datetime.now(UTC) + timedelta(days=30))
    assert [(one.field, one.code) for one in refused.value.faults] == [("reported_at", "future")]
    receipt = tell(reported_at=datetime.now(UTC) + timedelta(minutes=5))
    with acting(cast.noor):
        assert queries.signal(viewer=cast.noor, signal=receipt.id).listed.received_at <= datetime.now(UTC)
