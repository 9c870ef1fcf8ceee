"""Investigation (Wpg) and supervision (AVG) of one officer stand apart: in rights, in rows, and in what can be linked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection

from schakel.casework.bundling import queries as bundles
from schakel.casework.intake import actions as intake
from schakel.casework.intake.actions import IncomingMention
from schakel.casework.provisions import actions, queries
from schakel.casework.provisions.actions import Field
from schakel.casework.sharing import actions as sharing
from schakel.ground.database.identity import new_id
from schakel.ground.database.scope import acting
from schakel.site import reactions
from tests.refusals import refused

PHONE = "06-00001174"
DAY = date(2026, 11, 2)
STORES = ("provisions_investigation", "provisions_supervision")


def only(actor: Any, role: str) -> Any:
    return replace(actor, roles=frozenset({role}))


def investigates(cast: Any) -> UUID:
    fields = [
        Field("incident", f"Een man belde met {PHONE}."), Field("place", "Nergenshavenkade 48"),
        Field("someone_named", "Kasimir Wolkenstok"),
    ]  # fmt: skip
    return actions.record_investigation(by=cast.koen, happened_on=DAY, fields=fields)


def accepts(cast: Any) -> UUID:
    return sharing.accept_basis(by=cast.petra, basis="G-investigation-supervision", reason="Het Bpg boa gelezen.")


def test_each_right_reads_its_own_store_and_not_the_other(database, cast):
    found = investigates(cast)
    seen = actions.record_supervision(by=cast.koen, happened_on=DAY, fields=[Field("place", "Kade 1")])
    investigator, supervisor = only(cast.koen, "investigator"), only(cast.koen, "supervisor")
    with acting(investigator):
        assert [row.id for row in queries.investigations(viewer=investigator)] == [found]
        assert queries.supervisions(viewer=investigator) == [] and rows("provisions_supervision") == 0
        assert queries.supervision(viewer=investigator, record=seen) is None
    with acting(supervisor):
        assert [row.id for row in queries.supervisions(viewer=supervisor)] == [seen]
        assert queries.investigations(viewer=supervisor) == [] and rows("provisions_investigation") == 0
        assert queries.investigation(viewer=supervisor, record=found) is None
    with refused("provisions.role"):
        actions.record_investigation(by=supervisor, happened_on=DAY, fields=[Field("place", "Kade 1")])
    with refused("provisions.role"):
        actions.record_supervision(by=investigator, happened_on=DAY, fields=[Field("place", "Kade 1")])
    for other in (cast.noor, cast.joost, cast.petra, cast.yara, cast.karim, cast.femke):
        with acting(other):
            assert [rows(table) for table in STORES] == [0, 0], other


def rows(table: str) -> int:
    """As the database shows them, whatever our own queries ask."""
    with connection.cursor() as cursor:
        cursor.execute(f'select count(*) from "{table}"')
        return int(cursor.fetchone()[0])


def test_nothing_crosses_before_somebody_answers_for_the_basis(database, cast):
    found = investigates(cast)
    with refused("provision.not_accepted"):
        actions.give_to_supervision(by=cast.koen, record=found, chosen=["place"], necessity="Nodig.")
    held = accepts(cast)
    made = actions.give_to_supervision(by=cast.koen, record=found, chosen=["place"], necessity="Zij gaan erheen.")
    supervisor = only(cast.koen, "supervisor")
    with acting(supervisor):
        (row,) = queries.supervisions(viewer=supervisor)
        whole = queries.supervision(viewer=supervisor, record=row.id)
        given = queries.provision(viewer=supervisor, provision=made)
    assert row.provision == made and whole is not None and given is not None
    assert [(one.kind, one.text) for one in whole.fields] == [("place", "Nergenshavenkade 48")], (
        "exactly what was chosen"
    )
    assert given.basis == "G-investigation-supervision" and given.direction == "given"
    with acting(cast.petra):
        assert [one.act for one in queries.log(viewer=cast.petra)] == ["given"]
    sharing.end_acceptance(by=cast.petra, acceptance=held)
    with refused("provision.not_accepted"):
        actions.give_to_supervision(by=cast.koen, record=found, chosen=["place"], necessity="Nog eens.")


def test_people_stay_in_the_investigation_and_one_thing_too_many_stops_all(database, cast):
    found = investigates(cast)
    accepts(cast)
    for chosen in (["place", "someone_named"], ["someone_named"]):
        with refused("provision.kept_out"):
            actions.give_to_supervision(by=cast.koen, record=found, chosen=chosen, necessity="Nodig.")
    for chosen in ([], ["methods"], ["whatever"]):
        with refused("provision.nothing"):
            actions.give_to_supervision(by=cast.koen, record=found, chosen=chosen, necessity="Nodig.")
    with refused("provisions.reason"):
        actions.give_to_supervision(by=cast.koen, record=found, chosen=["place"], necessity=" ")
    with refused("provisions.role"):
        actions.give_to_supervision(
            by=only(cast.koen, "supervisor"), record=found, chosen=["place"], necessity="Nodig."
        )
    with refused("investigation.unknown"):
        actions.give_to_supervision(by=cast.koen, record=new_id(), chosen=["place"], necessity="Nodig.")
    with acting(cast.koen):
        assert queries.supervisions(viewer=cast.koen) == []


def test_after_a_year_an_investigation_opens_for_a_reason_only(database, cast):
    found = investigates(cast)
    with database.as_superuser() as server:
        server.execute("update provisions_investigation set free_until = '2020-01-01'")
    with acting(cast.koen):
        assert queries.investigation(viewer=cast.koen, record=found).fields == ()
        assert queries.investigation(viewer=cast.koen, record=found, why="needed").fields
    with database.as_superuser() as server:
        server.execute("update provisions_investigation set kept_until = '2020-01-01'")
    with acting(cast.koen):
        assert queries.investigation(viewer=cast.koen, record=found, why="needed").fields == ()
        assert queries.investigation(viewer=cast.koen, record=found, why="complaint").fields
    accepts(cast)
    with refused("investigation.set_apart"):
        actions.give_to_supervision(by=cast.koen, record=found, chosen=["place"], necessity="Nodig.")


@pytest.mark.parametrize("origin", ["investigation", "own"])
def test_the_database_lets_nothing_cross_without_its_provision(database, cast, origin):
    """Also when somebody goes around our own code: with the rights of the application, as an officer who investigates."""
    investigator = only(cast.koen, "investigator")
    with pytest.raises(DatabaseError, match="row-level security"), acting(investigator), connection.cursor() as cursor:
        cursor.execute(
            "insert into provisions_supervision (id, controller, origin, happened_on, kinds, fields, by, at, keep_until)"
            " values (%s, %s, %s, now(), '[]', '', %s, now(), now())",
            [new_id(), investigator.organisation, origin, investigator.account],
        )


def test_bundling_never_sees_an_investigation(database, cast):
    """A number that an officer investigates and a signal names: nothing is linked, and the linker cannot read it."""
    investigates(cast)
    with acting(cast.joost):
        signal = intake.register_signal(
            by=cast.joost, municipality="GM9901", observed_on=DAY, narrative="Zelfde nummer.",
            mentions=[IncomingMention("phone", PHONE), IncomingMention("address", "Nergenshavenkade 48 Zaandam")],
        ).id  # fmt: skip
    reactions.run_pending()
    with acting(cast.noor):
        assert bundles.bundle_of(viewer=cast.noor, signal=signal) is None
        assert bundles.open_questions(viewer=cast.noor) == []
    with database.as_superuser() as server:
        for table in (*STORES, "provisions_provision", "provisions_line"):
            may = "select has_table_privilege('schakel_linker', %s, 'select')"
            assert server.execute(may, [table]).fetchone() == (False,)


def test_a_second_signal_with_that_number_does_link(database, cast):
    """The test above can fail: two signals with the number are linked."""
    with acting(cast.joost):
        made = [
            intake.register_signal(
                by=cast.joost, municipality="GM9901", observed_on=DAY, narrative="Zelfde nummer.",
                mentions=[IncomingMention("phone", PHONE), IncomingMention("person", "Kasimir Wolkenstok")],
            ).id
            for _ in range(2)
        ]  # fmt: skip
    reactions.run_pending()
    with acting(cast.noor):
        assert bundles.bundle_of(viewer=cast.noor, signal=made[0]) or bundles.open_questions(viewer=cast.noor)
