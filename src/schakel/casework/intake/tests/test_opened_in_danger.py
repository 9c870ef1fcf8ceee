"""Break-glass: exactly one signal, exactly one person, exactly as long as it was given, and everybody knows."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.utils import timezone

from schakel.casework.intake import actions, queries
from schakel.ground.breakglass import actions as breakglass
from schakel.ground.breakglass import queries as accesses
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting

GROUND = "life_in_danger"
WHY = "De buurvrouw belt: hij wordt nu weggereden. Noor en Samira namen niet op."
PARTS = ("intake_observation", "intake_mention", "intake_feedback", "intake_attachment", "intake_statechange")


def opens(by, receipt, owner):
    with acting(by):
        return actions.open_numbered(by=by, owner=owner, number=receipt.number, ground=GROUND, reason=WHY)


def seen(actor, table="intake_signal"):
    with acting(actor), connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return cursor.fetchone()[0]


def reads(by, access):
    with acting(by):
        return queries.opened_signal(viewer=by, access=access)


@pytest.fixture
def receipt(tell):
    tell(narrative="Een ander signaal van Waterrijk.")
    return tell()


@pytest.fixture
def access(receipt, cast):
    return opens(cast.femke, receipt, cast.noor.organisation)


@pytest.fixture
def shift(database):
    """shift(access, "4 hours 1 minute"): as if it had been opened that much earlier."""

    def move(access, by):
        with database.as_superuser() as server:
            server.execute("set session_replication_role = replica")
            server.execute(
                "update breakglass_access set opened_at = opened_at - %(by)s::interval, ends_at = ends_at - %(by)s::interval,"
                " review_by = review_by - %(by)s::interval where id = %(id)s",
                {"by": by, "id": access},
            )

    return move


def test_one_signal_opens_and_no_other(access, receipt, cast):
    assert seen(cast.femke) == 1
    row = reads(cast.femke, access)
    assert row.id == receipt.id and row.narrative
    assert (row.reporter, row.noticer, row.reach, row.feedback) == (None, None, "", ())
    assert {table: seen(cast.femke, table) for table in PARTS if table != "intake_mention"} == {
        "intake_observation": len(row.observations), "intake_feedback": 0, "intake_attachment": 0, "intake_statechange": 0,
    }  # fmt: skip
    assert seen(cast.femke, "intake_mention") == len(row.mentions) > 0


def test_it_is_read_and_never_written(access, receipt, cast):
    for act in (
        lambda: actions.qualify(by=cast.femke, signal=receipt.id),
        lambda: actions.give_feedback(by=cast.femke, signal=receipt.id, code="in_hand"),
    ):
        with pytest.raises(Refused):
            act()
    with acting(cast.femke), connection.cursor() as cursor:
        cursor.execute("update intake_signal set state = 'closed'")
        assert cursor.rowcount == 0
        cursor.execute("select count(*) from intake_signal where controller = %s", [cast.femke.organisation])
        assert cursor.fetchone()[0] == 0


def test_a_minute_after_the_end_nothing_is_seen(access, cast, shift):
    shift(access, "3 hours 59 minutes")
    assert reads(cast.femke, access) is not None and seen(cast.femke) == 1
    shift(access, "2 minutes")
    assert reads(cast.femke, access) is None
    assert {table: seen(cast.femke, table) for table in ("intake_signal", *PARTS)} == dict.fromkeys(
        ("intake_signal", *PARTS), 0
    )


def test_whoever_opened_it_is_the_only_one(access, cast):
    for name in ("anouk", "elif_", "dirk", "petra", "rachid", "lotte", "joost"):
        somebody = getattr(cast, name)
        assert reads(somebody, access) is None, name
    assert [seen(getattr(cast, name)) for name in ("anouk", "elif_", "dirk", "petra", "rachid")] == [0] * 5


def test_without_the_role_nothing_stays_open(access, cast):
    from dataclasses import replace

    for weaker in (
        replace(cast.femke, roles=frozenset({"reporter"})),
        replace(cast.femke, covenants=frozenset()),
        replace(cast.femke, organisation=cast.elif_.organisation),
    ):
        assert seen(weaker) == 0


def test_it_ends_early_for_opener_and_owner_and_nobody_else(receipt, cast):
    for ender in (cast.femke, cast.samira, cast.petra):
        access = opens(cast.femke, receipt, cast.noor.organisation)
        for stranger in (cast.elif_, cast.dirk, cast.anouk):
            with pytest.raises(Refused):
                breakglass.end_access(by=stranger, access=access)
        assert seen(cast.femke) == 1
        assert breakglass.end_access(by=ender, access=access)
        assert not breakglass.end_access(by=ender, access=access)
        assert seen(cast.femke) == 0


def test_nobody_else_can_open_it(receipt, cast, rows):
    for name in ("elif_", "lotte", "dirk", "anouk", "rachid", "noor", "petra"):
        with pytest.raises(Refused):
            opens(getattr(cast, name), receipt, cast.noor.organisation)
    assert rows("select count(*) from breakglass_access") == [(0,)]


def test_it_is_refused_without_a_reason_twice_at_once_or_for_a_number_that_is_not_there(receipt, cast):
    house = cast.noor.organisation
    with pytest.raises(Refused, match="aan de hand"):
        actions.open_numbered(by=cast.femke, owner=house, number=receipt.number, ground=GROUND, reason="Spoed.")
    with pytest.raises(Refused, match="geen signaal"):
        actions.open_numbered(by=cast.femke, owner=house, number=999, ground=GROUND, reason=WHY)
    with pytest.raises(KeyError):
        actions.open_numbered(by=cast.femke, owner=house, number=receipt.number, ground="curious", reason=WHY)
    opens(cast.femke, receipt, house)
    with pytest.raises(Refused, match="al een noodtoegang"):
        actions.open_numbered(by=cast.femke, owner=house, number=receipt.number - 1, ground=GROUND, reason=WHY)


FORGED = (
    "insert into breakglass_access (id, owner, subject, number, covenant, account, organisation, ground, reason, opened_at, ends_at,"
    " review_by, verdict) select gen_random_uuid(), {owner}, {subject}, 1, {covenant}, {account}, organisation, ground, reason,"
    " {opened}, {ends}, review_by, '' from breakglass_access"
)
HONEST = {
    "owner": "owner", "subject": "subject", "covenant": "covenant", "account": "account", "opened": "now()",
    "ends": "now() + interval '1 hour'",
}  # fmt: skip


LIES = (
    {"ends": "now() + interval '2 days'"},
    {"opened": "now() - interval '3 days'", "ends": "now() - interval '2 days 12 hours'"},
    {"account": "gen_random_uuid()"},
    {"covenant": "gen_random_uuid()"},
    {"owner": "gen_random_uuid()"},
    {"owner": "organisation"},
)


def test_the_database_itself_takes_no_other_access(access, cast):
    for lie in LIES:
        with pytest.raises(DatabaseError), acting(cast.femke), connection.cursor() as cursor:
            cursor.execute(FORGED.format(**{**HONEST, **lie}))
    with acting(cast.femke), connection.cursor() as cursor:
        cursor.execute(FORGED.format(**HONEST))


JUDGES = "verdict = 'justified', verdict_reason = reason, reviewed_at = now(), reviewed_by = {}"
BENT = (
    ("femke", "ends_at = ends_at + interval '1 hour'"),
    ("femke", "subject = gen_random_uuid()"),
    ("femke", JUDGES.format("account")),
    ("noor", JUDGES.format("schakel_actor()")),
    ("petra", JUDGES.format("account")),
)


def test_nobody_stretches_it_judges_it_in_anothers_place_or_opens_it_again(access, cast):
    for name, change in BENT:
        with pytest.raises(DatabaseError), acting(getattr(cast, name)), connection.cursor() as cursor:
            cursor.execute(f"update breakglass_access set {change}")
    breakglass.end_access(by=cast.femke, access=access)
    with pytest.raises(DatabaseError), acting(cast.femke), connection.cursor() as cursor:
        cursor.execute("update breakglass_access set ended_at = null")


def test_everybody_who_must_know_is_told_at_once(access, cast, rows):
    told = {UUID(str(account)) for (account,) in rows("select account from breakglass_notice")}
    assert told == {cast.noor.account, cast.samira.account, cast.petra.account, cast.dirk.account}
    for somebody in (cast.noor, cast.petra, cast.dirk):
        with acting(somebody):
            (one,) = accesses.notices(viewer=somebody)
            assert one.organisation_name == "Gemeente Noorderwaard"
        assert breakglass.see_notice(by=somebody, access=access)
        assert not breakglass.see_notice(by=somebody, access=access)
        with acting(somebody):
            assert accesses.notices(viewer=somebody) == []
    with acting(cast.elif_):
        assert accesses.notices(viewer=cast.elif_) == [] == accesses.accesses(viewer=cast.elif_)


def test_the_reason_is_sealed_and_read_by_owner_and_opener_only(access, cast, rows):
    assert WHY.encode() not in bytes(rows("select reason from breakglass_access")[0][0])
    for somebody, words in ((cast.noor, WHY), (cast.petra, WHY), (cast.femke, WHY), (cast.dirk, "")):
        with acting(somebody):
            assert accesses.access(viewer=somebody, which=access).reason == words


def test_each_look_is_in_both_trails_and_each_person_in_the_log_of_the_owner(access, receipt, cast, rows):
    reads(cast.femke, access)
    reads(cast.femke, access)
    said = rows(
        "select organisation, kind from audit_entry where result = 'break_glass' and actor = %s order by organisation, number",
        [cast.femke.account],
    )
    for house in (cast.noor.organisation, cast.femke.organisation):
        assert [kind for where, kind in said if where == house] == ["breakglass.opened", "signal.read", "signal.read"]
    lines = rows(
        "select p.organisation, count(*) from audit_processing p join audit_entry e on e.id = p.trace_id"
        " where e.result = 'break_glass' group by 1"
    )
    with acting(cast.noor):
        people = [one for one in queries.signal(viewer=cast.noor, signal=receipt.id).mentions if one.kind == "person"]
    assert lines == [(cast.noor.organisation, 2 * len(people))]


def test_the_privacy_officer_of_the_owner_looks_back_once_and_late_stays_late(access, cast, shift):
    review = breakglass.review_access
    for somebody in (cast.noor, cast.femke, cast.dirk, cast.karim):
        with pytest.raises(Refused):
            review(by=somebody, access=access, verdict="justified", reason="Het was nodig.")
    with pytest.raises(Refused):
        review(by=cast.petra, access=access, verdict="justified", reason=" ")
    shift(access, "8 days")
    with acting(cast.petra):
        assert accesses.reviews(viewer=cast.petra) == accesses.Reviews(1, 1)
        assert accesses.access(viewer=cast.petra, which=access).state == "late"
    review(by=cast.petra, access=access, verdict="not_justified", reason="Noor had dienst en was niet gebeld.")
    with pytest.raises(Refused, match="al teruggekeken"):
        review(by=cast.petra, access=access, verdict="justified", reason="Bij nader inzien.")
    with acting(cast.petra):
        assert accesses.reviews(viewer=cast.petra) == accesses.Reviews(0, 0)
        assert accesses.access(viewer=cast.petra, which=access).verdict == "not_justified"


def test_a_review_shuts_what_still_runs(access, cast):
    breakglass.review_access(by=cast.petra, access=access, verdict="justified", reason="Het was nodig.")
    assert seen(cast.femke) == 0 and reads(cast.femke, access) is None


def test_it_goes_with_its_signal_and_an_unreviewed_one_stays_after_its_term(access, receipt, cast, rows):
    house = cast.system("waterrijk")
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert breakglass.forget_old(by=house, before=tomorrow) == 0
    breakglass.review_access(by=cast.petra, access=access, verdict="justified", reason="Het was nodig.")
    assert breakglass.forget_old(by=cast.system("noorderwaard"), before=tomorrow) == 0
    assert breakglass.forget_old(by=house, before=tomorrow) == 1
    opens(cast.femke, receipt, cast.noor.organisation)
    assert breakglass.forget_signal(by=house, signal=receipt.id) == 1
    assert rows("select count(*) from breakglass_notice") == [(0,)]


def test_without_an_access_the_policy_is_asked_once_a_statement(receipt, cast):
    with acting(cast.noor), connection.cursor() as cursor:
        cursor.execute("explain (analyze, costs off, timing off) select count(*) from intake_mention")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    asked = re.findall(r"breakglass_opened[^\n]*?(?:loops=(\d+)|never executed)", plan)
    assert asked and all(times in ("", "1") for times in asked), plan
