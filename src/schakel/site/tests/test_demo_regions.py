"""The practice region has a neighbour that agreed: a newcomer finds one true hit, and whom to ask, on both sides."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from schakel.casework.hits import queries as regions
from schakel.casework.intake import queries as intake
from schakel.ground.accounts.backend import AccountBackend
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.site.demo import loading


def test_one_true_hit_between_two_regions(database: Any, cast: Any) -> None:
    loading.meet_the_neighbours()
    (question,) = asked_by(cast.noor)
    assert question.related and question.covenants == ("Ketenaanpak Veenstreek",)
    for viewer, other, whom in ((cast.noor, "Gemeente Zuiderveen", "Elif"), (cast.elif_, "Gemeente Waterrijk", "Noor")):
        page = reads_of_a_hit(viewer, other, whom)
        assert "Beide gemeenten zeiden ja" not in page, "a newcomer has something to say here"
    assert asked_by(cast.elif_) == [] and told_to(cast.femke) == []
    (hit,) = told_to(cast.elif_)
    with acting(cast.elif_):
        found = intake.signal(viewer=cast.elif_, signal=hit.signal, reading=False)
    assert found is not None and "De Bedachte Heide" in found.narrative, "the van is what both regions hold"


def asked_by(viewer: Actor) -> list[regions.QuestionRow]:
    with acting(viewer):
        return regions.questions(viewer=viewer)


def told_to(viewer: Actor) -> list[regions.HitRow]:
    with acting(viewer):
        return regions.hits(viewer=viewer)


def reads_of_a_hit(viewer: Actor, other: str, whom: str) -> str:
    """Opens the one hit there is, as this person does."""
    (hit,) = told_to(viewer)
    client = Client(SERVER_NAME="localhost", headers={"accept-language": "nl"})
    account = AccountBackend().get_user(viewer.account)
    assert account is not None
    client.force_login(account)
    page = client.get(reverse("region-hit", args=[hit.side])).content.decode()
    assert hit.other == other and other[1:] in page and whom in page
    return page
