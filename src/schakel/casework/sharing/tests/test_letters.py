"""For each recipient: what stands in the real PDF is what was chosen and allowed, and nothing that was planted beside it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from django.test import Client

from schakel.casework.sharing import actions, queries
from schakel.casework.sharing.pages.typeset import typeset
from schakel.casework.sharing.tests import given
from schakel.ground.accounts.backend import AccountBackend
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting

# basis, recipient, purpose -> what of the planted signal may stand in the letter
LETTERS = {
    ("G-professional-veilig-thuis", "veilig_thuis", "child_safety"): {given.VICTIM, given.BOSS, given.SOMEBODY, given.STREET, given.FIRM, given.PHONE},
    ("G-municipality-police", "police", "investigation"): {given.VICTIM, given.BOSS, given.SOMEBODY, given.STREET, given.FIRM, given.PHONE},
    ("G-municipality-labour", "labour_inspectorate", "labour_inspection"): {given.VICTIM, given.BOSS, given.SOMEBODY, given.STREET, given.FIRM, given.PHONE},
    ("G-municipality-riec", "riec", "joint_analysis"): {given.BOSS, given.STREET, given.FIRM, given.PHONE},
    ("G-others-comensha", "comensha", "registration"): {given.VICTIM},
    ("G-figures-comensha", "comensha", "monitoring"): set(),
    ("G-municipality-care", "care_coordinator", "care"): {given.VICTIM, given.STREET, given.PHONE},
}  # fmt: skip
EVERYTHING = {given.VICTIM, given.BOSS, given.SOMEBODY, given.STREET, given.FIRM, given.PHONE}


def visitor(cast: Any, name: str) -> Client:
    account = AccountBackend().get_user(getattr(cast, name).account)
    assert account is not None
    client = Client(HTTP_HOST="localhost")
    client.force_login(account)
    return client


def words_of(pdf: bytes) -> str:
    """What a reader of the real file gets, in one line."""
    program = shutil.which("pdftotext")
    assert program, "No pdftotext on this machine: sudo apt-get install poppler-utils"
    done = subprocess.run([program, "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def about(pdf: bytes, *asked: str) -> str:
    """What the file says of itself: whether it is tagged, and for which readers."""
    done = subprocess.run(["pdfinfo", *asked, "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def agrees(cast: Any, found: queries.Matter, recipient: str, purpose: str) -> None:
    actions.record_consent(
        by=cast.noor, matter=found, person=queries.person_of(found), recipient=recipient, purpose=purpose, agreed=True,
        age="16_or_over", involved="unknown", said_on=date(2026, 11, 20),
    )  # fmt: skip


@pytest.mark.parametrize(("basis", "recipient", "purpose"), LETTERS)
def test_a_letter_holds_what_may_go_there_and_nothing_else(database, cast, basis, recipient, purpose):
    may = LETTERS[basis, recipient, purpose]
    found = given.matter(cast.noor, given.tells(cast))
    given.accept(cast, "G-municipality-police", "G-municipality-labour")
    agrees(cast, found, recipient, purpose)
    with acting(cast.noor):
        option = queries.option(viewer=cast.noor, matter=found, basis=basis, recipient=recipient, purpose=purpose)
    assert option is not None
    assert {one.text for one in option.possible} & EVERYTHING == may
    made = given.proposes(cast.noor, found, basis, recipient, purpose, [one.code for one in option.possible])
    actions.check_disclosure(by=cast.samira, disclosure=made)

    answer = visitor(cast, "noor").get(f"/brieven/{made}/brief.pdf")
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    told = words_of(answer.content)
    assert {one for one in EVERYTHING if one in told} == may
    assert [one for one in given.FORBIDDEN if one.lower() in told.lower()] == []
    assert "Gemeente Waterrijk" in told and "Noor" in told

    on_screen = visitor(cast, "noor").get(f"/brieven/{made}/brief").content.decode()
    sheet = on_screen.split('class="sk-sheet', 1)[1]
    assert [one for one in given.FORBIDDEN if one.lower() in sheet.lower()] == []


@pytest.mark.parametrize(("basis", "recipient", "purpose"), LETTERS)
def test_one_thing_that_may_not_go_stops_the_whole_letter(database, cast, basis, recipient, purpose):
    found = given.matter(cast.noor, given.tells(cast))
    given.accept(cast, "G-municipality-police", "G-municipality-labour")
    agrees(cast, found, recipient, purpose)
    with acting(cast.noor):
        option = queries.option(viewer=cast.noor, matter=found, basis=basis, recipient=recipient, purpose=purpose)
    assert option is not None
    good = [one.code for one in option.possible][:1]
    assert len(option.kept) >= 7
    for piece, why in option.kept:
        with pytest.raises(Refused) as refused:
            given.proposes(cast.noor, found, basis, recipient, purpose, [*good, piece.code])
        assert refused.value.code == f"sharing.{why}" and str(refused.value)
    with acting(cast.noor):
        assert queries.disclosures(viewer=cast.noor, signal=found.id) == []


def test_only_what_was_ticked_goes(database, cast):
    found = given.matter(cast.noor, given.tells(cast, minor="yes"))
    made = given.proposes(
        cast.noor,
        found,
        "G-professional-veilig-thuis",
        "veilig_thuis",
        "child_safety",
        given.codes(found, given.STREET),
    )
    with acting(cast.noor):
        row = queries.disclosure(viewer=cast.noor, disclosure=made)
    assert row is not None and [one.text for one in row.fields] == [given.STREET]
    actions.check_disclosure(by=cast.noor, disclosure=made)  # here the content asks for no second person
    told = words_of(visitor(cast, "noor").get(f"/brieven/{made}/brief.pdf").content)
    assert given.STREET in told
    assert [one for one in EVERYTHING - {given.STREET} if one in told] == []


def test_the_letter_says_basis_with_article_purpose_and_what_is_still_to_be_checked(database, cast):
    found = given.matter(cast.noor, given.tells(cast))
    given.accept(cast, "G-municipality-labour")
    made = given.proposes(
        cast.noor,
        found,
        "G-municipality-labour",
        "labour_inspectorate",
        "labour_inspection",
        given.codes(found, given.FIRM),
    )
    actions.check_disclosure(by=cast.samira, disclosure=made)
    pdf = visitor(cast, "noor").get(f"/brieven/{made}/brief.pdf").content
    told = words_of(pdf)
    for wanted in (
        "Nederlandse Arbeidsinspectie",
        "AVG art. 6 lid 1 onder e",
        "Nagaan of werk, loon en veiligheid kloppen",
        "nog te controleren",
        "Petra",
        "Vertrouwelijk",
    ):
        assert wanted in told, wanted
    assert "Tagged: yes" in about(pdf) and 'pdfuaid:part="1"' in about(pdf, "-meta")
    assert "H1" in about(pdf, "-struct") and "Title: Brief" in about(pdf)


def test_before_it_is_checked_there_is_a_preview_and_no_letter(database, cast):
    found = given.matter(cast.noor, given.tells(cast))
    made = given.proposes(
        cast.noor,
        found,
        "G-professional-veilig-thuis",
        "veilig_thuis",
        "child_safety",
        given.codes(found, given.STREET),
    )
    noor = visitor(cast, "noor")
    page = noor.get(f"/brieven/{made}").content.decode()
    assert "Dit is een voorbeeld. Het is nog geen brief." in page and given.STREET in page
    for place in (f"/brieven/{made}/brief.pdf", f"/brieven/{made}/brief"):
        assert noor.get(place).status_code == 403


def test_the_typesetter_opens_no_connection():
    for address in ("https://house.invalid/../settings.py", "https://elsewhere.example/a.css", "file:///etc/hostname"):
        with pytest.raises(LookupError, match="no file of the house"):
            typeset(
                f'<html lang="nl"><head><title>x</title><link rel="stylesheet" href="{address}"></head><body><p>x</p></body></html>'
            )


def test_without_the_libraries_that_set_type_the_letter_can_still_be_printed(database, cast, monkeypatch):
    found = given.matter(cast.noor, given.tells(cast))
    made = given.proposes(
        cast.noor,
        found,
        "G-professional-veilig-thuis",
        "veilig_thuis",
        "child_safety",
        given.codes(found, given.STREET),
    )
    actions.check_disclosure(by=cast.samira, disclosure=made)
    monkeypatch.setitem(sys.modules, "schakel.casework.sharing.pages.typeset", None)
    noor = visitor(cast, "noor")
    answer = noor.get(f"/brieven/{made}/brief.pdf")
    assert answer.status_code == 403 and "Druk de brief af vanaf het scherm." in answer.content.decode()
    assert given.STREET in noor.get(f"/brieven/{made}/brief").content.decode()


def test_pages_of_another_municipality_and_of_other_roles(database, cast):
    signal = given.tells(cast)
    found = given.matter(cast.noor, signal)
    made = given.proposes(
        cast.noor,
        found,
        "G-professional-veilig-thuis",
        "veilig_thuis",
        "child_safety",
        given.codes(found, given.STREET),
    )
    actions.check_disclosure(by=cast.samira, disclosure=made)
    places = (
        f"/signalen/{signal}/delen", f"/signalen/{signal}/delen/veilig_thuis/G-professional-veilig-thuis/child_safety",
        f"/signalen/{signal}/toestemming/comensha/registration", f"/brieven/{made}", f"/brieven/{made}/brief", f"/brieven/{made}/brief.pdf",
    )  # fmt: skip
    for who, status in (("femke", 404), ("elif_", 404), ("joost", 403), ("petra", 403), ("dirk", 403), ("karim", 403)):
        client = visitor(cast, who)
        for place in places:
            answer = client.get(place)
            assert answer.status_code == status, (who, place)
            assert given.STREET not in answer.content.decode("latin-1")
    assert visitor(cast, "noor").get("/grondslagen").status_code == 403
    for nowhere in (
        "delen/nobody/G-nothing/care",
        "delen/police/G-police-comensha/registration",
        "toestemming/nobody/care",
    ):
        assert visitor(cast, "noor").get(f"/signalen/{signal}/{nowhere}").status_code == 404


def test_the_page_of_ways_never_shows_what_never_goes(database, cast):
    signal = given.tells(cast)
    page = visitor(cast, "noor").get(f"/signalen/{signal}/delen").content.decode()
    main = page.split("<main", 1)[1]
    assert "U belt zelf. Schakel stuurt niets" in main and "0800-7000" in main
    assert [one for one in ("Geheimhoek", "111222333", "verblijf", "handdoek") if one in main] == []


def test_the_reporter_never_hears_to_whom_it_went(database, cast):
    signal = given.tells(cast)
    found = given.matter(cast.noor, signal)
    made = given.proposes(
        cast.noor,
        found,
        "G-professional-veilig-thuis",
        "veilig_thuis",
        "child_safety",
        given.codes(found, given.STREET),
    )
    actions.check_disclosure(by=cast.samira, disclosure=made)
    actions.send_disclosure(by=cast.noor, disclosure=made, channel="post")
    noor = visitor(cast, "noor")
    assert "Laat de melder horen" in noor.get(f"/brieven/{made}").content.decode()
    noor.post(f"/signalen/{signal}", {"do": "feedback", "feedback-code": "passed_on", "feedback-thanks": ""})
    told = visitor(cast, "joost").get(f"/mijn-signalen/{signal}").content.decode()
    assert "Uw signaal is doorgegeven." in told
    assert not [one for one in ("Veilig Thuis", str(made), made.hex[-8:].upper()) if one in told.split("<main", 1)[1]]
