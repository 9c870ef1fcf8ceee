"""A fact learnt later, for or against: written by the focal person, shown, never changed, never to the reporter."""

import pytest
from django.db import connection
from django.db.utils import DatabaseError

from schakel.casework.intake import actions, queries
from schakel.ground.content.queries import pack
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting

FACT = {"indicator": "TEG-05", "answer": "seen", "basis": "document", "reason": "Kasimir liet zijn paspoort zien."}
NUMBER = "111222333"  # passes the test of eleven


def add(by, signal, **other):
    with acting(by):
        return actions.add_observation(by=by, signal=signal, **{**FACT, **other})


def read(cast, signal):
    with acting(cast.noor):
        return queries.signal(viewer=cast.noor, signal=signal)


def test_a_fact_against_is_added_with_its_reason_and_leaves_a_line(tell, cast, trail, rows):
    receipt = tell()
    add(cast.noor, receipt.id)
    add(
        cast.samira,
        receipt.id,
        indicator="GEN-12",
        answer="not_seen",
        basis="told",
        reason="Het wijkteam vroeg het na.",
    )
    first, second = read(cast, receipt.id).added
    assert (first.indicator, first.answer, first.basis, first.reason) == tuple(FACT.values())
    assert (first.by, second.by) == (cast.noor.account, cast.samira.account)
    assert [one.indicator for one in read(cast, receipt.id).observations] == ["GEN-03"]
    assert trail(receipt.id).count("signal.observation_added") == 2
    assert not any(b"Kasimir" in bytes(reason) for (reason,) in rows("select reason from intake_addedobservation"))
    [facts] = rows(
        "select facts::text from audit_entry where kind = 'signal.observation_added' order by number limit 1"
    )
    assert "TEG-05" in facts[0] and "Kasimir" not in facts[0]


@pytest.mark.parametrize("code", [*pack("nl").against, "GEN-12", "LAB-02"])
def test_every_fact_against_can_be_added(tell, cast, code):
    receipt = tell()
    add(cast.noor, receipt.id, indicator=code)
    assert [one.indicator for one in read(cast, receipt.id).added] == [code]


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"reason": "  "}, "reason.missing"),
        ({"reason": "x" * 2001}, "observation.reason"),
        ({"reason": "a\x00b"}, "observation.reason"),
        ({"indicator": "TEG-99"}, "observation.unknown"),
        ({"indicator": "GEN-27"}, "observation.police_data"),
        ({"answer": "not_known"}, "observation.answer"),
        ({"basis": ""}, "observation.basis"),
    ],
)
def test_what_is_no_fact_is_refused(tell, cast, rows, other, code):
    receipt = tell()
    with pytest.raises(Refused) as refused:
        add(cast.noor, receipt.id, **other)
    assert refused.value.code == code
    assert rows("select count(*) from intake_addedobservation") == [(0,)]


def test_a_citizen_service_number_is_taken_out_of_the_reason(tell, cast):
    receipt = tell()
    add(cast.noor, receipt.id, reason=f"Hij heeft nummer {NUMBER}.")
    assert NUMBER not in read(cast, receipt.id).added[0].reason


@pytest.mark.parametrize("name", ["joost", "femke", "dirk", "karim", "lotte"])
def test_nobody_else_adds_a_fact_or_sees_one(tell, cast, name):
    receipt = tell()
    add(cast.noor, receipt.id)
    other = getattr(cast, name)
    with pytest.raises(Refused):
        add(other, receipt.id)
    with acting(other), connection.cursor() as cursor:
        cursor.execute("select count(*) from intake_addedobservation")
        assert cursor.fetchone() == (0,)


def test_the_reporter_reads_nothing_of_it(tell, cast, as_):
    receipt = tell()
    add(cast.noor, receipt.id)
    with acting(cast.joost):
        assert queries.my_signal(viewer=cast.joost, signal=receipt.id).added == ()
    page = as_("joost").get(f"/mijn-signalen/{receipt.id}").content.decode()
    assert "paspoort zien" not in page


@pytest.mark.parametrize(
    "statement",
    ["update intake_addedobservation set answer = 'not_seen'", "update intake_addedobservation set by = null"],
)
def test_what_was_added_is_never_changed(tell, cast, statement):
    receipt = tell()
    add(cast.noor, receipt.id)
    with pytest.raises(DatabaseError), acting(cast.noor), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_refuses_a_fact_in_the_name_of_a_colleague(tell, cast):
    receipt = tell()
    add(cast.noor, receipt.id)
    copy = """insert into intake_addedobservation (id, controller, position, indicator, answer, basis, reason, at, by, pack_version, signal_id)
        select gen_random_uuid(), controller, 9, indicator, answer, basis, reason, at, %s, pack_version, signal_id from intake_addedobservation"""
    with pytest.raises(DatabaseError), acting(cast.noor), connection.cursor() as cursor:
        cursor.execute(copy, [cast.samira.account])


def test_the_page_adds_a_fact_and_keeps_what_was_typed(tell, cast, as_):
    receipt = tell()
    noor, address = as_("noor"), f"/signalen/{receipt.id}/feit"
    shown = noor.get(address).content.decode()
    assert "Wat er tegenin gaat" in shown and "TEG-18" in shown and "GEN-27" not in shown
    missed = noor.post(address, {**FACT, "basis": ""})
    assert missed.status_code == 422
    assert "Kasimir liet zijn paspoort zien." in missed.content.decode()
    assert noor.post(address, FACT).status_code == 302
    page = noor.get(f"/signalen/{receipt.id}").content.decode()
    assert "Later toegevoegd" in page and "Kasimir liet zijn paspoort zien." in page and "Noor" in page
    assert noor.post(f"{address}?bundel=3", FACT).headers["Location"] == "/bundels/3#beeld"
    assert "bundels" not in noor.post(f"{address}?bundel=//kwaad", FACT).headers["Location"]


def test_the_page_is_for_who_handles_the_signal(tell, as_):
    receipt = tell()
    assert as_("joost").get(f"/signalen/{receipt.id}/feit").status_code == 403
    assert as_("femke").get(f"/signalen/{receipt.id}/feit").status_code == 404
