"""One connection that is lent from one person to the next keeps nothing of the one before, whatever went wrong in between.

The pool is psycopg's own, of one connection, as Django lends it. What is asked is prepared on that connection, so a plan made
for one person is run for the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connections
from django.db.models import F

from schakel.casework.intake.models import Mention, Signal
from schakel.ground.database.scope import acting, as_linker, looking_up

POOLED = "pooled"
KEPT = """
select pg_backend_pid(), current_user::text, current_setting('statement_timeout'), current_setting('row_security'),
       coalesce(string_agg(nullif(current_setting(name, true), ''), ','), '')
from unnest(array['actor', 'organisation', 'roles', 'municipality', 'covenants', 'lookup_account', 'lookup_login_name',
                  'lookup_token_hash']) as one (word), lateral (select 'schakel.' || word) as two (name)
"""


class Trouble(Exception):
    """Something in a view went wrong."""


@pytest.fixture(scope="module")
def lent(filled: Any) -> Iterator[Callable[[str], list[Any]]]:
    """lent(sql): asks on the pooled connection, outside a scope, and hands the connection back."""
    connections.databases[POOLED] = connections.databases["default"] | {
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 1, "timeout": 20},
            "prepare_threshold": 0,
            "server_side_binding": True,
        },
    }

    def asked(sql: str = KEPT) -> list[Any]:
        with connections[POOLED].cursor() as cursor:
            cursor.execute(sql)
            found = cursor.fetchall()
        connections[POOLED].close()
        return found

    yield asked
    connections[POOLED].close()
    connections[POOLED].close_pool()
    del connections[POOLED]
    del connections.databases[POOLED]


def sees(actor: Any) -> set[Any]:
    """The controllers whose signals this person reads on the pooled connection."""
    with acting(actor, using=POOLED):
        found = set(Signal.objects.using(POOLED).values_list("controller", flat=True))
    connections[POOLED].close()
    return found


def fails(actor: Any) -> None:
    with acting(actor, using=POOLED):
        list(Signal.objects.using(POOLED).all()[:1])
        raise Trouble


def refused_by_the_database(actor: Any) -> None:
    with acting(actor, using=POOLED):
        Mention.objects.using(POOLED).update(kind=F("kind"))


def takes_too_long(actor: Any) -> None:
    with acting(actor, using=POOLED), connections[POOLED].cursor() as cursor:
        cursor.execute("set local statement_timeout = '20ms'")
        cursor.execute("select pg_sleep(5)")


def fails_as_the_linker(actor: Any) -> None:
    with acting(actor, using=POOLED), as_linker():
        raise Trouble


def refused_as_the_linker(actor: Any) -> None:
    with acting(actor, using=POOLED), as_linker(), connections[POOLED].cursor() as cursor:
        cursor.execute("select narrative from intake_signal")


def fails_while_looking_up(actor: Any) -> None:
    with looking_up(account=actor.account, using=POOLED):
        raise Trouble


def goes_away(actor: Any) -> None:
    """The view is broken off half-way: nobody commits, nobody rolls back, and the connection is handed back."""
    scope = acting(actor, using=POOLED)
    scope.__enter__()
    list(Signal.objects.using(POOLED).all()[:1])
    scope.__exit__(GeneratorExit, GeneratorExit(), None)
    raise GeneratorExit


ENDINGS = (
    fails,
    refused_by_the_database,
    takes_too_long,
    fails_as_the_linker,
    refused_as_the_linker,
    fails_while_looking_up,
    goes_away,
)


@pytest.mark.parametrize("ends", ENDINGS, ids=lambda one: one.__name__)
def test_nothing_of_the_one_before_is_left(lent: Any, people: Any, ends: Callable[[Any], None]) -> None:
    ((process, *_),) = lent()
    with pytest.raises((Trouble, DatabaseError, GeneratorExit)):
        ends(people.noor)
    connections[POOLED].close()
    assert lent() == [(process, "schakel_app", "0", "on", "")]
    assert lent("select count(*) from intake_signal") == [(0,)]
    assert sees(people.femke) == {people.organisation("noorderwaard")}


def test_a_plan_that_was_prepared_for_one_person_shows_the_next_only_their_own(lent: Any, people: Any) -> None:
    here, there = people.organisation("waterrijk"), people.organisation("noorderwaard")
    assert [sees(one) for one in (people.noor, people.femke, people.noor, people.tom, people.femke)] == [
        {here},
        {there},
        {here},
        set(),
        {there},
    ]
    ((prepared,),) = lent(
        "select count(*) from pg_prepared_statements where statement like '%intake_signal%controller%'"
    )
    assert prepared >= 1


def test_the_guard_sees_a_setting_that_stays(lent: Any, people: Any) -> None:
    """What a setting of the session, instead of one of the transaction, would do."""
    here = people.organisation("waterrijk")
    with connections[POOLED].cursor() as cursor:
        cursor.execute(
            "select set_config('schakel.organisation', %s, false), set_config('schakel.roles', 'focal_person', false)",
            [str(here)],
        )
    connections[POOLED].close()
    assert lent()[0][-1] != ""
    assert lent("select count(*) from intake_signal")[0][0] > 0
    with connections[POOLED].cursor() as cursor:
        cursor.execute("discard all")
    assert lent()[0][-1] == ""
