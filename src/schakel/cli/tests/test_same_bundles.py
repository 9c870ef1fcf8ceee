"""The same file through the web, the command line and the interface gives the same bundles, and `schakel bundle` too."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from schakel.casework.bundling import queries as bundling
from schakel.casework.bundling.tests.file import FILE
from schakel.casework.intake.tests.conftest import PROVISION
from schakel.casework.intake.tests.test_api import provision, token_of
from schakel.casework.intake.tests.test_pages import given_on_a_basis
from schakel.cli import main, running
from schakel.ground.accounts.backend import AccountBackend
from schakel.ground.database.scope import acting
from schakel.site import reactions

NOOR = "noor@waterrijk.example"
Bundles = set[frozenset[str]]
ROUTES = ("web", "workbook", "command", "interface")


def signals() -> list[dict]:
    """Our own invented signals, each with an id of its own. Without the day they came in: some are older than their term."""
    return [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def as_a_workbook(rows: list[dict]) -> bytes:
    """The same signals as a spreadsheet holds them: a column for each kind of mention, values parted by a semicolon."""
    import io

    from openpyxl import Workbook

    kinds = sorted({named["kind"] for row in rows for named in row.get("mentions", ())})
    plain = [
        "id",
        "observed_on",
        "organisation_kind",
        "function",
        "minor_possibly_involved",
        "narrative",
    ]
    made, whole = Workbook(), io.BytesIO()
    made.active.append([*plain, "indicators", *kinds])
    for row in rows:
        named = [";".join(one["value"] for one in row.get("mentions", ()) if one["kind"] == kind) for kind in kinds]
        seen = ";".join(one["indicator"] for one in row.get("observations", ()) if one["answer"] == "seen")
        made.active.append([*(row.get(key) for key in plain), seen, *named])
    made.save(whole)
    return whole.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "signals.jsonl"
    path.write_text("\n".join(map(json.dumps, signals())), "utf-8")
    return path


@pytest.fixture
def take_in(database, cast, monkeypatch, file):
    """take_in("web") brings the whole file in by that road."""
    monkeypatch.setattr(running, "prepare", lambda **_: True)  # the test runs inside a prepared process

    def by_web(name: str, content: bytes) -> None:
        noor = Client(SERVER_NAME="localhost")
        noor.force_login(AccountBackend().get_user(cast.noor.account))
        chosen = {"do": "look", "file": SimpleUploadedFile(name, content), **given_on_a_basis()}
        assert noor.post("/signalen/inlezen", chosen).status_code == 200
        noor.post("/signalen/inlezen", {"do": "take"})
        while 'id="stand"' in noor.get("/signalen/inlezen").content.decode():
            pass

    def by_command() -> None:
        given = [
            part
            for kind, basis in PROVISION.items()
            for part in ("--provision", kind, basis, f"{kind}-12", "2026-11-20")
        ]
        assert main(["load", str(file), "--municipality", "GM9901", "--as", NOOR, *given]) == 0

    def by_interface() -> None:
        secret = token_of(cast, "waterrijk")
        for row in signals():
            headers = {"Authorization": f"Bearer {secret}", **provision(row["organisation_kind"])}
            body = json.dumps({**row, "municipality": "GM9901"})
            answer = Client(SERVER_NAME="localhost").post(
                "/api/v1/signals", body, content_type="application/json", headers=headers
            )
            assert answer.status_code == 201, answer.content

    roads = {
        "web": lambda: by_web("signals.jsonl", file.read_bytes()),
        "workbook": lambda: by_web("signals.xlsx", as_a_workbook(signals())),
        "command": by_command,
        "interface": by_interface,
    }

    def act(road: str) -> None:
        roads[road]()
        while reactions.run_pending():
            pass

    return act


def held(database, viewer) -> Bundles:
    """The senders' ids of the signals in each running bundle."""
    with database.as_superuser() as server:
        names = dict(server.execute("select id, sender_id from intake_signal").fetchall())
    found: dict[int, set[str]] = defaultdict(set)
    with acting(viewer):
        for signal, number in bundling.bundles_of(viewer=viewer).items():
            found[number].add(names[signal])
    return {frozenset(members) for members in found.values()}


def bundled(file: Path) -> Bundles:
    out = file.with_name("bundles.json")
    assert main(["bundle", str(file), "--out", str(out)]) == 0
    return {frozenset(one["signals"]) for one in json.loads(out.read_text("utf-8"))["bundles"]}


@pytest.mark.parametrize("road", ROUTES)
def test_each_road_gives_the_bundles_of_the_file(road: str, take_in, file: Path, database, cast) -> None:
    expected = bundled(file)
    assert len(expected) > 1
    assert max(map(len, expected)) >= 5
    take_in(road)
    assert held(database, cast.noor) == expected


def test_the_same_file_by_another_road_adds_nothing(take_in, database, cast) -> None:
    take_in("web")
    before = held(database, cast.noor)
    take_in("command")
    with database.as_superuser() as server:
        assert server.execute("select count(*) from intake_signal").fetchone() == (len(signals()),)
        told = server.execute(
            "select distinct kind, count(*) from audit_entry where kind = 'signal.registered' group by kind"
        )
        assert told.fetchall() == [("signal.registered", len(signals()))]
    assert held(database, cast.noor) == before
