"""A consent that ended does not come back to life with a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from schakel.casework.sharing import actions, queries
from schakel.casework.sharing.tests import given
from schakel.casework.sharing.tests.test_disclosing import REGISTER, says
from schakel.ground.database.scope import acting
from schakel.site import restoring
from schakel.site.tests.test_clearing import copied, put_back
from tests import clones
from tests.clones import Clone
from tests.refusals import refused


@pytest.fixture
def found(database: Clone, cast: Any) -> queries.Matter:
    return given.matter(cast.noor, given.tells(cast))


def states(cast: Any, found: queries.Matter) -> list[str]:
    with acting(cast.noor):
        return [one.state for one in queries.consents(viewer=cast.noor, signal=found.id)]


@pytest.mark.parametrize("end", ["taken back", "a no later"])
def test_a_consent_that_ended_stays_ended_after_a_restore(
    cast: Any, found: queries.Matter, database: Clone, tmp_path: Path, ledger: Path, end: str
) -> None:
    consent = says(cast, found)
    copied(database, tmp_path / "copy")
    if end == "taken back":
        actions.withdraw_consent(by=cast.samira, consent=consent)
    else:
        says(cast, found, agreed=False)
    assert ledger.read_text().count('"do": "withdrawn"') == 1
    assert restoring.behind() == []
    back = put_back(database, tmp_path / "copy")
    try:
        assert states(cast, found) == ["given"], "the backup itself still says yes"
        made = restoring.restored()
        assert (made.withdrawn, made.stuck) == (1, [])
        assert states(cast, found) == ["withdrawn"]
        with refused("sharing.consent_withdrawn"):
            given.proposes(cast.noor, found, *REGISTER, given.codes(found, given.VICTIM))
        assert restoring.behind() == [] and restoring.restored().withdrawn == 0, "once is enough"
    finally:
        clones.point(None)
        with database.server.connect() as server:
            server.autocommit = True
            server.execute(f"drop database {back.name} with (force)")
        clones.point(database)


def test_the_trail_says_who_took_it_back(cast: Any, found: queries.Matter, database: Clone) -> None:
    consent = says(cast, found)
    actions.withdraw_consent(by=cast.samira, consent=consent)
    asked = (
        "select e.kind, p.data_subject_id from audit_entry e left join audit_processing p on p.trace_id = e.id"
        " where e.kind like 'consent.%' order by e.number"
    )
    with database.as_superuser() as server:
        told = server.execute(asked).fetchall()
    assert [kind for kind, _subject in told] == ["consent.given", "consent.withdrawn"]
    assert told[0][1] and told[0][1] == told[1][1], "the same person, by the same blind key"


def test_a_consent_cannot_end_where_a_backup_could_bring_it_back(
    cast: Any, found: queries.Matter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    consent = says(cast, found)
    monkeypatch.setenv("SCHAKEL_LEDGER_FILE", str(tmp_path / "nowhere" / "schakel.ledger"))
    with refused("consent.ledger"):
        actions.withdraw_consent(by=cast.samira, consent=consent)
    assert states(cast, found) == ["given"]
