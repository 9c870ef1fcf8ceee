"""Data of police, bank or healthcare comes in as a recorded provision or on a stated basis; one rule at every door (rule 5)."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from schakel.casework.intake import queries
from schakel.casework.intake.actions import Provenance, SignalRefused
from schakel.casework.intake.models import Provenance as Row
from schakel.casework.intake.rules import provenance_faults
from schakel.casework.intake.tests.conftest import PROVISION, WATERRIJK, WORDS
from schakel.casework.intake.tests.test_api import ONE, post, provision  # noqa: F401 (a fixture)
from schakel.casework.intake.tests.test_load import load  # noqa: F401 (a fixture)
from schakel.casework.intake.tests.test_pages import DESK, signals_of, take, text, upload
from schakel.ground.accounts import actions as accounts
from schakel.ground.accounts.access import actor_named, actor_of_link
from schakel.ground.accounts.actions import create_token
from schakel.ground.database.scope import acting

DAY = date(2026, 11, 20)
NEEDING = tuple(PROVISION)


def given(kind: str, **other) -> Provenance:
    return Provenance(**{"basis": PROVISION[kind], "reference": "PL-2026-12", "provided_on": DAY, **other})


@pytest.fixture
def officer(database, cast):
    """officer("police"): somebody who reports from an organisation of this kind, with a token for its system."""

    def enter(kind):
        with acting(cast.karim) as by:
            house = accounts.create_organisation(by=by, kind=kind, name=f"Bureau {kind}")
            secret = create_token(by=by, organisation=house, name="Systeem").secret
            invited = accounts.create_account(
                by=by, organisation=house, login_name=f"agent@{kind}.example", name="Tess", roles=("reporter",)
            )
        theirs = actor_of_link(invited.secret)
        with acting(theirs):
            accounts.choose_password(by=theirs, secret=invited.secret, password="een lang wachtwoord")
        return actor_named(f"agent@{kind}.example"), secret

    return enter


# ---------------------------------------------------------------- the rule itself

BASES = {"G-police-municipality-19": ("police",), "G-bank-consent": ("bank",), "G-healthcare-consent": ("healthcare",)}


@pytest.mark.parametrize("kind", NEEDING)
def test_only_a_basis_of_its_own_opens_the_door(kind):
    for other in NEEDING:
        wrong = provenance_faults(given(other), kinds=(kind,), bases=BASES, today=DAY)
        assert [one.field for one in wrong] == ([] if other == kind else ["provenance.basis"])
    (missing,) = provenance_faults(None, kinds=("municipality", kind), bases=BASES, today=DAY)
    assert missing.field == "provenance"
    assert "zonder namen" in missing.said(), "the lawful way is said"


def test_a_school_needs_none_and_a_police_officer_does_not_become_a_school_by_saying_so():
    assert provenance_faults(None, kinds=("school", "ngo"), bases=BASES, today=DAY) == []
    assert len(provenance_faults(None, kinds=("police", "school"), bases=BASES, today=DAY)) == 1
    assert [
        one.field for one in provenance_faults(given("bank"), kinds=("police", "bank"), bases=BASES, today=DAY)
    ] == ["provenance.basis"]


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"reference": " "}, "provenance.reference"),
        ({"reference": "x" * 65}, "provenance.reference"),
        ({"reference": "111222333"}, "provenance.reference"),
        ({"provided_on": DAY + timedelta(days=1)}, "provenance.date"),
        ({"basis": "G-police-comensha"}, "provenance.basis"),
    ],
)
def test_a_provision_is_whole_or_it_is_none(other, field):
    wrong = provenance_faults(given("police", **other), kinds=("police",), bases=BASES, today=DAY)
    assert [one.field for one in wrong] == [field]


# ---------------------------------------------------------------- the action, and the database behind it


@pytest.mark.parametrize("kind", NEEDING)
def test_without_it_nothing_is_written_and_with_it_the_focal_person_sees_it(tell, cast, rows, kind):
    with pytest.raises(SignalRefused) as refused:
        tell(organisation_kind=kind)
    assert [one.code for one in refused.value.faults] == ["provenance"]
    assert rows("select count(*) from intake_signal") == [(0,)]
    receipt = tell(organisation_kind=kind, provenance=given(kind))
    with acting(cast.noor):
        row = queries.signal(viewer=cast.noor, signal=receipt.id)
    assert (row.provenance.basis, row.provenance.reference, row.provenance.provided_on) == (
        PROVISION[kind],
        "PL-2026-12",
        DAY,
    )
    assert rows("select basis from audit_entry where kind = 'signal.registered'") == [(PROVISION[kind].lower(),)]
    ((sealed,),) = rows("select reference from intake_provenance")
    assert b"PL-2026-12" not in bytes(sealed)


def test_a_signal_that_needs_none_keeps_none(tell, rows):
    tell(provenance=given("police"))
    assert rows("select count(*) from intake_provenance") == [(0,)]


def test_the_database_itself_takes_no_police_data_without_a_provision(tell, cast, rows, monkeypatch):
    from schakel.casework.intake.actions import registering

    monkeypatch.setattr(registering, "write_provenance", lambda *_: None)
    with pytest.raises(IntegrityError, match="recorded provision"):
        tell(organisation_kind="police", provenance=given("police"))
    assert rows("select count(*) from intake_signal") == [(0,)]


def test_a_provision_is_seen_where_its_signal_is_seen(tell, cast):
    tell(organisation_kind="police", provenance=given("police"))
    for viewer, seen in (
        (cast.noor, 1),
        (cast.joost, 1),
        (cast.wim, 0),
        (cast.femke, 0),
        (cast.dirk, 0),
        (cast.karim, 0),
    ):
        with acting(viewer):
            assert Row.objects.count() == seen, viewer.name


def test_another_provision_makes_another_signal_of_the_same_id(tell):
    first = tell(organisation_kind="police", provenance=given("police"), sender_id="p1")
    assert tell(organisation_kind="police", provenance=given("police"), sender_id="p1").id == first.id
    with pytest.raises(SignalRefused):
        tell(organisation_kind="police", provenance=given("police", reference="PL-9"), sender_id="p1")


# ---------------------------------------------------------------- the desk

FIELDS = {"police_basis": PROVISION["police"], "police_reference": "PL-2026-12", "police_date": "2026-11-20"}


def typed(**other):
    return {
        "narrative": WORDS, "minor": "", "observed_on": "2026-11-23", "municipality": WATERRIJK, "card": "", "kind": "person",
        "value": "", "once": "a" * 32, "do": "send", **other,
    }  # fmt: skip


def test_a_police_officer_at_the_desk_is_asked_for_the_provision(as_, cast, officer):
    from django.test import Client

    from schakel.ground.accounts.backend import AccountBackend

    actor, _secret = officer("police")
    tess = Client(SERVER_NAME="localhost")
    tess.force_login(AccountBackend().get_user(actor.account))
    asked = text(tess.get(DESK))
    assert "Artikel van de verstrekking" in asked
    assert "Wpg art. 19 (nog te controleren)" in asked
    refused = tess.post(DESK, typed())
    assert refused.status_code == 422
    assert "als vastgelegde verstrekking (Wpg)" in text(refused)
    assert WORDS in text(refused)
    half = tess.post(DESK, typed(**{**FIELDS, "police_reference": ""}))
    assert "Vul het nummer in waaronder dit is vastgelegd." in text(half)
    assert signals_of(cast.noor) == []
    assert tess.post(DESK, typed(**FIELDS)).status_code == 302
    (row,) = signals_of(cast.noor)
    shown = text(as_("noor").get(reverse("signal", args=[row.id])))
    assert "Incidentele verstrekking, Wpg art. 19 (nog te controleren)" in shown
    assert "PL-2026-12" in shown
    assert "Artikel van de verstrekking" not in text(as_("joost").get(DESK)), "others are not asked"


# ---------------------------------------------------------------- another system


def test_a_system_says_it_in_headers_and_is_refused_without(post, officer, cast):  # noqa: F811
    _actor, secret = officer("police")
    body = {**ONE, "municipality": WATERRIJK}
    refused = post(body, token=secret)
    assert refused.status_code == 422
    assert (refused.json()["errors"][0]["field"], refused.json()["errors"][0]["code"]) == ("provenance", "provenance")
    hidden = post({**body, "organisation_kind": "school"}, token=secret)
    assert hidden.status_code == 422, "what a body says of its source does not hide whose token it is"
    assert post(body, token=secret, **provision("bank")).status_code == 422
    wrong_day = {**provision("police"), "Schakel-Provision-Date": "gisteren"}
    assert post(body, token=secret, **wrong_day).json()["errors"][0]["field"] == "provenance.date"
    assert signals_of(cast.noor) == []
    assert post(body, token=secret, **provision("police")).status_code == 201
    with acting(cast.noor):
        row = queries.signal(viewer=cast.noor, signal=signals_of(cast.noor)[0].id)
    assert row.provenance.basis == PROVISION["police"]


# ---------------------------------------------------------------- a list


def lines(*kinds):
    rows = [
        {"id": kind, "observed_on": "2026-10-01", "organisation_kind": kind, "narrative": "Een zorg."} for kind in kinds
    ]
    return "\n".join(map(json.dumps, rows)).encode()


def test_a_list_is_refused_line_by_line_until_it_says_on_what_basis(as_, cast):
    noor = as_("noor")
    looked = text(upload(noor, lines("school", *NEEDING)))
    assert "1 signaal kan erin, 3 regels niet." in looked
    for words in ("als vastgelegde verstrekking (Wpg)", "Gegevens van een bank", "Gegevens uit de zorg"):
        assert words in looked
    half = upload(
        noor, lines(*NEEDING), police_basis=PROVISION["police"], police_reference="PL-1", police_date="2026-11-20"
    )
    assert "1 signaal kan erin, 2 regels niet." in text(half)
    take(noor)
    assert [row.organisation_kind for row in signals_of(cast.noor)] == ["police"]


def test_half_a_provision_is_asked_for_again_and_the_list_is_not_read(as_):
    answer = as_("noor").post(
        "/signalen/inlezen",
        {"do": "look", "file": SimpleUploadedFile("l.jsonl", lines("police")), "police_basis": PROVISION["police"]},
    )
    assert answer.status_code == 422
    assert "Vul het nummer in waaronder dit is vastgelegd." in text(answer)


def test_the_command_line_keeps_to_the_same_rule(load, cast, tmp_path, capsys):  # noqa: F811
    path = tmp_path / "list.jsonl"
    path.write_bytes(lines(*NEEDING))
    assert load(path, provision=[]) == 2
    said = capsys.readouterr().err
    assert "line 1: provenance: Police data comes in only as a recorded provision" in said
    assert "line 3: provenance: Healthcare data comes in only" in said
    assert load(path, provision=["--provision", "police", "G-bank-consent", "x", "2026-11-20"]) == 2
    assert load(path, provision=["--provision", "police", PROVISION["police"], "x", "gisteren"]) == 2
    assert signals_of(cast.noor) == []
    assert load(path) == 0
    assert {row.organisation_kind for row in signals_of(cast.noor)} == set(NEEDING)


def test_every_kind_that_needs_it_can_be_given_lawfully():
    for kind in NEEDING:
        bases = queries.bases_for(kind)
        assert bases, kind
        assert all(one.to_be_verified for one in bases), "until a current source was read"
    assert timezone.localdate() >= DAY
