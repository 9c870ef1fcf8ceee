"""Bundles for other systems: what the organisation of the token may see, and nothing of anybody else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from schakel.casework.bundling.api import list_bundles, router
from schakel.casework.bundling.tests.file import House
from schakel.casework.intake import queries as intake
from schakel.ground.accounts.actions import create_token
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


def asked(by: Actor, **query: int) -> dict[str, Any]:
    request = RequestFactory().get("/api/v1/bundles")
    request.actor = by  # type: ignore[attr-defined]
    with acting(by):
        return list_bundles(request, **query).dict()


def test_bundles_come_with_counts_and_dates_and_without_words(waterrijk: House, signals: list[UUID]):
    said = asked(waterrijk.focal)
    assert said["count"] == 1
    (bundle,) = said["bundles"]
    assert bundle["number"] == 1
    assert bundle["title"] == "Wasserij aan de Nergenshavenkade"
    assert (bundle["signals"], bundle["sources"], bundle["waiting"]) == (5, 5, len(waterrijk.bundle().questions))
    assert set(bundle) == {
        "number",
        "title",
        "signals",
        "sources",
        "first",
        "last",
        "waiting",
        "postponed",
        "changed_at",
    }
    assert asked(waterrijk.focal, offset=1)["bundles"] == []


def test_who_may_send_only_and_others_see_none(waterrijk: House, noorderwaard: House, signals: list[UUID], cast: Any):
    for somebody in (waterrijk.clerk, noorderwaard.focal, cast.dirk, cast.elif_):
        assert asked(somebody) == {"count": 0, "bundles": []}


def token_of(cast: Any, house: str, capability: str) -> str:
    with acting(cast.karim):
        made = create_token(
            by=cast.karim, organisation=cast.organisation(house), name="Dashboard", capability=capability
        )
    return made.secret


def got(secret: str) -> HttpResponse:
    return Client(SERVER_NAME="localhost").get("/api/v1/bundles", headers={"Authorization": f"Bearer {secret}"})


def test_a_token_for_bundles_sees_those_of_its_own_municipality_and_leaves_a_line(
    waterrijk: House, signals: list[UUID], cast: Any, database: Any
):
    answer = got(token_of(cast, "waterrijk", "bundle.read"))
    assert (answer.status_code, answer.headers["API-Version"]) == (200, "1.0.0")
    assert answer.json() == {**asked(waterrijk.focal), "bundles": answer.json()["bundles"]}
    (bundle,) = answer.json()["bundles"]
    assert (bundle["number"], bundle["signals"], bundle["sources"]) == (1, 5, 5)
    assert bundle["waiting"] == len(waterrijk.bundle().questions)
    with database.as_superuser() as server:
        read = server.execute(
            "select origin, organisation from audit_entry where kind = 'bundles.listed' and origin = 'api'"
        )
        assert read.fetchall() == [("api", cast.organisation("waterrijk"))]


def test_a_token_to_send_is_refused_and_another_municipality_sees_nothing(
    waterrijk: House, signals: list[UUID], cast: Any
):
    assert got(token_of(cast, "waterrijk", "signal.register")).status_code == 403
    assert got("made-up").status_code == 401
    with acting(cast.rachid):
        own = create_token(by=cast.rachid, organisation=cast.rachid.organisation, name="x", capability="bundle.read")
    assert got(own.secret).json() == {"count": 0, "bundles": []}
    with pytest.raises(Refused, match="Alleen een gemeente"):
        token_of(cast, "arbeidsinspectie", "bundle.read")


def test_a_system_that_counts_reads_no_words(waterrijk: House, signals: list[UUID]):
    """The database shows it bundles and rows to count by; not what was read in them, not the names, not the keys."""
    reader = replace(waterrijk.focal, account=None, roles=frozenset({"bundle_reader"}), origin="api")
    with acting(reader), connection.cursor() as cursor:
        for table, seen in (
            ("bundling_bundle", True),
            ("intake_mention", False),
            ("bundling_reading", False),
            ("bundling_link_key", False),
        ):
            cursor.execute(f"select count(*) from {table}")
            assert bool(cursor.fetchone()[0]) is seen, table
        assert intake.signals(viewer=reader) == []


def test_the_router_offers_one_address():
    """Not attached here: a router hangs in one interface only, and that is the site's."""
    (offered,) = router.path_operations.items()
    assert offered[0] == "/bundles"
    (operation,) = offered[1].operations
    assert (operation.operation_id, operation.methods) == ("listBundles", ["GET"])
