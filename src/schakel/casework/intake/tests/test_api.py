"""Another system passes on a signal: known by its token, once, with each field named that must be mended."""

import json

import pytest
from django.test import Client

from schakel.casework.intake import queries
from schakel.casework.intake.tests.conftest import FILE, PROVISION
from schakel.ground.accounts.actions import create_token
from schakel.ground.database.scope import acting

SIGNALS = "/api/v1/signals"
ONE = {"id": "a1", "observed_on": "2026-11-20", "narrative": "Twaalf paspoorten.", "municipality": "GM9901"}


@pytest.fixture
def post(database, cast):
    """post(body, house="waterrijk") with the token of that organisation."""
    tokens = {}

    def send(body, house="waterrijk", token=None, **headers):
        if house not in tokens:
            tokens[house] = token_of(cast, house)
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return Client(SERVER_NAME="localhost").post(
            SIGNALS,
            content,
            content_type="application/json",
            headers={"Authorization": f"Bearer {token or tokens[house]}", **headers},
        )

    return send


def provision(kind):
    """The headers that say on what basis data of this kind of organisation is given."""
    if kind not in PROVISION:
        return {}
    return {
        "Schakel-Provision-Basis": PROVISION[kind],
        "Schakel-Provision-Reference": f"{kind}-12",
        "Schakel-Provision-Date": "2026-11-20",
    }


def token_of(cast, house):
    with acting(cast.karim):
        return create_token(by=cast.karim, organisation=cast.organisation(house), name="Zaaksysteem").secret


def signals_of(actor):
    with acting(actor):
        return queries.signals(viewer=actor)


def test_a_signal_comes_in_with_a_number_and_is_the_municipalitys_to_read(post, cast):
    answer = post(ONE)
    assert answer.status_code == 201
    said = answer.json()
    assert (said["number"], said["sender_id"], said["municipality"]) == (1, "a1", "GM9901")
    assert said["receipt"].startswith("Dank u wel.")
    assert answer.headers["API-Version"] == "1.0.0"
    row = signals_of(cast.noor)[0]
    assert (str(row.id), row.organisation_kind) == (said["id"], "municipality")


def test_the_organisation_is_the_tokens_and_never_the_bodys(post, cast, rows):
    answer = post({**ONE, "organisation": "Politie"})
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [wrong["field"] for wrong in answer.json()["errors"]] == ["organisation"]
    assert post(ONE, house="arbeidsinspectie").status_code == 201
    assert rows("select reporting_organisation, reporter, organisation_kind from intake_signal") == [
        (cast.organisation("arbeidsinspectie"), None, "labour_inspectorate")
    ]


def test_the_same_id_again_answers_with_the_same_receipt_or_says_that_the_body_differs(post, rows):
    first, again = post(ONE), post(ONE)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = post({**ONE, "narrative": "Dertien."})
    assert other.status_code == 409
    assert other.json()["errors"][0]["code"] == "other_body"
    assert rows("select count(*) from intake_signal") == [(1,)]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"observed_on": "gisteren"}, "observed_on"),
        ({"bsn": "111222333"}, "bsn"),
        ({"mentions": [{"kind": "document", "value": "111222333"}]}, "mentions[0].value"),
        ({"observations": [{"indicator": "XX-99", "answer": "seen"}]}, "observations[0].indicator"),
        ({"narrative": ""}, "narrative"),
        ({"municipality": "GM9902"}, "municipality"),
        ({"id": ""}, "id"),
        ({"id": "a\x00"}, "id"),
        ({"function": "desk\x00"}, "function"),
        ({"municipality": "GM9901\x00"}, "municipality"),
        ({"narrative": "Half een teken: \ud800"}, "narrative"),
        ({"mentions": [{"kind": "person", "value": "Anwar\x00"}]}, "mentions[0].value"),
        ({"half \ud800": 1}, "half ?"),
        ({"observed_on": "0001-01-01"}, "observed_on"),
        ({"reported_at": "0001-01-01T00:00:00+14:00"}, "reported_at"),
    ],
)
def test_each_field_to_mend_is_named_and_nothing_is_written(post, rows, change, field):
    answer = post({**ONE, **change})
    assert answer.status_code == 400
    assert field in [wrong["field"] for wrong in answer.json()["errors"]]
    assert rows("select count(*) from intake_signal") == [(0,)]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"[" * 5000])
def test_what_is_no_signal_at_all_is_a_problem_too(post, body):
    assert post(body).status_code == 400


def test_a_key_that_stands_twice_is_refused_by_name(post, rows):
    answer = post(
        b'{"id": "a1", "observed_on": "2026-11-20", "narrative": "Een", "narrative": "Twee", "municipality": "GM9901"}'
    )
    assert answer.status_code == 400
    assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [("narrative", "twice")]
    assert rows("select count(*) from intake_signal") == [(0,)]


def test_a_body_over_five_megabytes_is_a_problem_and_not_read(post, rows):
    answer = post({**ONE, "narrative": "x" * (5 * 1024 * 1024)})
    assert (answer.status_code, answer.headers["Content-Type"]) == (413, "application/problem+json")
    assert answer.json()["errors"][0]["code"] == "too_large"
    assert answer.headers["API-Version"] == "1.0.0"
    assert rows("select count(*) from intake_signal") == [(0,)]


def test_the_description_says_how_a_provision_is_told(database):
    said = Client(SERVER_NAME="localhost").get("/api/v1/openapi.json").json()["paths"]["/api/v1/signals"]["post"]
    assert [one["name"] for one in said["parameters"] if one["in"] == "header"] == [
        "Schakel-Provision-Basis", "Schakel-Provision-Reference", "Schakel-Provision-Date",
    ]  # fmt: skip
    assert {"413", "422"} <= said["responses"].keys()


def test_a_partner_must_say_for_which_municipality_and_it_must_take_part(post):
    body = {key: value for key, value in ONE.items() if key != "municipality"}
    assert post(body, house="arbeidsinspectie").json()["errors"][0]["field"] == "municipality"
    assert post({**ONE, "municipality": "GM0363"}, house="arbeidsinspectie").status_code == 403


def test_without_a_token_that_holds_there_is_nothing(database, post, as_, rows):
    assert post(ONE, token="made-up").status_code == 401
    assert Client(SERVER_NAME="localhost").post(SIGNALS, b"{}", content_type="application/json").status_code == 401
    assert as_("noor").post(SIGNALS, json.dumps(ONE), content_type="application/json").status_code == 401
    assert rows("select count(*) from intake_signal") == [(0,)]


def test_every_line_of_the_exchange_format_is_taken(post, cast):
    for line in FILE.read_text("utf-8").splitlines():
        row = json.loads(line)
        answer = post({**row, "municipality": "GM9901"}, **provision(row["organisation_kind"]))
        assert answer.status_code == 201, answer.content
    assert len(signals_of(cast.noor)) == 12


def test_the_description_is_for_everybody_and_names_the_fields(database):
    answer = Client(SERVER_NAME="localhost").get("/api/v1/openapi.json")
    said = answer.json()
    body = said["paths"]["/api/v1/signals"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert said["openapi"].startswith("3.1")
    assert answer.headers["API-Version"] == "1.0.0"
    assert "organisation" not in body["properties"]
    assert body["required"] == ["id", "observed_on"]


@pytest.mark.parametrize("key", ["attachments", "files", "bijlagen", "Photos"])
def test_files_are_outside_the_format_and_that_is_said(post, cast, key):
    answer = post({**ONE, key: [{"name": "a.jpg", "content": "aGk="}]})
    assert answer.status_code == 400
    (wrong,) = answer.json()["errors"]
    assert (wrong["field"], wrong["code"]) == (key, "no_files") and "op de pagina" in wrong["detail"]
    assert signals_of(cast.noor) == []
