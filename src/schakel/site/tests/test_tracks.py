"""A name goes out of an officer's own track by who holds it, and no backup brings it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection

from schakel.casework.provisions import actions, queries
from schakel.casework.provisions.actions import Field
from schakel.casework.provisions.rules import INVESTIGATION, SUPERVISION
from schakel.casework.rights.queries import LedgerTrouble
from schakel.casework.sharing import actions as sharing
from schakel.ground.audit import queries as trail
from schakel.ground.database.scope import acting
from schakel.site import restoring
from schakel.site.tests.test_clearing import copied, put_back
from tests.clones import Clone
from tests.refusals import refused

DAY = date(2026, 11, 2)
WRONG, OTHER = "Kasimir Wolkenstok", "Sabri Mansouf"


@pytest.fixture
def record(database: Any, cast: Any) -> UUID:
    """An investigation that names two people, of which the place crossed to supervision, with the name in the reason."""
    fields = [
        Field("incident", f"{OTHER} belde met {WRONG}."),
        Field("place", "Kade 48"),
        Field("someone_named", WRONG),
    ]
    found = actions.record_investigation(by=cast.koen, happened_on=DAY, fields=fields)
    sharing.accept_basis(by=cast.petra, basis="G-investigation-supervision", reason="Het Bpg boa gelezen.")
    actions.give_to_supervision(by=cast.koen, record=found, chosen=["place"], necessity=f"{WRONG} zou daar wonen.")
    return found


def texts(by: Any, record: UUID) -> str:
    with acting(by):
        found = queries.investigation(viewer=by, record=record)
        given = next(one for one in queries.provisions(viewer=by, direction="given") if one.record == record)
        assert found is not None
    told = actions.open_provision(by=by, provision_id=given.id)
    return " | ".join([*(field.text for field in found.fields), *(field.text for field in told.fields), told.necessity])


def test_the_holder_takes_the_name_out_of_the_record_and_of_what_was_given_out_of_it(record: UUID, cast: Any) -> None:
    koen = cast.koen
    assert texts(koen, record).count(WRONG) == 3
    with refused("provisions.not_named"):
        actions.take_name_out(by=koen, track=INVESTIGATION, record=record, name="Iemand Anders", reason="Vergissing.")
    with refused("provisions.reason"):
        actions.take_name_out(by=koen, track=INVESTIGATION, record=record, name=WRONG, reason=" ")
    done = actions.take_name_out(by=koen, track=INVESTIGATION, record=record, name=WRONG, reason="Hij was er niet.")
    assert done == 2, "the fields of the record, and why the place was given"
    left = texts(koen, record)
    assert WRONG not in left and left.count(OTHER) == 1 and left.count("Kade 48") == 2
    with acting(cast.petra):
        line = trail.entries(viewer=cast.petra, kind="investigation.name_out")[0]
    assert (line.facts["texts"], line.object_id) == (2, str(record)) and WRONG not in str(line)


def test_nobody_else_takes_a_name_out(record: UUID, cast: Any) -> None:
    supervises = replace(cast.koen, roles=frozenset({"supervisor"}))
    for other in (supervises, cast.noor, cast.petra, cast.femke):
        with refused("provisions.role"):
            actions.take_name_out(by=other, track=INVESTIGATION, record=record, name=WRONG, reason="Vergissing.")
        with acting(other), connection.cursor() as cursor:
            cursor.execute("update provisions_investigation set fields = fields")
            assert cursor.rowcount == 0
    with pytest.raises(DatabaseError, match="permission denied"), acting(cast.koen), connection.cursor() as cursor:
        cursor.execute("update provisions_investigation set happened_on = now()")
    assert texts(cast.koen, record).count(WRONG) == 3


def test_without_the_ledger_nothing_goes(record: UUID, cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: Any) -> None:
        raise LedgerTrouble("no room")

    monkeypatch.setattr("schakel.site.tracks.rights.write_ledger", full)
    with refused("provisions.ledger"):
        actions.take_name_out(by=cast.koen, track=INVESTIGATION, record=record, name=WRONG, reason="Vergissing.")
    assert texts(cast.koen, record).count(WRONG) == 3


def test_no_backup_brings_it_back(record: UUID, cast: Any, database: Clone, tmp_path: Path) -> None:
    seen = actions.record_supervision(by=cast.koen, happened_on=DAY, fields=[Field("observed", f"{WRONG} liep weg.")])
    copied(database, tmp_path / "copy")
    actions.take_name_out(by=cast.koen, track=INVESTIGATION, record=record, name=WRONG, reason="Hij was er niet.")
    actions.take_name_out(by=cast.koen, track=SUPERVISION, record=seen, name=WRONG, reason="Hij was er niet.")
    put_back(database, tmp_path / "copy")
    assert texts(cast.koen, record).count(WRONG) == 3, "the copy is of before"
    made = restoring.restored()
    assert (made.cleared, made.stuck) == (2, [])
    assert WRONG not in texts(cast.koen, record)
    with acting(cast.koen):
        held = queries.supervision(viewer=cast.koen, record=seen)
    assert held is not None and WRONG not in str(held.fields) and "liep weg" in str(held.fields)
