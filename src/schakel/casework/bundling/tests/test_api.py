"""Bundles for other systems: what the organisation of the token may see, and nothing of anybody else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.test import RequestFactory

from schakel.casework.bundling.api import list_bundles, router
from schakel.casework.bundling.tests.file import House
from schakel.ground.database.actor import Actor
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


def test_the_router_offers_one_address():
    """Not attached here: a router hangs in one interface only, and that is the site's."""
    (offered,) = router.path_operations.items()
    assert offered[0] == "/bundles"
    (operation,) = offered[1].operations
    assert (operation.operation_id, operation.methods) == ("listBundles", ["GET"])
