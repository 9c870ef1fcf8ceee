"""Requests about one's own data: read, decided or taken along by others, and erasing without a second look."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from schakel.casework.hits.tests.regions import Regions
from schakel.casework.rights import actions, queries
from schakel.casework.rights.actions import Decision
from schakel.ground.accounts.backend import AccountBackend
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.site.occurrences import occurrences
from schakel.site.tests.test_clearing import asks, chosen, decides
from tests.attacks import weak_casework as weak
from tests.attacks.weakening import attack

NAME = "Kasimir Wolkenstok"


@pytest.fixture
def request_(database, cast):
    """Petra took it in, Noor looked up; nobody decided yet."""
    made = asks(cast, name=NAME)
    with acting(cast.noor):
        found = occurrences(cast.noor, [NAME])
    told = [chosen(one, say=f"Wij schreven {NAME} op.") for one in found if one.place == "intake.mention"]
    actions.collect_request(by=cast.noor, request=made, found=told, note="Alles bekeken.")
    return made


@pytest.fixture
def karel(database, cast):
    """The privacy officer of another municipality."""
    return Regions(cast).karel


@pytest.fixture
def others(as_, karel):
    privacy = Client(raise_request_exception=False, SERVER_NAME="localhost")
    privacy.force_login(AccountBackend().get_user(karel.account))
    return [privacy, *map(as_, ("femke", "elif_", "joost", "dirk"))]


def tries(act):
    with suppress(Refused, DatabaseError):
        act()


def answers(cast, request):
    """Everything allowed, nothing told."""
    with acting(cast.petra):
        return {one.id: Decision("grant", silent=True) for one in queries.findings(viewer=cast.petra, request=request)}


@attack(holds="gates of both pages, `queries.request(viewer=)`, row security: not found", broken_by=weak.everybody_may)
def test_read_what_somebody_asked_of_another_municipality(request_, others):
    """Who handles requests or signals elsewhere, or only reports here, opens a request by its number."""
    for browser in others:
        for page in ("", "/opzoeken"):
            answer = browser.get(f"/verzoeken/{request_}{page}")
            assert "Wolkenstok" not in answer.content.decode()
            assert answer.status_code in (403, 404)


@attack(holds="`letter(viewer=)` takes the own municipality; row security", broken_by=weak.everybody_may)
def test_take_along_the_answer_to_somebody_elses_request(request_, others, cast):
    """Asks for the letter with somebody's own data, as a page and as a file, by the number of the request."""
    decides(cast, request_, silent=False)
    for browser in others:
        for page in ("/brief", "/brief.pdf"):
            answer = browser.get(f"/verzoeken/{request_}{page}")
            assert "Wolkenstok" not in answer.content.decode(errors="replace")
            assert answer.status_code in (403, 404)


@attack(
    holds="`held` takes requests of the own municipality; row security shows no other", broken_by=weak.everybody_may
)
def test_decide_the_request_of_another_municipality(request_, karel, cast, world):
    """The privacy officer of another municipality decides by the number of the request."""
    decisions = answers(cast, request_)
    tries(lambda: actions.decide_request(by=karel, request=request_, decisions=decisions, reason="Weg ermee."))
    assert world.one("select state from rights_request") == "collected"


@attack(holds="whoever looked up cannot decide: the action says so, and a constraint of the table",
        broken_by=weak.collectors_decide)  # fmt: skip
def test_erase_without_a_second_look(request_, cast, world):
    """Somebody who got both roles decides what they looked up themselves."""
    both = replace(cast.noor, roles=frozenset({"focal_person", "privacy_officer"}))
    decisions = answers(cast, request_)
    tries(lambda: actions.decide_request(by=both, request=request_, decisions=decisions, reason="Weg ermee."))
    assert world.one("select state from rights_request") == "collected"


@attack(holds="what somebody wrote is altered by the system only: a trigger", broken_by=weak.words_can_be_altered)
def test_erase_without_a_request(cast, world):
    """Who handles signals empties one as the database login: no request, no decision, no ledger."""
    before = world.all("select narrative from intake_signal order by id")

    def empty() -> None:
        with acting(cast.noor), connection.cursor() as cursor:
            cursor.execute("update intake_signal set narrative = 'x'")

    tries(empty)
    assert world.all("select narrative from intake_signal order by id") == before
