"""What somebody with all rights can do to the trail, done for real, and seen."""

from uuid import uuid4

import psycopg
import pytest
from django.core.management import call_command

from schakel.ground.audit.actions import record
from schakel.ground.audit.queries import heads, verify
from schakel.ground.audit.tests.people import NOOR, NOORDERWAARD, WATERRIJK
from schakel.ground.database.scope import acting

SIGNAL, PERSON = uuid4(), uuid4()


@pytest.fixture
def trail(bare_database):
    """Six entries in one trail and two in another, each with a line in the processing log."""
    for organisation, times in ((WATERRIJK, 6), (NOORDERWAARD, 2)):
        for _ in range(times):
            with acting(NOOR):
                record(
                    "signal.read",
                    by=NOOR,
                    organisation=organisation,
                    object_kind="signal",
                    object_id=SIGNAL,
                    subjects=[PERSON],
                )
    return bare_database


def tamper(clone, *statements: str) -> None:
    """As superuser, with every trigger off."""
    with clone.as_superuser() as everything:
        everything.execute("set session_replication_role = replica")
        for statement in statements:
            everything.execute(statement, {"here": WATERRIJK})


def found(organisation=WATERRIJK, anchors=()) -> set[tuple[str, int]]:
    return {(fault.code, fault.number) for fault in verify(organisation, anchors=anchors)}


def test_an_untouched_trail_is_whole(trail):
    assert found() == found(NOORDERWAARD) == set()
    assert found(uuid4()) == set()


CHANGES = [
    "kind = 'signal.written'", "object_kind = 'bundle'", "object_id = 'x'", "object_id = null", "result = 'refused'", "basis = 'wmo'",
    "origin = 'api'", "actor = gen_random_uuid()", "actor = null", "actor_organisation = gen_random_uuid()", "roles = ''",
    "facts = '{\"a\": 1}'", "at = at + interval '1 microsecond'", "id = gen_random_uuid()", "hash = sha256('x')",
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_field_is_found_at_its_number(trail, change):
    tamper(trail, f"update audit_entry set {change} where organisation = %(here)s and number = 3")
    assert ("changed", 3) in found()
    assert found(NOORDERWAARD) == set()


def test_a_changed_or_removed_line_of_the_processing_log_is_found(trail):
    line = "(select id from audit_entry where organisation = %(here)s and number = {})"
    tamper(
        trail,
        f"update audit_processing set name = 'nothing' where trace_id = {line.format(2)}",
        f"update audit_processing set data_subject_id = '0000000000000000' where trace_id = {line.format(3)}",
        f"delete from audit_processing where trace_id = {line.format(4)}",
        "insert into audit_processing select '\\x0102030405060708', trace_id, organisation, name, processing_activity_id,"
        f" data_subject_id, data_subject_id_type, status_code, start_time, end_time from audit_processing where trace_id = {line.format(5)}",
    )
    assert found() == {("changed", number) for number in (2, 3, 4, 5)}


LINE_CHANGES = (
    "span_id = '\\x0102030405060708'", "name = 'nothing'", "processing_activity_id = 'nothing'", "data_subject_id_type = 'bsn'",
    "status_code = 2", "start_time = start_time - interval '1 microsecond'", "end_time = end_time + interval '1 microsecond'",
    "organisation = gen_random_uuid()", "trace_id = (select id from audit_entry where organisation = %(here)s and number = 6)",
)  # fmt: skip


def test_every_field_of_a_processing_line_counts(trail):
    line = "select id from audit_entry where organisation = %(here)s and number = 3"
    with trail.as_superuser() as everything:
        everything.execute("set session_replication_role = replica")
        for change in LINE_CHANGES:
            with everything.transaction(force_rollback=True):
                everything.execute(
                    f"update audit_processing set {change} where trace_id = ({line})", {"here": WATERRIJK}
                )
                everything.execute("savepoint seen")
                rows = everything.execute(
                    "select audit_hash(e) = hash from audit_entry e where id = (" + line + ")", {"here": WATERRIJK}
                )
                assert rows.fetchone() == (False,), change
    assert found() == set()
    tamper(trail, f"update audit_processing set {LINE_CHANGES[-1]} where trace_id = ({line})")
    assert found() == {("changed", 3), ("changed", 6)}


def test_an_emptied_processing_log_is_found(trail):
    tamper(trail, "truncate audit_processing")
    assert found() == {("changed", number) for number in range(1, 7)}


@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_removed_entry_is_missing(trail, number):
    tamper(trail, f"delete from audit_entry where organisation = %(here)s and number = {number}")
    assert found() == {("missing", number)}


def test_a_removed_entry_with_the_gap_closed_is_found(trail):
    tamper(
        trail,
        "delete from audit_entry where organisation = %(here)s and number = 3",
        *(f"update audit_entry set number = {n - 1} where organisation = %(here)s and number = {n}" for n in (4, 5, 6)),
    )
    assert {("broken", 3), ("changed", 3), ("changed", 4), ("changed", 5)} == found()


INSERT = (
    "insert into audit_entry select gen_random_uuid(), organisation, {}, at, kind, object_kind, object_id, result, basis, origin,"
    " actor, actor_organisation, roles, facts, {}, {} from audit_entry where organisation = %(here)s and number = 2"
)


def insert(number: str, previous: str, digest: str) -> str:
    columns = "(id, organisation, number, at, kind, object_kind, object_id, result, basis, origin, actor, actor_organisation, roles, facts, previous, hash)"
    return INSERT.replace("audit_entry select", f"audit_entry {columns} select", 1).format(number, previous, digest)


def test_an_inserted_entry_is_found(trail):
    tamper(trail, insert("null", "null", "null"), insert("0", "previous", "hash"), insert("7", "previous", "hash"))
    assert found() == {("unchained", 0), ("broken", 7), ("changed", 7)}


def test_entries_in_another_order_are_found(trail):
    swap = "update audit_entry set number = {} where organisation = %(here)s and number = {}"
    tamper(trail, swap.format(-1, 2), swap.format(2, 3), swap.format(3, -1))
    assert {number for _, number in found()} == {2, 3, 4}


def test_an_end_cut_off_is_found_with_an_anchor(trail):
    anchors = heads()
    tamper(trail, "delete from audit_entry where organisation = %(here)s and number > 4")
    assert found() == set()
    assert found(anchors=anchors) == {("cut_off", 6)}


def test_a_trail_emptied_whole_is_found_with_an_anchor(trail):
    anchors = heads()
    tamper(trail, "delete from audit_entry where organisation = %(here)s")
    assert found() == set()
    assert found(anchors=anchors) == {("cut_off", 6)}


def test_a_chain_computed_anew_by_the_administrator_is_found_with_an_anchor(trail):
    anchors = heads()
    tamper(
        trail,
        "update audit_entry set actor = null where organisation = %(here)s and number = 2",
        *(
            f"update audit_entry e set previous = coalesce((select hash from audit_entry p where p.organisation = e.organisation"
            f" and p.number = e.number - 1), e.previous) where organisation = %(here)s and number = {number}"
            if step == "previous"
            else f"update audit_entry e set hash = audit_hash(e) where organisation = %(here)s and number = {number}"
            for number in range(2, 7)
            for step in ("previous", "hash")
        ),
    )
    assert found() == set()
    assert found(anchors=anchors) == {("rewritten", 6)}


def test_a_bent_hash_function_does_not_hide_a_change(trail):
    with trail.as_superuser() as everything:
        everything.execute(
            "create or replace function audit_hash(e audit_entry) returns bytea language sql return e.hash"
        )
    tamper(trail, "update audit_entry set actor = null where organisation = %(here)s and number = 2")
    assert found() == {("changed", 2)}


def test_its_tables_can_be_unmade_and_made_again(bare_database):
    call_command("migrate", "audit", "zero", database="owner", verbosity=0, interactive=False)
    with bare_database.as_superuser() as everything, pytest.raises(psycopg.errors.UndefinedFunction):
        everything.execute("select audit_heads()")
    call_command("migrate", "audit", database="owner", verbosity=0, interactive=False)
    with acting(NOOR):
        record("signal.read", by=NOOR, organisation=WATERRIJK, object_kind="signal", object_id=SIGNAL)
    assert verify(WATERRIJK) == []
