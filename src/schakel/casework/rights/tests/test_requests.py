"""A request from its coming in to its letter: who may do what, what is refused, and what the letter does not say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from schakel.casework.bundling.tests.file import House, said
from schakel.casework.intake import queries as signals
from schakel.casework.rights import actions, figures, queries
from schakel.casework.rights.pages.request_letter import paper
from schakel.ground.accounts.backend import AccountBackend
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.site import housekeeping, reactions
from tests.clones import Clone

BUS = said(
    "Anwar Talhoubi reed. Sabri Mansouf zat achterin.", ("person", "Anwar Talhoubi"), ("person", "Sabri Mansouf")
)
FREE = {"identity": "document_seen", "apart": "yes", "willing": "yes", "authority": ""}


@pytest.fixture
def waterrijk(database: Clone, cast: Any) -> House:
    return House(cast.organisation("waterrijk"), "GM9901", cast.joost, cast.noor)


@pytest.fixture
def visit(cast: Any) -> Callable[[str], Client]:
    def signed_in(name: str) -> Client:
        account = AccountBackend().get_user(getattr(cast, name).account)
        assert account is not None
        client = Client(HTTP_HOST="localhost")
        client.force_login(account)
        return client

    return signed_in


def comes_in(cast: Any, kind: str = "access", **more: Any) -> UUID:
    given = {
        "kind": kind, "channel": "counter", "received_on": date(2026, 11, 3), "asked_by": "self", "name": "Anwar Talhoubi",
        "also": ["06-00001174"], "reach": "Belt zelf.",
    } | more  # fmt: skip
    return actions.register_request(by=cast.petra, **given)


def fields(page: str, what: str, **more: str) -> dict[str, str]:
    """A collect page filled in the same for every place."""
    import re

    made = {"note": "Alles bekeken."}
    for name, value in re.findall(r'name="(p\d+-key)" value="([^"]*)"', page):
        at = name.split("-")[0]
        made |= {name: value, f"{at}-what": what, f"{at}-ground": "", f"{at}-say": ""}
        made |= {f"{at}-{key}": text for key, text in more.items()}
    return made


def test_from_the_counter_to_a_letter_that_tells_only_what_was_decided(waterrijk: House, cast: Any, visit: Any) -> None:
    (bus,) = waterrijk.takes_in(BUS)
    petra, noor = visit("petra"), visit("noor")
    answer = petra.post("/verzoeken/nieuw", {
        "kind": "access", "name": "Anwar Talhoubi", "also": "06-00001174\n111222333", "asked_by": "self", "channel": "counter",
        "received_on": "2026-11-03", "reach": "Belt zelf.",
    })  # fmt: skip
    assert answer.status_code == 302
    place = answer["Location"]
    page = petra.get(place).content.decode()
    assert "3 december 2026" in page and "111222333" not in page and "Nog niet bekend:" in page
    assert "Zoek nog niets op" in noor.get(f"{place}/opzoeken").content.decode()
    petra.post(place, {"do": "check", **FREE})
    assert "waar is deze persoon genoemd?" in noor.get("/werk").content.decode()
    assert "Talhoubi" not in noor.get("/werk").content.decode().split("<main", 1)[1].split("Verzoek ", 1)[1][:300]
    found = noor.get(f"{place}/opzoeken").content.decode()
    assert found.count('class="sk-words"') == 2 and "Mansouf" not in found.split("Om wie het gaat")[1]
    wrong = noor.post(f"{place}/opzoeken", fields(found, "grant", say="U zat bij Sabri Mansouf."))
    assert wrong.status_code == 422 and "noemt een ander" in wrong.content.decode()
    wrong = noor.post(f"{place}/opzoeken", fields(found, "grant", say="Er is een melding over u."))
    assert "verraadt dat er iets is doorgegeven" in wrong.content.decode()
    done = noor.post(f"{place}/opzoeken", fields(found, "grant", say="Uw naam, sinds november 2026."))
    assert done.status_code == 302
    page = petra.get(place).content.decode()
    assert "reed" not in page and "Uw naam, sinds november 2026." in page, "who decides sees no word of the signal"
    with acting(cast.petra):
        request = UUID(place.rsplit("/", 1)[1])
        decisions = {
            f"{one.id.hex[-12:]}-decision": "grant" for one in queries.findings(viewer=cast.petra, request=request)
        }
    assert petra.post(place, {"do": "decide", "reason": "Mag.", **decisions}).status_code == 302
    letter = petra.get(f"{place}/brief").content.decode()
    sheet = letter.split('class="sk-sheet', 1)[1]
    assert "Uw naam, sinds november 2026." in sheet and "Autoriteit Persoonsgegevens" in sheet
    assert not [one for one in ("Mansouf", "Joost", "signaal", "melder", "reed", str(bus)) if one in sheet]
    pdf = petra.get(f"{place}/brief.pdf")
    assert pdf["Content-Type"] == "application/pdf" and pdf.content[:4] == b"%PDF"
    assert petra.post(place, {"do": "answer", "on": "2026-11-20"}).status_code == 302
    assert "Er wacht geen verzoek" in petra.get("/verzoeken").content.decode()
    assert "Inzage: Anwar Talhoubi" in petra.get("/verzoeken?lijst=klaar").content.decode()


def test_nothing_there_and_cannot_say_give_the_same_letter(waterrijk: House, cast: Any) -> None:
    """Word for word, apart from the number that every letter has."""
    waterrijk.takes_in(BUS)
    sheets = []
    for name in ("Anwar Talhoubi", "Niemand Nergens"):
        request = comes_in(cast, name=name)
        actions.check_request(by=cast.petra, request=request, **FREE)
        with acting(cast.noor):
            found = signals.naming(viewer=cast.noor, values=[name]).mentions
        chosen = [
            actions.Chosen(place=actions.MENTION, words=one.value, proposal="refuse", ground="crime", signal=one.signal, number=one.number, position=one.position)
            for one in found
        ]  # fmt: skip
        actions.collect_request(by=cast.noor, request=request, found=chosen, note="Gezien.")
        with acting(cast.petra):
            held = queries.findings(viewer=cast.petra, request=request)
        assert bool(held) == (name == "Anwar Talhoubi")
        answers = {one.id: actions.Decision("refuse", "crime") for one in held}
        actions.decide_request(by=cast.petra, request=request, decisions=answers, reason="Zo.")
        with acting(cast.petra):
            row, letter = (
                queries.request(viewer=cast.petra, request=request),
                queries.letter(viewer=cast.petra, request=request),
            )
        assert row is not None and letter is not None
        made = paper(row, letter, sender="Gemeente")
        sheets.append(str(made).replace(row.reference, "").replace(name, ""))
    assert sheets[0] == sheets[1] and "Wij kunnen u verder niets vertellen" in sheets[0]


def test_who_asks_for_somebody_else_gets_nothing_until_the_person_was_spoken_alone(
    waterrijk: House, cast: Any, visit: Any
) -> None:
    waterrijk.takes_in(BUS)
    request = comes_in(cast, asked_by="representative")
    still = actions.check_request(
        by=cast.petra, request=request, identity="document_seen", apart="no", willing="", authority="yes"
    )
    assert still == ("apart", "willing")
    page = visit("petra").get(f"/verzoeken/{request}").content.decode()
    assert "Dat kan ook de persoon zijn die uitbuit" in page and "Maak een afspraak op een veilige plek" in page
    with pytest.raises(Refused, match="misschien was een collega"):
        actions.collect_request(by=cast.noor, request=request, found=[], note="Gezien.")
    with pytest.raises(Refused):
        actions.decide_request(by=cast.petra, request=request, decisions={}, reason="Toch.")
    actions.refuse_unidentified(by=cast.petra, request=request, reason="Nooit alleen.")
    with acting(cast.petra):
        letter = queries.letter(viewer=cast.petra, request=request)
    assert letter is not None and letter.unknown and letter.say == ()


def test_the_person_who_looked_up_never_decides_and_roles_keep_apart(waterrijk: House, cast: Any, visit: Any) -> None:
    request = comes_in(cast)
    for act in (
        lambda: actions.check_request(by=cast.noor, request=request, **FREE),
        lambda: actions.register_request(by=cast.noor, kind="access", channel="letter", received_on=date(2026, 11, 3), asked_by="self", name="X", also=[], reach="x"),
        lambda: actions.collect_request(by=cast.petra, request=request, found=[], note="x"),
        lambda: actions.begin_carrying_out(by=cast.petra, request=request),
    ):  # fmt: skip
        with pytest.raises(Refused):
            act()
    for who, address, status in (
        ("joost", "/verzoeken", 403), ("karim", f"/verzoeken/{request}", 403), ("femke", f"/verzoeken/{request}/opzoeken", 404),
        ("noor", f"/verzoeken/{request}", 403), ("petra", f"/verzoeken/{request}/opzoeken", 403), ("dirk", "/vernietigd", 403),
    ):  # fmt: skip
        assert visit(who).get(address).status_code == status, (who, address)


def test_a_term_is_extended_once_and_in_time(waterrijk: House, cast: Any) -> None:
    request = comes_in(cast, received_on=timezone.localdate() - timedelta(days=5))
    actions.extend_request(by=cast.petra, request=request, reason="Veel om na te gaan.")
    with pytest.raises(Refused, match="niet nog een keer"):
        actions.extend_request(by=cast.petra, request=request, reason="Nog meer.")
    late = comes_in(cast, received_on=timezone.localdate() - timedelta(days=40))
    with pytest.raises(Refused, match="al voorbij"):
        actions.extend_request(by=cast.petra, request=late, reason="Vergeten.")


def test_words_of_a_signal_are_closed_to_who_decides_in_the_database_too(
    waterrijk: House, cast: Any, database: Clone
) -> None:
    from schakel.casework.rights.models import FindingWords

    (bus,) = waterrijk.takes_in(BUS)
    request = comes_in(cast)
    actions.check_request(by=cast.petra, request=request, **FREE)
    one = actions.Chosen(
        place=actions.MENTION,
        words="Anwar Talhoubi",
        proposal="refuse",
        ground="crime",
        signal=bus,
        number=1,
        position=0,
    )
    actions.collect_request(by=cast.noor, request=request, found=[one], note="Gezien.")
    for who, many in (("noor", 1), ("petra", 0), ("femke", 0), ("joost", 0), ("karim", 0)):
        with acting(getattr(cast, who)):
            assert FindingWords.objects.count() == many, who
    with database.as_superuser() as server:
        rows = server.execute("select who::text, letter::text from rights_request").fetchall()
    assert b"Talhoubi".hex() not in str(rows)


def test_what_the_municipality_sees_for_itself_goes_the_same_way_without_a_letter(
    waterrijk: House, cast: Any, visit: Any
) -> None:
    (bus,) = waterrijk.takes_in(BUS)
    noor, petra = visit("noor"), visit("petra")
    place = noor.post("/verzoeken/eigen", {"name": "Anwar Talhoubi", "also": ""})["Location"]
    found = noor.get(place).content.decode()
    assert noor.post(place, fields(found, "grant")).status_code == 302
    request = place.rsplit("/", 1)[0]
    with acting(cast.petra):
        held = queries.findings(viewer=cast.petra, request=UUID(request.rsplit("/", 1)[1]))
    decisions = {f"{one.id.hex[-12:]}-decision": "grant" for one in held}
    petra.post(request, {"do": "decide", "reason": "Vergissing.", **decisions})
    reactions.run_pending()
    with acting(cast.noor):
        row = signals.signal(viewer=cast.noor, signal=bus)
    assert row is not None and row.narrative == "[weggehaald] reed. Sabri Mansouf zat achterin."
    assert petra.get(f"{request}/brief").status_code == 404
    assert "Anwar" not in noor.get(place).content.decode()


def test_old_requests_go_and_the_proof_is_counted(waterrijk: House, cast: Any, visit: Any) -> None:
    request = comes_in(cast)
    actions.withdraw_request(by=cast.petra, request=request, reason="Hoeft niet meer.")
    later = timezone.localdate() + timedelta(days=800)
    assert housekeeping.tidy(timezone.localdate())["requests"] == 0
    assert housekeeping.tidy(later)["requests"] == 1
    with acting(cast.petra):
        assert queries.request(viewer=cast.petra, request=request) is None
        (gone,) = [one for one in figures.destroyed(viewer=cast.petra) if one.kind == "data_request"]
    assert (gone.many, gone.rule) == (1, "data_request")
    petra = visit("petra")
    assert "blijft 2 jaar" in petra.get("/vernietigd").content.decode()
    file = petra.get("/vernietigd.csv").content.decode()
    assert f"{timezone.localdate()},data_request,1,data_request" in file and "Talhoubi" not in file
    with acting(cast.noor):
        assert figures.destroyed(viewer=cast.noor) == []


def test_a_notice_is_written_down_reviewed_and_goes_with_the_signal(
    waterrijk: House, cast: Any, visit: Any, database: Clone
) -> None:
    (bus,) = waterrijk.takes_in(BUS)
    noor = visit("noor")
    assert "Informeren: nog niets vastgelegd" in noor.get(f"/signalen/{bus}").content.decode()
    place = f"/signalen/{bus}/informeren"
    soon = timezone.localdate() + timedelta(days=10)
    late = noor.post(f"{place}?persoon=0", {"state": "postponed", "ground": "no_safe_contact", "reason": "Nog niet.", "review_on": timezone.localdate() + timedelta(days=99)})  # fmt: skip
    assert late.status_code == 422 and "te laat" in late.content.decode()
    done = noor.post(
        f"{place}?persoon=0",
        {"state": "postponed", "ground": "no_safe_contact", "reason": "Nog niet.", "review_on": soon},
    )
    assert done.status_code == 302 and "Uitgesteld tot" in noor.get(place).content.decode()
    assert "Informeren: kijk opnieuw op" in noor.get(f"/signalen/{bus}").content.decode()
    with acting(cast.noor):
        assert queries.to_review(viewer=cast.noor, on=timezone.localdate()) == []
        assert queries.to_review(viewer=cast.noor, on=soon) == [(bus, 1, soon)]
    noor.post(f"{place}?persoon=0", {"state": "given", "way": "safe_contact", "on": timezone.localdate(), "reason": ""})
    with acting(cast.noor):
        assert queries.to_review(viewer=cast.noor, on=soon) == []
    assert "weet de persoon dat wij iets bewaren?" not in noor.get("/werk").content.decode(), "there is a month for it"
    with database.as_superuser() as server:
        server.execute("update intake_signal set received_at = received_at - interval '25 days'")
    assert "Nog 1 signaal waarbij dit niet is vastgelegd." in noor.get("/werk").content.decode(), "of the other person"
    noor.post(f"{place}?persoon=1", {"state": "given", "way": "letter", "on": timezone.localdate(), "reason": ""})
    assert "weet de persoon dat wij iets bewaren?" not in noor.get("/werk").content.decode()
    with pytest.raises(Refused):
        actions.note_notice(by=cast.femke, signal=bus, person=0, state="given", way="letter", on=timezone.localdate())
    assert visit("femke").get(place).status_code == 404


def test_everybody_reads_how_to_ask(visit: Any, database: Clone) -> None:
    page = Client(HTTP_HOST="localhost").get("/uw-gegevens").content.decode()
    assert "Binnen 1 maand." in page and "Wij kunnen u verder niets vertellen" in page
    assert "/uw-gegevens" in Client(HTTP_HOST="localhost").get("/privacy").content.decode()
