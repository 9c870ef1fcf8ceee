"""What runs without a person at a screen runs in somebody's name: the system of one organisation, or who began it.

Every statement that such work sends about a table with people in it is looked at while it goes to the database.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.utils import timezone

from schakel.casework.intake.models import Signal
from schakel.cli import restored, work
from schakel.ground.database.actor import SYSTEM_ROLE, Actor
from schakel.ground.database.scope import acting, current_actor
from schakel.site import anchoring, housekeeping, lists, reactions, rounds
from tests.guards import locks

JOBS: dict[str, Callable[[], Any]] = {
    "restored.catch_up": restored.catch_up,
    "anchoring.watch": anchoring.watch,
    "housekeeping.tidy": housekeeping.tidy,
    "housekeeping.go_on_with_keys": housekeeping.go_on_with_keys,
    "housekeeping.call_on": housekeeping.call_on,
    "housekeeping.check_files": housekeeping.check_files,
    "rounds.hold_round": lambda: rounds.hold_round(timezone.now() + timedelta(days=1)),
    "lists.go_on": lists.go_on,
    "reactions.run_pending": lambda: reactions.run_pending(slow=True),
}
NOT_A_JOB = {"running.prepare", "args", "print", "time"}
WHO = "select coalesce(nullif(current_setting('schakel.organisation', true), ''), nullif(current_setting('schakel.lookup_account', true), ''), nullif(current_setting('schakel.lookup_login_name', true), ''), nullif(current_setting('schakel.lookup_token_hash', true), ''), '')"


def started_by(source: str) -> set[str]:
    """What a loop calls of other modules: `housekeeping.tidy`."""
    return {
        f"{node.func.value.id}.{node.func.attr}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
    } - NOT_A_JOB  # fmt: skip


def test_every_job_of_the_worker_is_looked_at() -> None:
    called = {one for one in started_by(inspect.getsource(work.run)) if one.split(".")[0] not in ("time", "args")}
    assert called == set(JOBS)
    assert started_by("def run(args):\n    housekeeping.snoop()\n") == {"housekeeping.snoop"}


@contextmanager
def nameless(found: list[str]) -> Iterator[None]:
    """Adds each statement about a table with people in it that is sent while nobody acts."""
    tables = re.compile(rf"\b(?:{'|'.join(locks.personal_tables())})\b")

    def sees(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if tables.search(sql):
            (who,) = context["connection"].connection.execute(WHO).fetchone()
            if not who:
                found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(sees):
        yield


@pytest.fixture
def left(filled: Any) -> int:
    """Of each kind of follow-up one more is waiting; how many."""
    with filled.as_superuser() as server:
        again = (
            "update audit_reaction set done_at = null, try_after = now() where id in"
            " (select distinct on (kind, follow) id from audit_reaction where follow <> '' order by kind, follow, id)"
        )
        return server.execute(again).rowcount


@pytest.mark.parametrize("job", JOBS)
def test_a_job_asks_for_people_only_in_somebodys_name(left: int, job: str) -> None:
    assert left > 0
    found: list[str] = []
    with nameless(found):
        JOBS[job]()
    assert found == []


@pytest.mark.parametrize(
    ("kind", "follow"), [(kind, name) for kind, follows in reactions.FOLLOWS.items() for name in follows]
)
def test_what_follows_is_done_by_the_system_of_the_same_organisation(
    left: int, people: Any, kind: str, follow: str
) -> None:
    actors: list[tuple[Actor, Actor]] = []

    def notes(by: Actor, _number: Any) -> None:
        actors.append((by, current_actor()))

    waiting = [
        one for one in reactions.pending_reactions(kinds=reactions.FOLLOWS) if (one.kind, one.follow) == (kind, follow)
    ]
    with patch.dict(reactions.FOLLOWS[kind], {follow: notes}):
        for one in waiting:
            reactions.follow(one)
            by, acts = actors[-1]
            assert by == acts and by.roles == {SYSTEM_ROLE} and by.organisation == one.organisation
    assert len(actors) == len(waiting)


def test_the_guard_sees_work_in_nobodys_name(filled: Any, people: Any) -> None:
    found: list[str] = []
    with nameless(found):
        Signal.objects.count()
        with acting(people.noor):
            Signal.objects.exists()
    assert len(found) == 1 and "COUNT" in found[0]
