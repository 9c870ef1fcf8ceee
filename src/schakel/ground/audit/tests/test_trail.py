"""The trail on a real database: what is written, who reads it, and what nobody may."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connections, transaction

from schakel.ground.audit.actions import record, record_refusal
from schakel.ground.audit.queries import entries, heads, processing, verify
from schakel.ground.audit.rules.facts import NotForTheTrail
from schakel.ground.audit.tests.people import (
    NOOR,
    NOORDERWAARD,
    PETRA,
    SIGNAL,
    WATERRIJK,
    write,
)
from schakel.ground.database.scope import acting


def test_an_entry_says_who_did_what_to_which_object_from_where_with_which_result(bare_database):
    before = datetime.now(UTC) - timedelta(seconds=1)
    made = write("signal.qualified", basis="wmo.5.1", facts={"mentions": 3, "to": "GM9901", "danger": False})
    with acting(PETRA):
        (row,) = entries(viewer=PETRA)
    assert row.id == made
    assert (row.kind, row.object_kind, row.object_id, row.result, row.basis) == (
        "signal.qualified",
        "signal",
        str(SIGNAL),
        "done",
        "wmo.5.1",
    )
    assert (row.actor, row.actor_organisation, row.roles, row.origin) == (
        NOOR.account,
        WATERRIJK,
        "focal_person,reporter",
        "web",
    )
    assert row.facts == {"mentions": 3, "to": "GM9901", "danger": False}
    assert before < row.at < datetime.now(UTC) + timedelta(seconds=1)
    assert (row.organisation, row.number) == (WATERRIJK, 1)


def test_each_data_subject_gets_a_line_without_who_did_it(bare_database):
    one, two = uuid4(), uuid4()
    entry = write("signal.qualified", subjects=[one, two], activity="signals")
    write("signal.read", subjects=[two])
    with acting(PETRA):
        first, second = processing(viewer=PETRA, subject=two)
        assert processing(viewer=PETRA, subject=uuid4()) == []
        assert len(processing(viewer=PETRA, subject=one)) == 1
    assert (first.entry, first.name, first.processing_activity_id, first.status_code) == (
        entry,
        "signal.qualified",
        "signals",
        1,
    )
    assert second.processing_activity_id == "signal"
    assert first.start_time <= first.end_time
    with bare_database.as_superuser() as everything:
        lines = str(everything.execute("select * from audit_processing").fetchall())
    for secret in (one, two, NOOR.account):
        assert str(secret) not in lines
        assert secret.hex not in lines


def test_a_rollback_takes_the_entry_with_it(bare_database):
    with acting(NOOR), pytest.raises(ZeroDivisionError), transaction.atomic():
        fail(record("signal.read", by=NOOR, organisation=WATERRIJK, object_kind="signal", object_id=SIGNAL))
    write()
    with acting(PETRA):
        assert [row.number for row in entries(viewer=PETRA)] == [1]
    assert verify(WATERRIJK) == []


def test_a_refusal_stays_when_everything_else_is_rolled_back(bare_database):
    def refuse_and_fail() -> None:
        with acting(NOOR):
            record("signal.read", by=NOOR, organisation=WATERRIJK, object_kind="signal", object_id=SIGNAL)
            record_refusal(
                "access.refused", by=NOOR, organisation=WATERRIJK, object_kind="page", object_id=None, code="no.role"
            )
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        refuse_and_fail()
    with acting(PETRA):
        (row,) = entries(viewer=PETRA)
    assert (row.kind, row.result, row.facts, row.object_id) == (
        "access.refused",
        "refused",
        {"code": "no.role"},
        None,
    )
    assert row.actor == NOOR.account


def fail(_: UUID) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize(
    "wrong",
    [
        {"facts": {"name": "Anna de Vries"}},
        {"basis": "omdat het moest"},
        {"result": "Klaar"},
        {"activity": "Een activiteit"},
    ],
)
def test_text_is_refused_in_every_field_and_nothing_is_written(bare_database, wrong):
    with pytest.raises(NotForTheTrail):
        write(**wrong)
    with acting(PETRA):
        assert entries(viewer=PETRA) == []


def test_nobody_is_named_but_who_acts(bare_database):
    with acting(NOOR), pytest.raises(RuntimeError, match="nobody else"):
        record("signal.read", by=PETRA, organisation=WATERRIJK, object_kind="signal", object_id=SIGNAL)
    with pytest.raises(RuntimeError, match="Nobody acts"):
        record("signal.read", by=NOOR, organisation=WATERRIJK, object_kind="signal", object_id=SIGNAL)


def test_entries_are_found_by_object_and_kind_and_read_on_page_by_page(bare_database):
    for number in range(5):
        write("signal.read" if number % 2 else "signal.opened")
    with acting(PETRA):
        assert [row.number for row in entries(viewer=PETRA, limit=2)] == [5, 4]
        assert [row.number for row in entries(viewer=PETRA, limit=2, before=4)] == [3, 2]
        assert [row.number for row in entries(viewer=PETRA, kind="signal.read")] == [4, 2]
        assert len(entries(viewer=PETRA, object_id=SIGNAL)) == 5
        assert entries(viewer=PETRA, object_id=uuid4()) == []


def test_many_at_once_in_two_trails_give_two_whole_chains(bare_database):
    failures: list[Exception] = []

    def work(turn: int) -> None:
        both = (WATERRIJK, NOORDERWAARD) if turn % 2 else (NOORDERWAARD, WATERRIJK)
        try:
            for _ in range(8):
                with acting(NOOR):
                    for organisation in both:
                        record(
                            "signal.read", by=NOOR, organisation=organisation, object_kind="signal", object_id=SIGNAL
                        )
                    record_refusal(
                        "access.refused", by=NOOR, organisation=both[0], object_kind="page", object_id=None, code="no"
                    )
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(turn,)) for turn in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert {(head.organisation, head.number) for head in heads()} == {(WATERRIJK, 96), (NOORDERWAARD, 96)}
    assert verify(WATERRIJK) == verify(NOORDERWAARD) == []
