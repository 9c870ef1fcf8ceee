"""Data of the police: read without the right, after its term, across the tracks of an officer, and a log that is altered."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from schakel.casework.provisions import actions
from schakel.casework.provisions.actions import Field
from schakel.casework.provisions.tests.test_provisions import given_by_police
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from tests.attacks import weak_casework as weak
from tests.attacks.weakening import attack


@pytest.fixture
def provision(database, cast):
    return given_by_police(cast)


@attack(holds="gate of the page, `_own(viewer=)` by role, row security", broken_by=weak.everybody_may)
def test_read_what_the_police_gave_without_the_right(provision, as_):
    """Who reports, decides about requests, runs the region, investigates, or works elsewhere opens a provision."""
    for name in ("joost", "petra", "dirk", "koen", "karim", "femke"):
        browser = as_(name)
        for answer in (browser.get(f"/verstrekkingen/{provision}"), browser.post(f"/verstrekkingen/{provision}")):
            assert "Wolkenstok" not in answer.content.decode()
            assert answer.status_code in (403, 404)


@attack(holds="gate of the page, the query of the track asks for its role, row security", broken_by=weak.everybody_may)
def test_read_an_investigation_without_investigating(database, cast, as_):
    """Who handles signals or requests opens what an officer wrote down while investigating."""
    today = timezone.localdate()
    made = actions.record_investigation(by=cast.koen, happened_on=today, fields=[Field("incident", "Wolkenstok liep.")])
    for name in ("noor", "petra", "joost", "femke"):
        answer = as_(name).get(f"/opsporing/{made}")
        assert "Wolkenstok" not in answer.content.decode()
        assert answer.status_code in (403, 404)


@attack(holds="the table of stages: set apart opens for a complaint or an account, over opens for nobody",
        broken_by=weak.terms_open_always)  # fmt: skip
def test_read_what_the_police_gave_after_its_term(database, cast):
    """Opens what was set apart because it is handy, and what is past its last day with whatever reason there is."""
    for days, why in ((6 * 365, "needed"), (11 * 365, "account"), (11 * 365, "complaint")):
        made = given_by_police(cast, provided_on=timezone.localdate() - timedelta(days=days))
        try:
            read = actions.open_provision(by=cast.noor, provision_id=made, why=why, reason="Handig om te weten.").fields
        except Refused:
            read = ()
        assert read == ()


@attack(
    holds="the log has no right to alter or delete, but a name by the system", broken_by=weak.the_log_can_be_written
)
def test_wipe_ones_own_line_from_the_log(provision, cast, world):
    """Who opened a provision takes the line out, or puts another name and no reason in it, as the database login."""
    actions.open_provision(by=cast.noor, provision_id=provision, why="needed", reason="Nieuwsgierig.")
    asked = "select by::text || why || encode(reason, 'hex') from provisions_line where act = 'opened'"
    before = world.all(asked)
    for statement in (
        "update provisions_line set reason = null",
        "update provisions_line set by = null, why = ''",
        "delete from provisions_line",
    ):
        with suppress(DatabaseError), acting(cast.noor), connection.cursor() as cursor:
            cursor.execute(statement)
    assert world.all(asked) == before
