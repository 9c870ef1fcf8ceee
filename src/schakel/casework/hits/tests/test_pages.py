"""The pages: for members alike whatever was found, for non-members as if there were none."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from schakel.casework.hits import actions, queries
from schakel.casework.hits.tests.regions import NAME, PHONE, PLATE, Regions
from schakel.casework.sharing import actions as sharing
from schakel.ground.accounts.backend import AccountBackend
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.site import rounds

TELLING = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|Afgedrukt door [^<]*'
)
ASKED = {"purpose": "care", "necessity": "De persoon is verplaatst.", "less": "Bellen gaf niets."}

As = Callable[[Actor], Client]


@pytest.fixture
def as_(regions: Regions) -> As:
    def enter(actor: Actor) -> Client:
        client = Client(SERVER_NAME="localhost", headers={"accept-language": "nl"})
        account = AccountBackend().get_user(actor.account)
        assert account is not None
        client.force_login(account)
        return client

    return enter


def page(client: Client, name: str, *place: Any) -> str:
    answer = client.get(reverse(name, args=place))
    assert answer.status_code == 200, answer.content[:300]
    return answer.content.decode()


def bytes_of(client: Client, name: str, *place: Any) -> bytes:
    """A page without what is drawn anew each time: a token, identifiers, and the minute at its foot."""
    return TELLING.sub(b"", client.get(reverse(name, args=place)).content)


def test_from_a_signal_to_a_letter(regions: Regions, as_: As) -> None:
    regions.takes_in(regions.elif_, PLATE)
    signal = regions.takes_in(regions.noor, PLATE)
    noor, elif_ = as_(regions.noor), as_(regions.elif_)
    assert reverse("ask-region", args=[signal]) in page(noor, "signal", signal)
    empty = noor.post(reverse("ask-region", args=[signal]), {"purpose": ""})
    assert empty.status_code == 422 and "Kies minstens één regio." in empty.content.decode()
    asked = noor.post(reverse("ask-region", args=[signal]), {**ASKED, "covenants": [str(regions.moor)]}, follow=True)
    assert "Gaat mee op" in asked.content.decode()
    again = noor.post(reverse("ask-region", args=[signal]), {**ASKED, "covenants": [str(regions.moor)]})
    assert again.status_code == 403 and "U vroeg dit vandaag al." in again.content.decode()
    regions.asks(regions.takes_in(regions.noor, PLATE))
    regions.round()
    sides = [regions.told(viewer)[0].side for viewer in (regions.noor, regions.elif_)]
    assert "Verwant signaal in gemeente Zuiderveen" in page(noor, "region-questions")
    assert "Zeg ja of nee tegen delen" in page(elif_, "work")
    told = page(noor, "region-hit", sides[0])
    assert "Elif" in told and "QC" not in told
    sharing.accept_basis(by=regions.cast.petra, basis="G-between-municipalities", reason="Gelezen.")
    half = elif_.post(reverse("region-hit", args=[sides[1]]), {"answer": "yes"})
    assert half.status_code == 422 and "Kies een grondslag." in half.content.decode()
    yes = {"answer": "yes", "basis": "G-between-municipalities", "necessity": "Het kan hetzelfde zijn."}
    for client, side in ((elif_, sides[1]), (noor, sides[0])):
        assert client.post(reverse("region-hit", args=[side]), yes).status_code == 302
    agreed = page(noor, "region-hit", sides[0])
    (letter,) = re.findall(r'href="([^"]*other_municipality[^"]*)"', agreed)
    form = noor.get(letter)
    assert form.status_code == 200 and "Gemeente in een andere regio" in form.content.decode()
    elif_.post(reverse("region-hit", args=[sides[1]]), {"answer": "no"})
    assert "De ander ziet alleen dat er nog geen antwoord is." in page(elif_, "region-hit", sides[1])
    assert "Er is nog geen antwoord van de ander." in page(noor, "region-hit", sides[0])


def test_until_its_tick_a_page_is_the_same_bytes_whatever_was_found(regions: Regions, as_: As) -> None:
    """Found by name of nothing but the number of the signal and the minute; both are the asker's own."""
    regions.takes_in(regions.elif_, PLATE)
    now, noor, elif_ = timezone.now(), as_(regions.noor), as_(regions.elif_)
    seen = []
    before = bytes_of(elif_, "region-questions")
    for named in (PLATE, PHONE):
        signal = regions.takes_in(regions.noor, named)
        asked = actions.ask_regions(by=regions.noor, signal=signal, covenants=[regions.moor], now=now, **ASKED)
        waits = bytes_of(noor, "region-questions")
        rounds.hold_round(queries.next_round(now))
        seen.append((waits, bytes_of(noor, "region-questions"), bytes_of(elif_, "region-questions")))
        actions.forget_signal(by=rounds.accounts.system_actor(regions.waterrijk), signal=signal)
        assert asked
    numbers = re.compile(rb"signaal \d+")
    found, nothing = ([numbers.sub(b"signaal", one) for one in pages] for pages in seen)
    assert found == nothing
    assert found[2] == numbers.sub(b"signaal", before)


def test_a_non_member_is_told_that_there_is_nobody_to_ask(regions: Regions, as_: As) -> None:
    (agreement,) = agreed(regions)
    actions.end_agreement(by=regions.karel, agreement=agreement)
    signal = regions.takes_in(regions.noor, PLATE)
    noor = as_(regions.noor)
    assert reverse("ask-region", args=[signal]) not in page(noor, "signal", signal)
    assert "Er is nog geen regio om te vragen" in page(noor, "ask-region", signal)
    answer = noor.post(reverse("ask-region", args=[signal]), {**ASKED, "covenants": [str(regions.moor)]})
    assert answer.status_code == 422 and queries_of(regions) == 0


@pytest.mark.parametrize("who", ["joost", "dirk", "petra", "karim"])
def test_whoever_does_not_handle_signals_gets_no_page(regions: Regions, as_: As, who: str) -> None:
    signal = regions.takes_in(regions.noor, PLATE)
    client = as_(getattr(regions.cast, who))
    for name, place in (("ask-region", [signal]), ("region-questions", []), ("region-hit", [new_id()])):
        assert client.get(reverse(name, args=place)).status_code == 403


def test_another_municipalitys_answer_and_none_at_all_are_the_same_page(regions: Regions, as_: As) -> None:
    regions.takes_in(regions.elif_, PLATE)
    asked = regions.asks(regions.takes_in(regions.noor, PLATE, NAME))
    regions.round()
    theirs = next(one.id for one in regions.sides(asked) if one.controller == regions.zuiderveen)
    noor = as_(regions.noor)
    answers = [noor.get(reverse("region-hit", args=[side])) for side in (theirs, new_id())]
    assert [one.status_code for one in answers] == [404, 404]
    assert len({TELLING.sub(b"", one.content) for one in answers}) == 1


def test_the_privacy_officers_of_both_sides_sign(regions: Regions, as_: As) -> None:
    (agreement,) = agreed(regions)
    petra, karel = as_(regions.cast.petra), as_(regions.karel)
    assert "Petra, Gemeente Waterrijk" in page(petra, "agreements")
    assert "de privacyfunctionaris van Gemeente Waterrijk" in page(karel, "agreements")
    assert petra.post(reverse("end-agreement", args=[agreement])).status_code == 302
    given = {"own": str(regions.moor), "other": str(regions.south)}
    assert karel.post(reverse("agreements"), given).status_code == 302
    assert "Wacht op uw handtekening" in page(petra, "agreements")
    (waiting,) = [one for one in agreed(regions) if one != agreement]
    petra.post(reverse("sign-agreement", args=[waiting]))
    assert "Beide kanten tekenden" in page(karel, "agreements")
    assert as_(regions.noor).get(reverse("agreements")).status_code == 403


def agreed(regions: Regions) -> list[UUID]:
    from schakel.ground.database.scope import acting

    with acting(regions.karel):
        return [one.id for one in queries.agreements(viewer=regions.karel)]


def queries_of(regions: Regions) -> int:
    return len(regions.questions(regions.noor))
