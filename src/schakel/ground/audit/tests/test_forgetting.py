"""The oldest entries go after their term; what stays is still whole, and nobody makes a gap look like that."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from django.db.utils import DatabaseError

from schakel.ground.audit.actions import check_trail, forget_old, record
from schakel.ground.audit.queries import Anchor, entries, heads, verified, verify
from schakel.ground.audit.tests.people import NOOR, NOORDERWAARD, PETRA, ROBOT, WATERRIJK
from schakel.ground.database.scope import acting

LONG_AGO, TODAY = timedelta(days=2200), date(2026, 11, 24)
BEFORE = TODAY - timedelta(days=1825)
OLD = 4

AGE = """
update audit_entry set at = at - interval '2200 days' where organisation = %(here)s and number <= 4;
update audit_processing p set start_time = p.start_time - interval '2200 days', end_time = p.end_time - interval '2200 days'
  from audit_entry e where e.id = p.trace_id and e.organisation = %(here)s and e.number <= 4;
"""
CHAINED = (
    "update audit_entry e set previous = coalesce((select hash from audit_entry p where p.organisation = e.organisation"
    " and p.number = e.number - 1), e.previous) where organisation = %(here)s and number = %(n)s",
    "update audit_entry e set hash = audit_hash(e) where organisation = %(here)s and number = %(n)s",
)


def as_administrator(clone, *statements: str) -> None:
    """As superuser, with every trigger off."""
    with clone.as_superuser() as everything:
        everything.execute("set session_replication_role = replica")
        for statement in statements:
            for one in filter(None, map(str.strip, statement.split(";"))):
                everything.execute(one, {"here": WATERRIJK})


@pytest.fixture
def trail(bare_database):
    """Seven entries in one trail, four of them of six years ago, and one in another."""
    for organisation, times in ((WATERRIJK, 7), (NOORDERWAARD, 1)):
        for _ in range(times):
            with acting(NOOR):
                record(
                    "signal.read", by=NOOR, organisation=organisation, object_kind="signal", object_id=uuid4(),
                    subjects=[uuid4()],
                )  # fmt: skip
    as_administrator(bare_database, AGE)
    with bare_database.as_superuser() as everything:
        everything.execute("set session_replication_role = replica")
        for number in range(1, 8):
            for step in CHAINED:
                everything.execute(step, {"here": WATERRIJK, "n": number})
    assert verify(WATERRIJK) == []
    return bare_database


def codes(anchors=()):
    return {(fault.code, fault.number) for fault in verify(WATERRIJK, anchors=anchors)}


def count(clone, table):
    with clone.as_superuser() as everything:
        return everything.execute(f"select count(*) from {table}").fetchone()[0]


def anchor(number, clone, at):
    with clone.as_superuser() as everything:
        digest = everything.execute(
            "select hash from audit_entry where organisation = %s and number = %s", [WATERRIJK, number]
        ).fetchone()[0]
    return Anchor(at, WATERRIJK, number, bytes(digest))


def test_what_is_over_goes_with_its_processing_lines_and_the_rest_stays_whole(trail):
    then = [anchor(2, trail, datetime.now(UTC) - LONG_AGO), anchor(6, trail, datetime.now(UTC))]
    assert forget_old(by=ROBOT, before=BEFORE) == OLD
    assert forget_old(by=ROBOT, before=BEFORE) == 0
    assert codes() == codes(then) == codes(heads()) == set()
    with acting(PETRA):
        left = entries(viewer=PETRA)
    assert [row.number for row in left] == [8, 7, 6, 5]
    assert left[0].kind == "trail.forgotten"
    assert {name: left[0].facts[name] for name in ("upto", "gone", "lines")} == {"upto": 4, "gone": 4, "lines": 4}
    assert count(trail, "audit_processing") == 3 + 1
    assert count(trail, "audit_reaction") == 3 + 1
    assert verify(NOORDERWAARD) == []


def test_what_is_changed_after_that_is_found_all_the_same(trail):
    forget_old(by=ROBOT, before=BEFORE)
    as_administrator(trail, "update audit_entry set actor = null where organisation = %(here)s and number = 6")
    assert codes() == {("changed", 6)}
    as_administrator(trail, "delete from audit_entry where organisation = %(here)s and number = 5")
    assert ("missing", 5) in codes()


def test_nothing_younger_than_five_years_goes_whoever_asks_for_it(trail):
    assert forget_old(by=ROBOT, before=TODAY + timedelta(days=900)) == OLD
    assert codes() == set()


def test_a_little_at_a_time_and_never_the_last(trail):
    assert [forget_old(by=ROBOT, before=BEFORE, most=3) for _ in range(3)] == [3, 1, 0]
    assert codes() == set()
    as_administrator(trail, "update audit_entry set at = at - interval '2200 days' where organisation = %(here)s")
    assert forget_old(by=ROBOT, before=BEFORE) > 0
    with acting(PETRA):
        assert entries(viewer=PETRA)


def test_nobody_but_the_system_of_that_house_takes_anything_away(trail):
    for by in (PETRA, NOOR):
        with pytest.raises(DatabaseError):
            forget_old(by=by, before=BEFORE)
    with pytest.raises(DatabaseError), acting(ROBOT), connection.cursor() as cursor:
        cursor.execute("select * from audit_forget(%s, %s, 100)", [NOORDERWAARD, BEFORE])
    assert count(trail, "audit_entry") == 8


def test_the_owner_of_the_tables_takes_nothing_away_beside_the_function(trail):
    forget_old(by=ROBOT, before=BEFORE)
    with trail.as_role("schakel_owner") as owner:
        for table in ("audit_entry", "audit_processing"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), owner.transaction():
                owner.execute(f"delete from {table}")


def test_a_beginning_that_was_cut_off_is_found(trail):
    as_administrator(trail, "delete from audit_entry where organisation = %(here)s and number <= 4")
    assert codes() == {("missing", 1)}


def test_a_beginning_that_was_cut_off_behind_a_forged_checkpoint_is_found(trail):
    forge = (
        "insert into audit_checkpoint select organisation, number, hash, at from audit_entry where organisation = %(here)s and"
        " number = 6"
    )
    as_administrator(trail, forge, "delete from audit_entry where organisation = %(here)s and number <= 6")
    assert codes() == {("unproven", 6)}


def test_an_anchor_shows_that_what_went_was_younger_than_its_term(trail):
    """Somebody with all rights makes new entries look old, and has the function take them."""
    early = anchor(5, trail, datetime.now(UTC) - timedelta(days=30))
    as_administrator(
        trail, "update audit_entry set at = at - interval '2200 days' where organisation = %(here)s and number > 4"
    )
    assert forget_old(by=ROBOT, before=BEFORE) == 6
    assert codes([early]) == {("too_soon", 6), ("changed", 7)}


def test_a_page_reads_only_the_end_and_says_so(trail):
    found = verified(WATERRIJK, last=2)
    assert (found.faults, found.read, found.whole) == ((), 2, False)
    assert verified(WATERRIJK, last=7).whole
    as_administrator(trail, "update audit_entry set actor = null where organisation = %(here)s and number in (3, 7)")
    assert [fault.number for fault in verified(WATERRIJK, last=2).faults] == [7]
    assert [fault.number for fault in verified(WATERRIJK, last=100).faults] == [3, 7]


def test_that_somebody_looked_is_in_the_trail_with_what_was_found(trail):
    with acting(PETRA):
        check_trail(by=PETRA, anchors=heads())
    as_administrator(trail, "update audit_entry set actor = null where organisation = %(here)s and number = 3")
    with acting(PETRA):
        check_trail(by=PETRA)
    with acting(PETRA):
        later, earlier = entries(viewer=PETRA, kind="trail.verified")
    assert (earlier.result, earlier.facts["faults"], earlier.facts["anchors"]) == ("done", 0, 2)
    assert (later.result, later.facts["faults"], later.facts["whole"]) == ("failed", 1, True)
