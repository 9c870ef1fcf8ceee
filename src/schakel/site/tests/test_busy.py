"""Somebody else holds what a page needs: it says so after a while, nothing is changed, and nothing typed is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, connection

from schakel.ground.accounts import access
from schakel.ground.accounts.actions import create_token
from schakel.ground.database.scope import acting, waited_too_long
from schakel.site import middleware
from schakel.site.tests.test_typed_again import post, signals, somebody, text  # noqa: F401
from tests.clones import Clone

WORDS = "Eén man legt twaalf paspoorten op de balie."
DESK = "/signaal"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (middleware, access):
        monkeypatch.setattr(module, "PATIENCE", 1)


@contextmanager
def held(clone: Clone, mode: str = "exclusive") -> Iterator[None]:
    """A long job that keeps everybody from writing signals."""
    with clone.as_superuser() as server, server.transaction(force_rollback=True):
        server.execute(f"lock table intake_signal in {mode} mode")
        yield


def test_the_desk_says_that_it_is_busy_and_keeps_what_was_typed(somebody: Any, cast: Any, database: Clone) -> None:  # noqa: F811
    joost = somebody("joost")
    with held(database):
        answer = post(joost, DESK, narrative=WORDS, do="send", once="a" * 32)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    told = text(answer)
    assert "Het is druk" in told and "Wat u typte is bewaard." in told and WORDS not in told
    assert f'href="{DESK}"' in answer.content.decode()
    assert signals(cast.noor) == []
    page = joost.get(DESK)
    assert WORDS in text(page) and "Kijk het na en verstuur het opnieuw." in text(page)
    assert post(joost, DESK, narrative=WORDS, do="send", once="a" * 32).status_code == 302
    assert len(signals(cast.noor)) == 1


def test_a_page_that_only_reads_says_so_too_and_leads_back(somebody: Any, cast: Any, database: Clone) -> None:  # noqa: F811
    noor = somebody("noor")
    with held(database, "access exclusive"):
        answer = noor.get("/signalen?lijst=open")
    assert answer.status_code == 503 and "Wat u typte is bewaard." not in text(answer)
    assert 'href="/signalen?lijst=open"' in answer.content.decode()


def test_a_system_hears_when_to_come_again(cast: Any, database: Clone) -> None:
    from django.test import Client

    with acting(cast.karim):
        key = create_token(
            by=cast.karim, organisation=cast.karim.organisation, name="Zaaksysteem", capability="signal.register"
        )
    body = json.dumps({"id": "a-1", "observed_on": "2026-11-03", "narrative": "Een zorg."})
    system = Client(SERVER_NAME="localhost")
    how = {"content_type": "application/json", "HTTP_AUTHORIZATION": f"Bearer {key.secret}"}
    with held(database):
        answer = system.post("/api/v1/signals", body, **how)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert "Probeer het opnieuw" in answer.json()["detail"]
    assert system.post("/api/v1/signals", body, **how).status_code == 201


def test_work_behind_the_screen_waits_as_long_as_it_takes(cast: Any, database: Clone) -> None:
    def patience() -> str:
        with connection.cursor() as cursor:
            cursor.execute("show lock_timeout")
            return str(cursor.fetchone()[0])

    with acting(cast.noor, wait=8):
        assert patience() == "8s"
    with acting(cast.noor):
        assert patience() == "0", "a lent connection keeps nothing"
    with (
        held(database),
        pytest.raises(OperationalError) as caught,
        acting(cast.joost, wait=1),
        connection.cursor() as cursor,
    ):
        cursor.execute("lock table intake_signal in row exclusive mode")
    assert waited_too_long(caught.value) and not waited_too_long(OperationalError("iets anders"))
