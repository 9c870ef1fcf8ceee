"""Keys are renewed while people write and read: nothing is lost, a run that was killed goes on, and each table is in it."""

from __future__ import annotations

import threading
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from django.db import connections
from django.utils import timezone

from schakel.casework.intake import actions as intake
from schakel.casework.intake import queries
from schakel.casework.intake.tests import files
from schakel.ground.accounts import queries as accounts
from schakel.ground.audit import queries as audit
from schakel.ground.database.scope import acting
from schakel.ground.vault import actions as vault
from schakel.ground.vault.actions import resealing
from schakel.site import reactions, renewing
from schakel.site.demo import cast as people
from schakel.site.demo.loading import tell
from schakel.site.demo.story import WORRIES
from schakel.site.sealed import NOT_SEALED, SEALED
from tests.clones import Clone
from tests.guards import locks

SOME = WORRIES[:4]
COLUMNS = """
select c.table_name || '.' || c.column_name from information_schema.columns c
where c.table_schema = 'public' and c.data_type = 'bytea'
"""


def sealed_columns(clone: Clone) -> set[str]:
    with clone.as_superuser() as everything:
        ours = {row[0] for row in everything.execute(COLUMNS).fetchall()}
    return {name for name in ours if not name.startswith("procrastinate")}


def test_every_column_of_bytes_is_sealed_or_says_why_not(bare_database: Clone) -> None:
    named = {f"{one.table}.{one.column}" for one in SEALED} | set(NOT_SEALED)
    assert sealed_columns(bare_database) == named
    with bare_database.as_superuser() as everything:
        everything.execute("create table loose (words bytea)")
    assert sealed_columns(bare_database) - named == {"loose.words"}


def test_every_sealed_table_lets_the_owner_renew_and_nobody_else(bare_database: Clone) -> None:
    question = "select tablename from pg_policies where policyname like 'keys are renewed%%' and roles = '{schakel_owner}' and cmd = %s"
    with bare_database.as_superuser() as everything:
        for command in ("SELECT", "UPDATE"):
            found = {row[0] for row in everything.execute(question, [command]).fetchall()}
            assert found == {one.table for one in SEALED} | {"vault_data_key", "vault_root_key"}


def waterrijk() -> UUID:
    found = accounts.organisation_of_municipality("GM9901")
    assert found is not None
    return found.id


def told(clone: Clone) -> list[tuple[str, str]]:
    """Every signal of the municipality as its focal person reads it now."""
    noor = people.actor("noor")
    with clone.as_superuser() as everything:
        ids = everything.execute("select id from intake_signal where controller = %s", [waterrijk()]).fetchall()
    with acting(noor):
        return sorted((row.hex, queries.signal(viewer=noor, signal=row).narrative) for (row,) in ids)


def marks(clone: Clone, organisation: UUID) -> set[bytes]:
    """Format and version of every sealed text of one organisation."""
    found: set[bytes] = set()
    with clone.as_superuser() as everything:
        for one in SEALED:
            rows = everything.execute(
                f"select substring({one.column} for 5) from {one.table} where {one.of} = %s and {one.column} is not null",
                [organisation],
            )
            found |= {bytes(row[0]) for row in rows.fetchall()}
    return found


@pytest.fixture
def worries(database: Clone) -> Clone:
    for worry in SOME:
        tell(people.actor(worry.who), worry, timezone.localdate())
    reactions.run_pending()
    joost = people.actor("joost")
    with acting(joost):
        intake.keep_draft(by=joost, kind="desk", typed={"narrative": "Een brief."})
        intake.keep_file(by=joost, kind="desk", name="brief.jpg", content=files.jpeg(size=(40, 30)))
    return database


def test_a_new_key_seals_everything_anew_and_the_old_one_goes(worries: Clone) -> None:
    before, here = told(worries), waterrijk()
    assert marks(worries, here) == {b"\x02\0\0\0\x01"}
    done = renewing.renew(here)
    assert (done.version, done.broken, done.waiting, done.retired) == (2, [], 0, 0)
    assert done.sealed > len(SOME)
    assert marks(worries, here) == {b"\x02\0\0\0\x02"}
    assert told(worries) == before
    again = renewing.renew(here, at_once=True)
    assert (again.version, again.sealed, again.retired) == (2, 0, 1)
    assert told(worries) == before
    assert [row.version for row in vault.all_keys() if row.organisation == here] == [2]
    petra = people.actor("petra")
    with acting(petra):
        kinds = [row.kind for row in audit.entries(viewer=petra) if row.kind.startswith("keys.")]
    assert kinds.count("keys.renewed") == kinds.count("keys.retired") == 1
    assert "keys.resealed" in kinds
    assert audit.verify(here) == []


def test_an_old_key_stands_by_for_a_day(worries: Clone) -> None:
    here = waterrijk()
    renewing.renew(here)
    assert renewing.unfinished() == [here]
    assert renewing.go_on() == 0
    with worries.as_superuser() as everything:
        everything.execute("update vault_data_key set made_at = made_at - %s", [timedelta(days=1, seconds=1)])
    assert renewing.go_on() == 1
    assert renewing.unfinished() == []


def test_people_read_and_write_while_the_key_is_renewed_three_times(worries: Clone) -> None:
    here, joost, noor = waterrijk(), people.actor("joost"), people.actor("noor")
    before, failures, stop = told(worries), [], threading.Event()
    written: list[tuple[str, str]] = []

    def writes(number: int) -> None:
        try:
            count = 0
            while not stop.is_set():
                count += 1
                stop.wait(0.05)
                words = f"Schrijver {number}, zin {count}."
                with acting(joost):
                    row = intake.register_signal(
                        by=joost, municipality="GM9901", observed_on=timezone.localdate(), narrative=words
                    )
                written.append((row.id.hex, words))
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    def reads() -> None:
        try:
            while not stop.is_set():
                stop.wait(0.05)
                for row, words in [*before, *written[-5:]]:
                    with acting(noor):
                        assert queries.signal(viewer=noor, signal=UUID(row)).narrative == words
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=writes, args=(n,)) for n in range(2)] + [threading.Thread(target=reads)]
    for thread in threads:
        thread.start()
    try:
        done = [renewing.renew(here, at_once=True) for _ in range(3)]
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert failures == []
    assert [one.version for one in done] == [2, 3, 4]
    assert [one.retired for one in done] == [1, 1, 1]
    assert len(written) > 3
    assert told(worries) == sorted(before + written)
    assert renewing.renew(here, at_once=True).version == 5
    assert told(worries) == sorted(before + written)


def test_a_run_that_was_killed_half_way_goes_on(worries: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    here, before, real, batches = waterrijk(), told(worries), vault.reseal, []

    def dies(*given, **named):
        if len(batches) == 12:
            raise KeyboardInterrupt
        batches.append(1)
        return real(*given, **named)

    monkeypatch.setattr(vault, "reseal", dies)
    with pytest.raises(KeyboardInterrupt):
        renewing.renew(here)
    assert marks(worries, here) == {b"\x02\0\0\0\x01", b"\x02\0\0\0\x02"}
    assert told(worries) == before, "half way everybody still reads everything"
    monkeypatch.setattr(vault, "reseal", real)
    done = renewing.renew(here, at_once=True)
    assert (done.version, done.retired) == (2, 1)
    assert marks(worries, here) == {b"\x02\0\0\0\x02"}
    assert told(worries) == before


def test_a_text_that_opens_with_no_key_is_named_and_keeps_the_old_key(worries: Clone) -> None:
    here = waterrijk()
    with worries.as_superuser() as everything:
        everything.execute("set session_replication_role = replica")
        broken = everything.execute(
            "update intake_signal set narrative = set_byte(narrative, 60, 255 - get_byte(narrative, 60))"
            " where id = (select id from intake_signal where controller = %s limit 1) returning id",
            [here],
        ).fetchone()[0]
    done = renewing.renew(here, at_once=True)
    assert done.broken == [f"intake_signal {broken} narrative"]
    assert (done.waiting, done.retired) == (1, 0)


def test_a_transaction_of_before_holds_the_old_key_until_it_ends(
    worries: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It sealed with the old key and has not committed: the old key may not go yet."""
    here, joost = waterrijk(), people.actor("joost")
    sealed, go = threading.Event(), threading.Event()

    def slow() -> None:
        with acting(joost):
            intake.register_signal(
                by=joost, municipality="GM9901", observed_on=timezone.localdate(), narrative="Langzaam."
            )
            sealed.set()
            go.wait(20)
        connections.close_all()

    thread = threading.Thread(target=slow)
    thread.start()
    sealed.wait(20)
    monkeypatch.setattr(vault, "older_ended", lambda: real(wait=0.2))
    done = renewing.renew(here, at_once=True)
    assert (done.waiting, done.retired) == (1, 0)
    go.set()
    thread.join()
    assert renewing.renew(here, at_once=True).retired == 1
    assert "Langzaam." in [words for _row, words in told(worries)]


real = vault.older_ended


def test_the_application_cannot_renew_by_saying_so(worries: Clone) -> None:
    """The setting alone opens nothing: neither the keys, nor the words, nor a function that runs as the owner."""
    with worries.as_role("schakel_app") as app:
        app.execute("select set_config('schakel.renewing', 'on', false)")
        assert app.execute("select count(*) from vault_data_key").fetchone() == (0,)
        assert {one.table for one in SEALED if locks.rows_seen(app, one.table)} == set()
        for statement in (
            "update vault_data_key set wrapped = ''",
            "delete from vault_data_key",
            "delete from vault_root_key",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(statement)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("insert into vault_root_key values (2, '', '', now(), now(), null)")


def test_what_somebody_writes_while_it_is_sealed_anew_stays_as_that_person_wrote_it(
    worries: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, wrote = waterrijk(), []
    real_one = resealing.resealed

    def meanwhile(*given, bound_to, **named):
        if bound_to.endswith(":narrative") and not wrote:
            row = bound_to.split(":")[1]
            with acting(people.actor("noor")):
                newer = vault.seal("Wat er nu staat.", organisation=here, bound_to=bound_to)
            with worries.as_superuser() as everything:
                everything.execute("set session_replication_role = replica")
                everything.execute("update intake_signal set narrative = %s where id = %s", [newer, row])
            wrote.append(row)
        return real_one(*given, bound_to=bound_to, **named)

    monkeypatch.setattr(resealing, "resealed", meanwhile)
    assert renewing.renew(here, at_once=True).retired == 1
    assert dict(told(worries))[wrote[0].replace("-", "")] == "Wat er nu staat."
