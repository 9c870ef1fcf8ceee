"""Emergency access on the screen: asked of who came in just now, told to everybody, read, shut and looked back on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from schakel.casework.bundling import queries as bundles
from schakel.casework.intake import actions as intake
from schakel.ground.accounts.backend import AccountBackend
from schakel.ground.accounts.fresh import RECENT
from schakel.ground.database.scope import acting
from schakel.site import reactions

WHY = "De buurvrouw belt: hij wordt nu weggereden. Niemand nam op."


def browser(person: Any, *, came_in: float = 0) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(AccountBackend().get_user(person.account))
    session = client.session
    session["came_in_at"] = timezone.now().timestamp() - came_in
    session.save()
    return client


def tells(cast: Any, by: Any, municipality: str) -> Any:
    with acting(by):
        return intake.register_signal(
            by=by, municipality=municipality, observed_on=timezone.localdate(), narrative="Hij zit in de blauwe bus.",
            mentions=[intake.IncomingMention("phone", "06-00001174"), intake.IncomingMention("person", "Kasimir Wolkenstok")],
            function="desk",
        )  # fmt: skip


@pytest.fixture
def signal(database: Any, cast: Any) -> Any:
    return tells(cast, cast.joost, "GM9901")


def given(cast: Any, number: int) -> dict[str, Any]:
    owner = str(cast.organisation("waterrijk"))
    return {"owner": owner, "number": number, "ground": "life_in_danger", "reason": WHY, "tried": ["yes"]}


def test_from_asking_to_looking_back(signal: Any, cast: Any) -> None:
    femke = browser(cast.femke)
    asked = femke.get("/noodtoegang/nieuw").content.decode()
    assert "Noor" in asked and "Samira" in asked and "Bel 112" in asked
    assert femke.post("/noodtoegang/nieuw", given(cast, signal.number) | {"tried": []}).status_code == 422
    assert femke.post("/noodtoegang/nieuw", given(cast, 999)).status_code == 422
    opened = femke.post("/noodtoegang/nieuw", given(cast, signal.number))
    read = femke.get(opened.url)
    assert "blauwe bus" in read.content.decode() and "Joost" not in read.content.decode()
    place = opened.url.removesuffix("/signaal")

    assert "opende" in browser(cast.noor).get("/werk").content.decode()
    assert "opende" in browser(cast.dirk).get("/verwant").content.decode()
    petra = browser(cast.petra)
    assert "signaal 1" in petra.get("/noodtoegang").content.decode()
    page = petra.get(place).content.decode()
    assert WHY in page and "blauwe bus" not in page
    assert WHY not in browser(cast.dirk).get(place).content.decode()
    assert petra.post(place, {"do": "review", "verdict": "justified", "reason": ""}).status_code == 422
    assert (
        petra.post(place, {"do": "review", "verdict": "justified", "reason": "Noor zat in de trein."}).status_code
        == 302
    )
    assert "Terecht" in petra.get(place).content.decode()
    assert femke.get(opened.url).url == place  # the review shut it
    assert "Teruggekeken" in femke.get(place).content.decode()


def test_who_came_in_long_ago_comes_in_again_first(signal: Any, cast: Any) -> None:
    femke = browser(cast.femke, came_in=RECENT + 1)
    for answer in (femke.get("/noodtoegang/nieuw"), femke.post("/noodtoegang/nieuw", given(cast, signal.number))):
        assert answer.status_code == 403 and "Log eerst opnieuw in" in answer.content.decode()


def test_nobody_else_gets_in(signal: Any, cast: Any) -> None:
    opened = browser(cast.femke).post("/noodtoegang/nieuw", given(cast, signal.number)).url
    for name in ("joost", "karim", "petra", "dirk"):
        assert browser(getattr(cast, name)).get("/noodtoegang/nieuw").status_code == 403
    for name in ("elif_", "noor"):
        assert browser(getattr(cast, name)).get(opened).status_code == 404
    assert browser(cast.elif_).get(opened.removesuffix("/signaal")).status_code == 404
    assert browser(cast.joost).get("/noodtoegang").status_code == 403
    elsewhere = browser(cast.elif_).post("/noodtoegang/nieuw", given(cast, signal.number))
    assert elsewhere.status_code == 422  # not one of the houses of her own covenant


def test_a_hit_opens_the_one_signal_that_it_is_about(database: Any, cast: Any) -> None:
    tells(cast, cast.joost, "GM9901")
    theirs = tells(cast, cast.joost, "GM9901")
    tells(cast, cast.anouk, "GM9902")
    reactions.run_pending()
    with acting(cast.femke):
        hit = bundles.hits(viewer=cast.femke)[0].id
    why = given(cast, 0)
    opened = browser(cast.femke).post(f"/noodtoegang/nieuw/{hit}", why)
    assert "blauwe bus" in browser(cast.femke).get(opened.url).content.decode()
    with acting(cast.femke):
        from schakel.ground.breakglass import queries

        held = queries.access(viewer=cast.femke, which=UUID(opened.url.split("/")[2]))
    assert held is not None and held.owner == cast.organisation("waterrijk") and held.number in (1, theirs.number)
    assert browser(cast.noor).get(f"/noodtoegang/nieuw/{hit}").status_code == 404


def test_everybody_gets_a_message_without_content(signal: Any, cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core import mail
    from django.test import override_settings

    monkeypatch.setattr(mail, "outbox", [], raising=False)
    sends = override_settings(
        MAIL=True, MAIL_FROM="schakel@waterrijk.example", ORIGIN="https://schakel.example",
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    )  # fmt: skip
    with sends:
        browser(cast.femke).post("/noodtoegang/nieuw", given(cast, signal.number))
        assert not mail.outbox  # who opens does not wait for a mail server
        reactions.run_pending(slow=True)
        reactions.run_pending(slow=True)
    told = [one for one in mail.outbox if "Noodtoegang" in one.subject]
    houses = sorted(one.to[0].split("@")[0] for one in told)
    assert houses == ["dirk", "noor", "petra", "samira"]
    for one in told:
        assert "https://schakel.example/noodtoegang" in one.body
        for word in ("blauwe", "Kasimir", "Waterrijk", "Noorderwaard", "Femke", "buurvrouw"):
            assert word not in one.body + one.subject
