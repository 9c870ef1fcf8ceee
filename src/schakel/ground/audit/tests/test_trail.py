"""The trail on a real database: what is written, who reads it, and what nobody may."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection, connections, transaction

from schakel.ground.audit.actions import record, record_refusal
from schakel.ground.audit.queries import entries, heads, processing, verify
from schakel.ground.audit.rules.facts import NotForTheTrail
from schakel.ground.audit.tests.people import FEMKE, KARIM, NOOR, NOORDERWAARD, OTHER_PETRA, PETRA, ROBOT, WATERRIJK
from schakel.ground.database.scope import acting

SIGNAL = uuid4()


def write(kind: str = "signal.read", *, by=NOOR, organisation=WATERRIJK, **more) -> UUID:
    with acting(by):
        return record(kind, by=by, organisation=organisation, object_kind="signal", object_id=SIGNAL, **more)


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


@pytest.mark.parametrize(
    "reader", [NOOR, KARIM, FEMKE, OTHER_PETRA], ids=["focal", "administrator", "elsewhere", "other officer"]
)
def test_only_the_privacy_officer_and_the_system_of_the_controller_read(bare_database, reader):
    write(subjects=[uuid4()])
    for allowed in (PETRA, ROBOT):
        with acting(allowed):
            assert len(entries(viewer=allowed)) == 1
    with acting(reader), connection.cursor() as cursor:
        for table in ("audit_entry", "audit_processing"):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,)


def test_a_partner_writes_in_the_trail_of_the_controller_and_does_not_read_it(bare_database):
    write("signal.registered", by=FEMKE)
    with acting(PETRA):
        (row,) = entries(viewer=PETRA)
    assert (row.actor, row.actor_organisation) == (FEMKE.account, NOORDERWAARD)
    with acting(OTHER_PETRA):
        assert entries(viewer=OTHER_PETRA) == []


def test_entries_are_found_by_object_and_kind_and_read_on_page_by_page(bare_database):
    for number in range(5):
        write("signal.read" if number % 2 else "signal.opened")
    with acting(PETRA):
        assert [row.number for row in entries(viewer=PETRA, limit=2)] == [5, 4]
        assert [row.number for row in entries(viewer=PETRA, limit=2, before=4)] == [3, 2]
        assert [row.number for row in entries(viewer=PETRA, kind="signal.read")] == [4, 2]
        assert len(entries(viewer=PETRA, object_id=SIGNAL)) == 5
        assert entries(viewer=PETRA, object_id=uuid4()) == []


FORBIDDEN = [
    "insert into audit_entry (id, organisation, at, kind, object_kind, result, basis, origin, actor_organisation, roles, facts)"
    " values (gen_random_uuid(), gen_random_uuid(), now(), 'a', 'b', 'done', '', 'web', gen_random_uuid(), '', '{}')",
    "insert into audit_processing select * from audit_processing",
    "insert into audit_reaction select * from audit_reaction",
    "update audit_entry set kind = 'x'",
    "update audit_processing set name = 'x'",
    "update audit_reaction set kind = 'x'",
    "delete from audit_entry",
    "delete from audit_processing",
    "delete from audit_reaction",
    "truncate audit_entry, audit_processing, audit_reaction",
    "alter table audit_entry disable trigger all",
    "alter table audit_entry disable row level security",
    "alter table audit_entry no force row level security",
    "drop policy \"own trail\" on audit_entry",
    "set session_replication_role = replica",
    "select audit_hash(e) from audit_entry e",
    "create or replace function audit_heads() returns int language sql return 1",
    "set role schakel_owner",
]  # fmt: skip


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_application_cannot_touch_the_trail_but_through_its_function(bare_database, statement):
    write(subjects=[uuid4()])
    with bare_database.as_role("schakel_app") as plain, plain.transaction():
        plain.execute(
            "select set_config('schakel.organisation', %s, true), set_config('schakel.roles', 'privacy_officer,system', true)",
            [str(WATERRIJK)],
        )
        with (
            pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.InvalidFunctionDefinition)),
            plain.transaction(),
        ):
            plain.execute(statement)
        assert plain.execute("select count(*) from audit_entry").fetchone() == (1,)


@pytest.mark.parametrize("table", ["audit_entry", "audit_processing"])
@pytest.mark.parametrize(
    "change", ["update {} set organisation = gen_random_uuid()", "delete from {}", "truncate {} cascade"]
)
def test_even_the_owner_and_a_superuser_change_nothing_by_accident(bare_database, table, change):
    write(subjects=[uuid4()])
    with (
        bare_database.as_superuser() as everything,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="written once"),
    ):
        everything.execute(change.format(table))
    assert verify(WATERRIJK) == []


@pytest.mark.parametrize(
    "facts", ['{"name": "Anna de Vries"}', '{"a": {"b": 1}}', '{"a": ["x"]}', '{"a": null}', '["a"]']
)
def test_the_database_refuses_text_too_when_the_function_is_called_directly(bare_database, facts):
    with bare_database.as_role("schakel_app") as plain, plain.transaction():
        plain.execute("select set_config('schakel.organisation', %s, true)", [str(WATERRIJK)])
        with pytest.raises(psycopg.errors.CheckViolation), plain.transaction():
            plain.execute(
                "select audit_append(gen_random_uuid(), gen_random_uuid(), 'a', 'b', null, 'done', '', 'web', %s, 'a', '{}', '{}', null)",
                [facts],
            )


def test_the_function_refuses_when_nobody_acts(bare_database):
    with (
        bare_database.as_role("schakel_app") as plain,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="nobody acts"),
    ):
        plain.execute(
            "select audit_append(gen_random_uuid(), gen_random_uuid(), 'a', 'b', null, 'done', '', 'web', '{}', 'a', '{}', '{}', null)"
        )


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
