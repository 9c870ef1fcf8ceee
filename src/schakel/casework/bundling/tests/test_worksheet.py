"""The worksheet: optional, for the focal person, with reasons; it weighs nowhere, and it goes with its signals."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.test import Client

from schakel.casework.bundling import actions, queries
from schakel.casework.bundling.actions import SheetAnswer
from schakel.casework.bundling.models import WorksheetAnswer
from schakel.casework.bundling.tests.browser import NEVER, text
from schakel.casework.bundling.tests.file import House, said
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting

LIST, SHEET = "adult_labour", "/bundels/1/werkblad/adult_labour"
YES = SheetAnswer("yes", "Joost zag het.")
NUMBER = "111222333"  # passes the test of eleven


def answer(by: Actor, number: int = 1, ilo_list: str = LIST, **given: SheetAnswer) -> None:
    rows = {f"ILO-{code.replace('_', '-')}": one for code, one in given.items()}
    actions.answer_worksheet(by=by, number=number, ilo_list=ilo_list, given=rows)


def read(waterrijk: House, ilo_list: str = LIST, number: int = 1) -> queries.WorksheetRow:
    with acting(waterrijk.focal):
        row = queries.worksheet(viewer=waterrijk.focal, number=number, ilo_list=ilo_list)
    assert row is not None
    return row


def outcomes(row: queries.WorksheetRow) -> dict[str, str]:
    return {one.code: one.outcome for one in row.sheets}


def test_facts_of_the_bundle_are_proposed_with_the_signal_they_come_from_and_nothing_is_answered(
    signals: list[UUID], waterrijk: House
) -> None:
    row = read(waterrijk)
    proposed = {code: {(one.indicator, one.position) for one in line.proposals} for code, line in row.lines.items()}
    told = {one.position: one for one in waterrijk.bundle().signals}
    assert proposed["ILO-D4-04"]
    for found in proposed.values():
        for indicator, position in found:
            assert told[position].counts
            assert pack().indicators[indicator].ilo
    assert not any(line.answer for line in row.lines.values())
    assert set(outcomes(row).values()) == {"not_yet"}
    assert set(outcomes(row)) == set(pack().dimensions)


def test_the_rule_of_the_list_says_which_dimension_is_supported_and_why(signals: list[UUID], waterrijk: House) -> None:
    answer(waterrijk.focal, D4_01=YES)
    assert outcomes(read(waterrijk))["D4"] == "not_yet"
    answer(waterrijk.focal, D4_02=YES, D5_01=SheetAnswer("no", "Zij hebben hun pas."))
    row = read(waterrijk)
    assert outcomes(row) == dict.fromkeys(pack().dimensions, "not_yet") | {"D4": "supported"}
    found = next(one for one in row.sheets if one.code == "D4")
    assert (found.rules, found.because) == (("R-b",), ("ILO-D4-01", "ILO-D4-02"))
    held = row.lines["ILO-D4-01"].answer
    assert held and (held.answer, held.reason, held.who) == ("yes", "Joost zag het.", "Noor")


def test_a_later_answer_stands_in_the_place_of_the_earlier_one_and_both_stay(
    signals: list[UUID], waterrijk: House
) -> None:
    answer(waterrijk.focal, D4_01=YES, D4_02=YES)
    answer(waterrijk.focal, D4_01=SheetAnswer("unknown"))
    row = read(waterrijk)
    assert outcomes(row)["D4"] == "not_yet" and row.lines["ILO-D4-01"].answer.answer == "unknown"  # type: ignore[union-attr]
    with acting(waterrijk.focal):
        assert WorksheetAnswer.objects.count() == 3


@pytest.mark.parametrize("ilo_list", ["adult_sexual", "child_sexual"])
def test_a_list_without_verified_strengths_says_so_and_computes_nothing(
    signals: list[UUID], waterrijk: House, noor: Client, ilo_list: str
) -> None:
    answer(waterrijk.focal, ilo_list=ilo_list, D4_01=YES, D4_02=YES, D4_03=YES, D5_01=YES, D5_02=YES)
    row = read(waterrijk, ilo_list)
    assert set(outcomes(row).values()) == {"not_computed"}
    assert all(one.rules == () for one in row.sheets)
    page = text(noor.get(f"/bundels/1/werkblad/{ilo_list}"))
    assert "Daarom rekent dit werkblad hier niets uit." in page
    assert "Hier wordt niets uitgerekend" in page and "Joost zag het." in page
    assert "Gesteund" not in page and "Nog niet gesteund" not in page


def test_the_reason_is_sealed_and_the_trail_holds_no_word_of_it(
    signals: list[UUID], waterrijk: House, database: Any
) -> None:
    answer(waterrijk.focal, D4_01=SheetAnswer("yes", f"Anwar heeft nummer {NUMBER}."))
    with database.as_superuser() as server:
        [(reason,)] = server.execute("select reason from bundling_worksheet_answer").fetchall()
        [(facts, basis)] = server.execute(
            "select facts::text, basis from audit_entry where kind = 'worksheet.answered'"
        ).fetchall()
    assert b"Anwar" not in bytes(reason) and "Anwar" not in facts + basis
    held = read(waterrijk).lines["ILO-D4-01"].answer
    assert held and NUMBER not in held.reason and "Anwar" in held.reason


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"D4_01": SheetAnswer("yes", " ")}, "reason.missing"),
        ({"D4_01": SheetAnswer("no")}, "reason.missing"),
        ({"D4_01": SheetAnswer("perhaps", "x")}, "worksheet.answer"),
        ({"D9_01": YES}, "worksheet.row"),
        ({}, "worksheet.row"),
        ({"D4_01": SheetAnswer("yes", "x" * 2001)}, "worksheet.reason"),
    ],
)
def test_what_is_no_answer_is_refused(
    signals: list[UUID], waterrijk: House, given: dict[str, SheetAnswer], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        answer(waterrijk.focal, **given)
    assert refused.value.code == code
    with acting(waterrijk.focal):
        assert not WorksheetAnswer.objects.exists()


@pytest.mark.parametrize("name", ["joost", "femke", "dirk", "karim", "petra", "elif_"])
def test_it_is_for_the_focal_persons_of_the_municipality_only(
    signals: list[UUID], waterrijk: House, cast: Any, name: str
) -> None:
    answer(waterrijk.focal, D4_01=YES)
    other = getattr(cast, name)
    with pytest.raises(Refused):
        answer(other, D4_01=YES)
    with acting(other):
        assert queries.worksheet(viewer=other, number=1, ilo_list=LIST) is None
        assert not WorksheetAnswer.objects.exists()


def test_nobody_alters_an_answer_or_answers_for_a_colleague(signals: list[UUID], waterrijk: House, cast: Any) -> None:
    answer(waterrijk.focal, D4_01=YES)
    with pytest.raises(DatabaseError), acting(waterrijk.focal), connection.cursor() as cursor:
        cursor.execute("update bundling_worksheet_answer set answer = 'no'")
    copy = """insert into bundling_worksheet_answer (id, controller, bundle_id, ilo_list, row, answer, rests_on, at, by, pack_version)
        select gen_random_uuid(), controller, bundle_id, ilo_list, row, 'no', rests_on, at, %s, pack_version from bundling_worksheet_answer"""
    with pytest.raises(DatabaseError), acting(waterrijk.focal), connection.cursor() as cursor:
        cursor.execute(copy, [cast.samira.account])


def test_it_weighs_nowhere(signals: list[UUID], waterrijk: House, noor: Client) -> None:
    before, listed = waterrijk.bundle(), text(noor.get("/bundels"))
    answer(waterrijk.focal, D4_01=YES, D4_02=YES, D5_01=YES, D5_02=YES)
    after = waterrijk.bundle()
    assert (after.picture, after.status, after.changed_at) == (before.picture, before.status, before.changed_at)
    assert text(noor.get("/bundels")) == listed
    for shape in (queries.BundleRow, queries.ListedBundle):
        assert not [one.name for one in fields(shape) if "sheet" in one.name or "ilo" in one.name]


def test_an_answer_that_rests_on_a_signal_that_left_holds_no_longer(signals: list[UUID], waterrijk: House) -> None:
    row = read(waterrijk)
    code, line = next((code, line) for code, line in row.lines.items() if line.proposals)
    actions.answer_worksheet(by=waterrijk.focal, number=1, ilo_list=LIST, given={code: YES})
    actions.take_out(by=waterrijk.focal, bundle=row.bundle, signal=line.proposals[0].signal, reason="Ander verhaal.")
    number = next(n for n in sorted(waterrijk.bundles()) if read(waterrijk, number=n).lines[code].answer is not None)
    held = read(waterrijk, number=number)
    assert held.lines[code].answer and held.lines[code].answer.stale  # type: ignore[union-attr]
    assert not any(code in one.because for one in held.sheets)


def test_it_goes_with_the_signal_it_rests_on_and_with_its_bundle(signals: list[UUID], waterrijk: House) -> None:
    row = read(waterrijk)
    code, line = next((code, line) for code, line in row.lines.items() if line.proposals)
    bare = next(code for code, line in row.lines.items() if not line.proposals)
    actions.answer_worksheet(by=waterrijk.focal, number=1, ilo_list=LIST, given={code: YES, bare: YES})
    actions.forget_signal(by=waterrijk.system, signal=line.proposals[0].signal)
    with acting(waterrijk.focal):
        assert set(WorksheetAnswer.objects.values_list("row", flat=True)) == {bare}
    for signal in signals:
        actions.forget_signal(by=waterrijk.system, signal=signal)
    with acting(waterrijk.focal):
        assert not WorksheetAnswer.objects.exists()


def test_the_form_proposes_a_reason_and_no_answer_and_keeps_what_was_typed(
    signals: list[UUID], noor: Client, waterrijk: House
) -> None:
    shown = noor.get(f"{SHEET}/D4").content.decode()
    assert "checked" not in shown and "Voorstel" in shown and "Signaal" in shown
    missed = noor.post(f"{SHEET}/D4", {"ILO-D4-01-reason": "Ik weet dit zeker."})
    assert missed.status_code == 422 and "Ik weet dit zeker." in missed.content.decode()
    bare = noor.post(f"{SHEET}/D4", {"ILO-D4-01-answer": "yes", "ILO-D4-01-reason": ""})
    assert bare.status_code == 422
    sent = {"ILO-D4-01-answer": "yes", "ILO-D4-01-reason": "Gezien.", "ILO-D4-03-answer": "unknown"}
    assert noor.post(f"{SHEET}/D4", sent).headers["Location"] == f"{SHEET}#deel-D4"
    answered = read(waterrijk)
    assert answered.lines["ILO-D4-01"].answer and answered.lines["ILO-D4-03"].answer
    assert noor.get(f"{SHEET}/D4").content.decode().count("checked") == 2
    noor.post(f"{SHEET}/D4", sent)
    with acting(waterrijk.focal):
        assert WorksheetAnswer.objects.count() == 2, "the same answer again adds nothing"


def test_the_page_says_that_it_is_optional_and_shows_reasons_and_the_rule(
    signals: list[UUID], waterrijk: House, noor: Client
) -> None:
    answer(waterrijk.focal, D4_01=YES, D4_02=YES, D5_01=SheetAnswer("no", "Zij hebben hun pas."))
    page = text(noor.get("/bundels/1/werkblad"))
    for expected in (
        "U hoeft dit niet in te vullen.", "Elk deel staat op zichzelf", "Onbekend is iets anders dan nee.", "Gesteund",
        "Regel: Eén sterke en één middelmatige of zwakke.", "Joost zag het.", "Zij hebben hun pas.", "Nog te controleren.",
        "Twee sterke aanwijzingen", "(sterk)", "(middelmatig)",
    ):  # fmt: skip
        assert expected in page, expected
    assert not NEVER.search(page)


def test_on_paper_everything_is_open_and_the_trail_says_so(
    signals: list[UUID], waterrijk: House, noor: Client, database: Any
) -> None:
    page = noor.get(f"{SHEET}/druk-af").content.decode()
    folds = re.findall(r"<details[^>]*>", page)
    assert folds and all(" open" in fold for fold in folds)
    assert "Vertrouwelijk" in page and "Bewaar deze antwoorden" not in page
    with database.as_superuser() as server:
        assert server.execute("select count(*) from audit_entry where kind = 'worksheet.printed'").fetchall() == [(1,)]


@pytest.mark.parametrize("name", ["joost", "dirk", "karim"])
def test_other_roles_have_no_worksheet(signals: list[UUID], as_: Any, name: str) -> None:
    for address in ("/bundels/1/werkblad", SHEET, f"{SHEET}/D4", f"{SHEET}/druk-af"):
        assert as_(name).get(address).status_code == 403


def test_what_is_not_there_is_not_found(signals: list[UUID], noor: Client, as_: Any) -> None:
    for address in ("/bundels/9/werkblad", "/bundels/1/werkblad/onbekend", f"{SHEET}/D9", "/bundels/9/werkblad/adult_labour/druk-af"):  # fmt: skip
        assert noor.get(address).status_code == 404
    assert as_("femke").get(SHEET).status_code == 404


def test_a_bundle_that_ended_shows_its_worksheet_and_takes_no_more_answers(waterrijk: House, noor: Client) -> None:
    phone = ("phone", "06-00001174")
    _one, other = waterrijk.takes_in(said("Een man belt.", phone), said("Hij belt weer.", phone))
    answer(waterrijk.focal, D4_01=YES)
    actions.take_out(by=waterrijk.focal, bundle=waterrijk.bundle().id, signal=other, reason="Ander verhaal.")
    assert waterrijk.bundle().ended_at
    page = noor.get(SHEET)
    assert "Joost zag het." in text(page) and f"{SHEET}/D4" not in page.content.decode()
    assert noor.get(f"{SHEET}/D4").status_code == 404
    with pytest.raises(Refused):
        answer(waterrijk.focal, D4_02=YES)
