"""The pages: each opens for its own right, answers a mistake in words, and does what it says."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from schakel.casework.provisions import actions
from schakel.casework.provisions.actions import Field
from schakel.casework.provisions.tests.test_provisions import given_by_police
from schakel.casework.provisions.tests.test_tracks import DAY, accepts, investigates
from schakel.casework.sharing.tests.test_asking import client

MINE = {
    "/verstrekkingen": "noor", "/verstrekkingen/nieuw": "noor", "/verstrekkingen/logboek": "petra",
    "/verstrekkingen/controles": "petra", "/opsporing": "koen", "/toezicht-houden": "koen",
}  # fmt: skip


def test_each_page_opens_for_its_own_right_only(database, cast):
    readers = {name: client(cast, name) for name in ("noor", "petra", "koen", "joost", "karim")}
    for address, whose in MINE.items():
        seen = {name: reader.get(address).status_code for name, reader in readers.items()}
        assert seen == {name: 200 if name == whose else 403 for name in readers}, address


def test_a_provision_is_written_down_and_opened(database, cast):
    noor = client(cast, "noor")
    asked = {"giver": "police", "basis": "G-police-municipality-19", "reference": "PL-1", "text": "Iets op de kade."}
    assert noor.post("/verstrekkingen/nieuw", asked).status_code == 422
    answer = noor.post("/verstrekkingen/nieuw", asked | {"provided_on": timezone.localdate().isoformat()}, follow=True)
    page = answer.content.decode()
    assert "Open dit" in page and "Iets op de kade." not in page
    shown = noor.post(answer.request["PATH_INFO"]).content.decode()
    assert "Iets op de kade." in shown and "PL-1" in shown
    log = client(cast, "petra").get("/verstrekkingen/logboek").content.decode()
    assert log.count("Geopend") == 1 and "Iets op de kade." not in log


def test_what_crosses_is_chosen_on_the_page(database, cast):
    found, koen = investigates(cast), client(cast, "koen")
    assert "Nu nog niet." in koen.get(f"/opsporing/{found}").content.decode()
    accepts(cast)
    assert koen.post(f"/opsporing/{found}", {"necessity": "Nodig."}).status_code == 422
    assert koen.post(f"/opsporing/{found}", {"chosen": ["someone_named"], "necessity": "Nodig."}).status_code == 422
    done = koen.post(f"/opsporing/{found}", {"chosen": ["place"], "necessity": "Nodig."}, follow=True)
    assert done.status_code == 200
    listed = koen.get("/toezicht-houden").content.decode()
    assert "Verstrekt uit opsporing" in listed


@pytest.mark.parametrize("address", ["/opsporing", "/toezicht-houden"])
def test_a_record_says_at_least_one_thing(database, cast, address):
    koen = client(cast, "koen")
    day = timezone.localdate().isoformat()
    assert koen.post(address, {"happened_on": day}).status_code == 422
    made = koen.post(address, {"happened_on": day, "place": "Kade 1"}, follow=True)
    assert "Kade 1" in made.content.decode()


def test_an_audit_is_written_down(database, cast):
    petra: Client = client(cast, "petra")
    given_by_police(cast)
    day = timezone.localdate().isoformat()
    wrong: dict[str, Any] = {
        "kind": "internal",
        "held_on": day,
        "result": "in_order",
        "findings": "Niets.",
        "sent_on": day,
    }
    assert petra.post("/verstrekkingen/controles", wrong).status_code == 422
    done = petra.post("/verstrekkingen/controles", wrong | {"sent_on": ""}, follow=True).content.decode()
    assert "Alles was in orde" in done
    assert "Uiterlijk op" in petra.get("/verstrekkingen/logboek").content.decode()


def test_a_name_goes_out_of_a_record_on_its_page(database, cast):
    found, koen = investigates(cast), client(cast, "koen")
    address, name = f"/opsporing/{found}", "Kasimir Wolkenstok"
    assert koen.post(address, {"name_out": "1", "name": name}).status_code == 422
    wrong = koen.post(address, {"name_out": "1", "name": "Iemand Anders", "reason": "Vergissing."})
    assert wrong.status_code == 422 and "Deze naam staat hier niet." in wrong.content.decode()
    assert name in koen.get(address).content.decode()
    done = koen.post(address, {"name_out": "1", "name": name, "reason": "Vergissing."}, follow=True)
    assert done.status_code == 200 and name not in done.content.decode()
    seen = actions.record_supervision(by=cast.koen, happened_on=DAY, fields=[Field("observed", f"{name} liep weg.")])
    page = f"/toezicht-houden/{seen}"
    assert name in koen.get(page).content.decode()
    assert name not in koen.post(page, {"name_out": "1", "name": name, "reason": "Nee."}, follow=True).content.decode()
