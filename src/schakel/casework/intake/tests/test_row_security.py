"""The second lock: whatever the code forgets, the database shows a signal to its reporter and its focal persons only."""

import pytest
from django.db import connection
from django.db.utils import DatabaseError, IntegrityError, ProgrammingError

from schakel.casework.intake import actions, queries
from schakel.ground.database.scope import acting

TABLES = ("intake_signal", "intake_observation", "intake_mention", "intake_feedback", "intake_statechange")


def seen(actor, table):
    with acting(actor), connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return cursor.fetchone()[0]


@pytest.fixture
def read(tell, cast):
    receipt = tell()
    with acting(cast.noor):
        actions.qualify(by=cast.noor, signal=receipt.id)
    return receipt


def test_the_focal_person_and_the_stand_in_see_all_of_it(read, cast):
    for name in (cast.noor, cast.samira):
        assert all(seen(name, table) for table in TABLES)


@pytest.mark.parametrize(
    "name",
    ["femke", "elif_", "anouk", "dirk", "wim", "ines", "karim", "petra", "tom", "marleen", "lotte", "bram", "mirjam"],
)
def test_nobody_else_sees_a_row(read, cast, name):
    assert {table: seen(getattr(cast, name), table) for table in TABLES} == dict.fromkeys(TABLES, 0)


def test_a_reporter_sees_what_was_sent_and_the_answers_but_no_decisions(read, cast):
    assert {table: seen(cast.joost, table) for table in TABLES} == {
        "intake_signal": 1, "intake_observation": 1, "intake_mention": 1, "intake_feedback": 2, "intake_statechange": 0,
    }  # fmt: skip


def test_a_reporter_of_another_house_sees_the_own_signal_there_and_the_municipality_handles_it(tell, cast):
    receipt = tell(by=cast.lotte)
    assert seen(cast.lotte, "intake_signal") == 1
    assert seen(cast.joost, "intake_signal") == 0
    with acting(cast.noor):
        assert queries.signal(viewer=cast.noor, signal=receipt.id) is not None
    with acting(cast.lotte):
        assert queries.signal(viewer=cast.lotte, signal=receipt.id) is None
        assert queries.my_signal(viewer=cast.lotte, signal=receipt.id) is not None


def test_outside_a_scope_there_is_nothing(read):
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone()[0] == 0


@pytest.mark.parametrize(
    "statement",
    [
        "update intake_signal set reporter = null",
        "update intake_signal set narrative = '\\x00'",
        "update intake_mention set value = '\\x00'",
        "select * from intake_lastnumber",
        "update intake_lastnumber set number = 0",
    ],
)
def test_what_was_written_cannot_be_altered_or_taken_away_by_who_handles_it(read, cast, statement, rows):
    before = rows("select count(*) from intake_statechange")
    with pytest.raises(DatabaseError), acting(cast.noor), connection.cursor() as cursor:
        cursor.execute(statement)
    assert rows("select count(*) from intake_statechange") == before


def test_nobody_writes_a_signal_in_the_name_of_another(tell, cast):
    receipt = tell()
    copy = (
        "insert into intake_signal select gen_random_uuid(), controller, 900, municipality, %s, %s, organisation_kind, function, "
        "observed_on, received_at, minor, danger, state, due_at, owner, keep_until, null, body_digest, pack_version, narrative "
        "from intake_signal where id = %s"
    )
    for reporter, organisation in (
        (cast.wim.account, cast.joost.organisation),
        (cast.joost.account, cast.femke.organisation),
    ):
        with pytest.raises(DatabaseError), acting(cast.joost), connection.cursor() as cursor:
            cursor.execute(copy, [reporter, organisation, receipt.id])


def test_nobody_adds_a_name_to_the_signal_of_another(tell, cast):
    receipt = tell()
    statement = "insert into intake_mention (id, controller, position, kind, role, value, signal_id) values (gen_random_uuid(), %s, 9, 'person', 'unknown', '\\x00', %s)"
    for someone in (cast.elif_, cast.femke, cast.lotte, cast.wim, cast.ines, cast.karim):
        with pytest.raises((ProgrammingError, IntegrityError)), acting(someone), connection.cursor() as cursor:
            cursor.execute(statement, [cast.noor.organisation, receipt.id])


@pytest.mark.parametrize(
    ("table", "columns", "values"),
    [
        ("intake_feedback", "code, at", "'closed', now()"),
        ("intake_feedback", "code, at", "'received', now()"),
        ("intake_statechange", "from_state, to_state, at", "'received', 'closed', now()"),
    ],
)
def test_nobody_answers_or_decides_beside_the_signal_of_another(tell, cast, table, columns, values):
    receipt = tell()
    statement = (
        f"insert into {table} (id, controller, signal_id, {columns}) values (gen_random_uuid(), %s, %s, {values})"
    )
    for someone, controller in (
        (cast.femke, cast.femke.organisation),
        (cast.femke, cast.noor.organisation),
        (cast.wim, cast.noor.organisation),
    ):
        with pytest.raises((ProgrammingError, IntegrityError)), acting(someone), connection.cursor() as cursor:
            cursor.execute(statement, [controller, receipt.id])
    assert seen(cast.joost, "intake_feedback") == 1


def test_a_draft_is_for_its_writer_only(cast):
    with acting(cast.joost):
        actions.keep_draft(by=cast.joost, kind="desk", typed={"narrative": "Nog niet af."})
    assert seen(cast.joost, "intake_draft") == 1
    for someone in (cast.wim, cast.noor, cast.karim, cast.elif_):
        assert seen(someone, "intake_draft") == 0
        with acting(someone):
            assert queries.draft(viewer=someone, kind="desk") is None


@pytest.mark.parametrize("count", [1, 6])
def test_a_list_asks_the_database_equally_often_however_long_it_is(tell, cast, count, django_queries):
    for _ in range(count):
        tell()
    with acting(cast.noor), django_queries() as asked:
        assert len(queries.signals(viewer=cast.noor)) == count
    assert len(asked) == 4  # the rows, how many, the roots of the keyed hashes, the line in the trail
    with acting(cast.joost), django_queries() as asked:
        assert len(queries.my_signals(viewer=cast.joost)) == count
    assert len(asked) == 5  # and who is named in them, for the processing log
    with acting(cast.noor), django_queries() as asked:
        ids = queries.controlled_ids(viewer=cast.noor)
        assert len(queries.signals_for_bundling(viewer=cast.noor, ids=ids)) == count
    assert len(asked) == 5
