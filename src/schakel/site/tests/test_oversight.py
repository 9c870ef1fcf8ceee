"""The privacy officer's page says what is so: whole or not, anchored or not, what waits, what went, and who a number is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from schakel.casework.intake import actions as intake
from schakel.ground.accounts.backend import AccountBackend
from schakel.ground.audit.queries import entries, pseudonyms
from schakel.ground.database.scope import acting
from schakel.site import anchoring, housekeeping


def browser(person: Any) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(AccountBackend().get_user(person.account))
    return client


def tampered(database: Any) -> None:
    with database.as_superuser() as server:
        server.execute("set session_replication_role = replica")
        server.execute("update audit_entry set actor = gen_random_uuid() where number = 1")


def test_whole_until_somebody_touches_it_and_nobody_else_may_look(database: Any, cast: Any) -> None:
    petra = browser(cast.petra)
    assert "ging nog niemand na" in petra.get("/toezicht").content.decode()
    assert "Nagegaan: het spoor is heel" in petra.post("/toezicht", {"do": "verify"}, follow=True).content.decode()
    assert "Door Petra" in petra.get("/toezicht").content.decode()
    tampered(database)
    page = petra.post("/toezicht", {"do": "verify"}, follow=True).content.decode()
    assert "1 plek klopt niet" in page and "beveiligingsincident" in page
    assert "1 plek klopt niet" in petra.get("/spoor").content.decode()
    for name in ("noor", "karim", "joost", "dirk"):
        assert browser(getattr(cast, name)).get("/toezicht").status_code == 403


def test_every_day_each_trail_is_verified_and_then_anchored(database: Any, cast: Any, tmp_path: Path) -> None:
    petra, file = browser(cast.petra), tmp_path / "anchors"
    petra.get("/spoor")
    assert "geen ankerbestand" in petra.get("/toezicht").content.decode()
    with override_settings(ANCHOR_FILE=str(file)):
        assert "nog geen anker" in petra.get("/toezicht").content.decode()
        assert anchoring.watch() == 0
        assert anchoring.watch() == 0
        assert "Het laatste anker is van" in petra.get("/toezicht").content.decode()
        assert "Door het systeem" in petra.get("/toezicht").content.decode()
        with database.as_superuser() as server:
            server.execute("set session_replication_role = replica")
            server.execute("delete from audit_entry where organisation = %s and number > 1", [cast.petra.organisation])
        assert anchoring.watch() > 0  # without the anchors nobody would see it
        old = (datetime.now(UTC) - timedelta(days=3)).isoformat(timespec="seconds")
        file.write_text("".join(f"{old} {line.split(' ', 1)[1]}\n" for line in file.read_text().splitlines()))
        assert "Ouder dan twee dagen" in petra.get("/toezicht").content.decode()
        file.write_text("nothing of ours\n")
        assert "niet te lezen" in petra.get("/toezicht").content.decode()
    with override_settings(ANCHOR_FILE=str(tmp_path / "nowhere" / "anchors")):
        assert anchoring.watch() == 0  # a disk that is gone stops nothing; without it the cut cannot be seen


def test_a_person_is_found_by_number_and_without_who_did_it(database: Any, cast: Any) -> None:
    with acting(cast.joost):
        intake.register_signal(
            by=cast.joost, municipality="GM9901", observed_on=timezone.localdate(), narrative="Iemand.",
            mentions=[intake.IncomingMention("person", "Kasimir Wolkenstok")], function="desk",
        )  # fmt: skip
    with database.as_superuser() as server:
        mention = server.execute("select id from intake_mention").fetchone()[0]
    petra = browser(cast.petra)
    with acting(cast.petra):
        named = pseudonyms(cast.petra.organisation, [mention])[0]
    for typed in (named, str(mention), f" {named.upper()} "):
        page = petra.post("/toezicht", {"do": "search", "named": typed}).content.decode()
        assert "Signaal doorgegeven" in page and "Joost" not in page and "Kasimir" not in page
    nothing = petra.post("/toezicht", {"do": "search", "named": "0" * 16})
    assert "staat niets in het logboek" in nothing.content.decode()
    for typed in ("", "Kasimir Wolkenstok", "123456789", "x" * 16):
        assert petra.post("/toezicht", {"do": "search", "named": typed}).status_code == 422
    with acting(cast.petra):
        searched = entries(viewer=cast.petra, kind="processing.searched")
    assert [bool(row.facts["lines"]) for row in searched] == [False, True, True, True]


def test_what_was_refused_sent_and_destroyed_is_counted(database: Any, cast: Any) -> None:
    page = browser(cast.petra).get("/toezicht").content.decode()
    assert "Er is niets geweigerd." in page and "geen termijn is voorbij" in page
    browser(cast.joost).get("/spoor")
    with acting(cast.joost):
        intake.register_signal(
            by=cast.joost, municipality="GM9901", observed_on=timezone.localdate(), narrative="Iemand.", function="desk"
        )
    housekeeping.tidy(timezone.localdate() + timedelta(days=3000))
    page = browser(cast.petra).get("/toezicht").content.decode()
    assert "Pagina geweigerd" in page and "Bewijs van vernietiging" in page and "Signaal weg: termijn voorbij" in page
    assert "Nog niet nagelopen." in page


@pytest.mark.parametrize("years", [4, 9])
def test_the_trail_itself_goes_after_its_term_and_stays_whole(database: Any, cast: Any, years: int) -> None:
    browser(cast.petra).get("/spoor")
    browser(cast.petra).get("/spoor")
    gone = housekeeping.tidy(timezone.localdate() + timedelta(days=365 * years))
    assert (
        gone["entries"] == 0
    )  # whatever the clock of the program says, the database knows what is younger than five years
    assert anchoring.watch() == 0
