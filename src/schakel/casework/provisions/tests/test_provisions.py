"""What the police gave: recorded, opened, logged and forgotten; and each way in which that is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from schakel.casework.intake import actions as intake
from schakel.casework.intake.actions import IncomingMention
from schakel.casework.provisions import actions, queries
from schakel.casework.provisions.actions import Field
from schakel.ground.database.scope import acting
from schakel.site import reactions
from tests.refusals import refused

WORDS = "Op 3 november liep Kasimir Wolkenstok weg bij de kade. BSN 111222333."
INCIDENT = [Field("incident", WORDS)]


def given_by_police(cast: Any, **more: Any) -> UUID:
    asked = {
        "giver": "police", "basis": "G-police-municipality-19", "reference": "PL-2026-4711", "purpose": "task",
        "provided_on": timezone.localdate(), "fields": INCIDENT,
    } | more  # fmt: skip
    return actions.record_provision(by=cast.noor, **asked)


def test_a_provision_has_article_number_day_and_terms(database, cast):
    made = given_by_police(cast, provided_on=date(2026, 11, 3))
    with acting(cast.noor):
        (row,) = queries.provisions(viewer=cast.noor, direction="received")
    assert (row.id, row.giver, row.basis, row.kinds) == (made, "police", "G-police-municipality-19", ("incident",))
    assert (row.free_until, row.kept_until, row.keep_until) == (date(2027, 11, 3), date(2031, 11, 3), date(2036, 11, 3))
    with database.as_superuser() as server:
        kept = server.execute("select content, reference from provisions_provision").fetchone()
    assert b"Wolkenstok" not in kept[0] and b"4711" not in kept[1]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"reference": "  "}, "provisions.reason"), ({"reference": "9" * 65}, "provisions.reference"),
        ({"basis": "G-municipality-police"}, "provisions.basis"), ({"giver": "bank"}, "provisions.basis"),
        ({"basis": "G-bank-vital", "giver": "bank"}, "provisions.basis"), ({"purpose": "care"}, "provisions.basis"),
        ({"fields": [Field("investigation", "Tapverslag")]}, "provisions.kind"), ({"fields": []}, "provisions.empty"),
        ({"provided_on": timezone.localdate() + timedelta(days=2)}, "provisions.day"),
        ({"basis": "G-prosecution-partners", "giver": "prosecution"}, "provisions.not_accepted"),
    ],
)  # fmt: skip
def test_what_is_no_provision_is_refused(database, cast, wrong, code):
    with refused(code):
        given_by_police(cast, **wrong)


def test_opening_it_stands_in_the_log_and_asks_a_reason_after_a_year(database, cast):
    fresh = given_by_police(cast)
    shown = actions.open_provision(by=cast.samira, provision_id=fresh)
    assert "Wolkenstok" in shown.fields[0].text and "111222333" not in shown.fields[0].text
    assert shown.number == "PL-2026-4711"
    old = given_by_police(cast, provided_on=timezone.localdate() - timedelta(days=500))
    with refused("provision.stage"):
        actions.open_provision(by=cast.noor, provision_id=old)
    with refused("provisions.reason"):
        actions.open_provision(by=cast.noor, provision_id=old, why="needed")
    assert actions.open_provision(
        by=cast.noor, provision_id=old, why="needed", reason="Nieuw signaal op de kade."
    ).fields
    apart = given_by_police(cast, provided_on=timezone.localdate() - timedelta(days=6 * 365))
    with refused("provision.stage"):
        actions.open_provision(by=cast.noor, provision_id=apart, why="needed", reason="Nieuw signaal.")
    assert actions.open_provision(by=cast.noor, provision_id=apart, why="complaint", reason="Klacht 7.").fields
    with acting(cast.petra):
        lines = queries.log(viewer=cast.petra)
    assert [one.act for one in lines].count("opened") == 3 and [one.act for one in lines].count("received") == 3
    assert {one.why for one in lines} == {"", "needed", "complaint"}


def test_nobody_else_sees_it_and_the_privacy_officer_sees_no_content(database, cast):
    made = given_by_police(cast)
    for other in (cast.joost, cast.koen, cast.petra, cast.femke, cast.karim, cast.yara):
        with acting(other):
            assert queries.provision(viewer=other, provision=made) is None
        with refused("provision.unknown"):
            actions.open_provision(by=other, provision_id=made)
    for other in (cast.joost, cast.koen, cast.petra, cast.karim, cast.yara):
        with refused("provisions.role"):
            actions.record_provision(
                by=other, giver="police", basis="G-police-municipality-19", reference="1", purpose="task",
                provided_on=date(2026, 11, 1), fields=INCIDENT,
            )  # fmt: skip
    with acting(cast.femke):
        assert queries.log(viewer=cast.femke) == []


@pytest.mark.parametrize("kind", ["police", "bank"])
def test_a_signal_of_the_police_is_a_provision_too_and_one_of_a_bank_is_not(database, cast, kind):
    basis = {"police": "G-police-municipality-19", "bank": "G-bank-vital"}[kind]
    with acting(cast.joost):
        signal = intake.register_signal(
            by=cast.joost, municipality="GM9901", observed_on=date(2026, 11, 2), narrative="De politie vertelde dit.",
            organisation_kind=kind, mentions=[IncomingMention("phone", "06-00001174")],
            provenance=intake.Provenance(basis, "PL-77", date(2026, 11, 3)),
        ).id  # fmt: skip
    reactions.run_pending()
    reactions.run_pending()
    with acting(cast.noor):
        rows = queries.provisions(viewer=cast.noor, direction="received")
        found = queries.of_signal(viewer=cast.noor, signal=signal)
    assert len(rows) == (kind == "police")
    if kind == "police":
        assert found is not None and found.basis == basis and not found.holds_content
        system = cast.system("waterrijk")
        assert not actions.note_signal(by=system, signal=signal, basis=basis, provided_on=date(2026, 11, 3))
        actions.forget_signal(by=system, signal=signal)
        with acting(cast.noor):
            (row,) = queries.provisions(viewer=cast.noor, direction="received")
        assert row.signal is None, "the provision outlives its signal, and no longer says which it was"


def test_what_is_past_its_term_goes_with_proof(database, cast):
    given_by_police(cast)
    gone = given_by_police(cast, provided_on=timezone.localdate() - timedelta(days=11 * 365))
    with refused("provisions.forget"):
        actions.forget_provisions(by=cast.noor, on=timezone.localdate())
    system = cast.system("waterrijk")
    assert actions.forget_provisions(by=system, on=timezone.localdate()) == 1
    with acting(cast.noor):
        assert gone not in [row.id for row in queries.provisions(viewer=cast.noor, direction="received")]
    with database.as_superuser() as server:
        proof = server.execute("select facts from audit_entry where kind = 'retention.done'").fetchall()
    assert proof[0][0]["kind"] == "provisions_provision" and proof[0][0]["gone"] == 1


def test_audits_are_due_and_a_held_one_moves_the_day(database, cast):
    today = timezone.localdate()
    with acting(cast.petra):
        assert [row.on for row in queries.audits_due(viewer=cast.petra, today=today)] == [None, None]
    given_by_police(cast)
    with acting(cast.petra):
        inside, outside = queries.audits_due(viewer=cast.petra, today=today)
        late, _ = queries.audits_due(viewer=cast.petra, today=today + timedelta(days=400))
    assert (inside.on.year, outside.on.year) == (today.year + 1, today.year + 4) and not inside.late and late.late
    with refused("provisions.role"):
        actions.record_audit(by=cast.noor, kind="internal", held_on=today, result="in_order", findings="Niets.")
    with refused("audit.sent"):
        actions.record_audit(
            by=cast.petra, kind="internal", held_on=today, result="in_order", findings="Niets.", sent_on=today
        )
    with refused("audit.form"):
        actions.record_audit(by=cast.petra, kind="surprise", held_on=today, result="in_order", findings="Niets.")
    held = {"held_on": today, "result": "to_improve", "findings": "Het logboek nalopen.", "sent_on": today}
    actions.record_audit(by=cast.petra, kind="external", **held)
    with acting(cast.petra):
        (row,) = queries.audits(viewer=cast.petra)
        assert row.sent_on == today and row.findings == "Het logboek nalopen."
    with acting(cast.noor):
        assert queries.audits(viewer=cast.noor) == [] == queries.audits_due(viewer=cast.noor, today=today)
