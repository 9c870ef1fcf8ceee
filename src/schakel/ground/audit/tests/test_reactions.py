"""What must follow is kept until it is done, done by one at a time, and tried again after a failure."""

from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from schakel.ground.audit.actions import fail_reaction, finish_reaction, record, take_reaction
from schakel.ground.audit.models import Reaction
from schakel.ground.audit.queries import pending_reactions
from schakel.ground.audit.tests.people import FEMKE, NOOR, NOORDERWAARD, ROBOT, WATERRIJK
from schakel.ground.database.actor import system
from schakel.ground.database.scope import acting

KINDS = ("signal.registered",)


def register(organisation=WATERRIJK, **more):
    signal = uuid4()
    with acting(NOOR):
        entry = record(
            "signal.registered", by=NOOR, organisation=organisation, object_kind="signal", object_id=signal, **more
        )
    return entry, signal


def test_what_was_written_waits_in_order_across_organisations(bare_database):
    first, second = register(), register(NOORDERWAARD)
    waiting = pending_reactions(kinds=KINDS)
    assert [(one.entry, one.object_id, one.organisation) for one in waiting] == [
        (*first, WATERRIJK),
        (*second, NOORDERWAARD),
    ]
    assert {one.kind for one in waiting} == {"signal.registered"}
    assert pending_reactions(kinds=KINDS, limit=1) == waiting[:1]


def test_nothing_waits_for_a_kind_nobody_follows_a_refusal_or_a_thing_without_identifier(bare_database):
    register(result="refused")
    with acting(NOOR):
        record("signal.registered", by=NOOR, organisation=WATERRIJK, object_kind="page", object_id="home")
        record("signal.read", by=NOOR, organisation=WATERRIJK, object_kind="signal", object_id=uuid4())
    assert pending_reactions(kinds=KINDS) == []
    assert pending_reactions(kinds=()) == []


def test_what_is_done_does_not_come_back(bare_database):
    register()
    (waiting,) = pending_reactions(kinds=KINDS)
    with acting(ROBOT):
        assert take_reaction(waiting.id)
        finish_reaction(waiting.id)
    assert pending_reactions(kinds=KINDS) == []
    with acting(ROBOT):
        assert not take_reaction(waiting.id)


def test_a_failure_in_the_follow_up_leaves_it_waiting(bare_database):
    register()
    (waiting,) = pending_reactions(kinds=KINDS)

    def follow_up() -> None:
        with acting(ROBOT):
            assert take_reaction(waiting.id)
            finish_reaction(waiting.id)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        follow_up()
    assert pending_reactions(kinds=KINDS) == [waiting]


def test_two_workers_never_do_the_same(bare_database):
    register()
    (waiting,) = pending_reactions(kinds=KINDS)
    with acting(ROBOT):
        assert take_reaction(waiting.id)
        with bare_database.as_role("schakel_app") as other, other.transaction():
            other.execute(
                "select set_config('schakel.organisation', %s, true), set_config('schakel.roles', 'system', true)",
                [str(WATERRIJK)],
            )
            assert other.execute("select id from audit_reaction where done_at is null").fetchall() == [(waiting.id,)]
            assert (
                other.execute("select id from audit_reaction where done_at is null for update skip locked").fetchall()
                == []
            )


def test_a_failure_is_counted_named_and_tried_again_later(bare_database):
    register()
    (waiting,) = pending_reactions(kinds=KINDS)
    fail_reaction(waiting.id, organisation=WATERRIJK, error="OperationalError")
    assert pending_reactions(kinds=KINDS) == []
    with acting(ROBOT):
        row = Reaction.objects.get(id=waiting.id)
        assert (row.attempts, row.last_error, row.done_at) == (1, "OperationalError", None)
        assert timedelta(seconds=1) < row.try_after - row.made_at < timedelta(seconds=10)
    for _ in range(20):
        fail_reaction(waiting.id, organisation=WATERRIJK, error="Anna de Vries was niet te vinden")
    with acting(ROBOT):
        row = Reaction.objects.get(id=waiting.id)
        assert (row.attempts, row.last_error) == (21, "error")
        assert row.try_after - row.made_at < timedelta(hours=1, minutes=1)
    with bare_database.as_superuser() as everything:
        everything.execute("update audit_reaction set try_after = now()")
    assert pending_reactions(kinds=KINDS) == [waiting]


@pytest.mark.parametrize(
    "reader", [NOOR, FEMKE, system(NOORDERWAARD, "GM9902")], ids=["person", "partner", "system elsewhere"]
)
def test_only_the_system_of_that_organisation_takes_it(bare_database, reader):
    register()
    (waiting,) = pending_reactions(kinds=KINDS)
    with acting(reader):
        assert not take_reaction(waiting.id)
        finish_reaction(waiting.id)
    assert pending_reactions(kinds=KINDS) == [waiting]


def test_old_lines_are_cleared_and_waiting_ones_are_kept(bare_database):
    (done, _), (waits, _) = register(), register()
    with acting(NOOR):
        record("signal.read", by=NOOR, organisation=WATERRIJK, object_kind="signal", object_id=uuid4())
    with acting(ROBOT):
        finish_reaction(done)
    with bare_database.as_superuser() as everything:
        everything.execute("update audit_reaction set made_at = made_at - interval '25 hours'")
        assert [one.entry for one in pending_reactions(kinds=KINDS)] == [waits]
        assert everything.execute("select entry_id from audit_reaction").fetchall() == [(waits,)]


def test_what_follows_is_written_in_the_same_transaction(bare_database):
    def register_and_fail() -> None:
        with acting(NOOR):
            record("signal.registered", by=NOOR, organisation=WATERRIJK, object_kind="signal", object_id=uuid4())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        register_and_fail()
    assert pending_reactions(kinds=KINDS) == []


def test_the_list_outside_a_scope_shows_no_other_table(bare_database):
    register()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from audit_reaction")
        assert cursor.fetchone() == (0,)
    with bare_database.as_role("schakel_backup") as reader, pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute("select audit_pending_reactions('{}', '{}', '{}', 1)")
