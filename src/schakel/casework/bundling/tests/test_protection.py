"""A shelter links nothing, is shown nowhere and counts for nothing."""

from __future__ import annotations

import pytest

from schakel.casework.bundling import actions, queries
from schakel.casework.bundling.models import LinkKey
from schakel.casework.bundling.rules.spans import COVER
from schakel.casework.bundling.tests.file import House, said
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.site import reactions

SHELTER = "Schuilpad 7, Waterrijk"
ONE = said(
    "Zij slaapt nu op Schuilpad 7 in Waterrijk.",
    ("address", "Schuilpad 7, Waterrijk"),
    ("person", "Mira Voskuil"),
    ("phone", "06-00005555"),
    day="2026-09-01",
)
TWO = said(
    "Opgehaald bij schuilpad 7 Waterrijk, door een ander.",
    ("address", "schuilpad 7 Waterrijk"),
    ("phone", "0600005555"),
    ("person", "M. Voskuil"),
    day="2026-09-09",
)
THREE = said("Iets met Schuilpad nummer 7.", ("address", "Schuilpad 7"), ("person", "Noortje Prins"), day="2026-09-11")  # fmt: skip


def everything(house: House) -> str:
    """All that the reads give back, as text."""
    viewer = house.focal
    with acting(viewer):
        numbers = sorted(queries.running_numbers(viewer=viewer))
        whole = [queries.bundle(viewer=viewer, number=number) for number in numbers]
        past = [queries.history(viewer=viewer, number=number) for number in numbers]
        return repr(
            [
                whole,
                past,
                queries.bundles(viewer=viewer),
                queries.open_questions(viewer=viewer),
                queries.hits(viewer=viewer),
            ]
        )


def test_a_protected_address_links_nothing_and_is_shown_nowhere(waterrijk: House, noorderwaard: House, cast):
    assert actions.protect_address(by=cast.karim, address=SHELTER) == 0
    signals = waterrijk.takes_in(ONE, TWO, THREE)
    noorderwaard.takes_in(TWO)
    assert waterrijk.bundles() == {1: frozenset(signals[:2])}
    row = waterrijk.bundle()
    assert {part.kind for link in row.links for part in link.parts} <= {"phone", "person", "time", "form"}
    assert "Schuilpad" not in row.title
    assert COVER in row.signals[0].words
    assert "chuilpad" not in everything(waterrijk)
    with acting(waterrijk.system):
        assert not LinkKey.objects.filter(
            kind__in=("address", "street", "street and number", "postcode and number")
        ).exists()
        from schakel.casework.bundling.queries.readings import readings

        print(readings(viewer=waterrijk.system, signals=signals))


def test_a_shelter_on_its_own_brings_nobody_together(waterrijk: House, cast):
    named = [
        said(f"Vrouw {at}.", ("address", SHELTER), ("person", name))
        for at, name in enumerate(("Mira Voskuil", "Lea Duinker"))
    ]
    waterrijk.takes_in(*named)
    assert len(waterrijk.bundles()) == 1
    actions.protect_address(by=cast.karim, address="Schuilpad 7 te Waterrijk")
    assert reactions.run_pending() >= 2
    assert waterrijk.bundles() == {}


def test_what_was_linked_before_is_read_anew(waterrijk: House, cast):
    waterrijk.takes_in(ONE, TWO)
    assert "Schuilpad" in everything(waterrijk)
    assert actions.protect_address(by=cast.karim, address=SHELTER) == 2
    row = waterrijk.bundle()  # at once, before it is read anew
    assert "chuilpad" not in repr((row.signals, row.shared, row.links, row.questions))
    reactions.run_pending()
    assert "chuilpad" not in everything(waterrijk)
    assert len(waterrijk.bundles()[1]) == 2


def test_an_address_beside_it_still_links(waterrijk: House, cast):
    actions.protect_address(by=cast.karim, address=SHELTER)
    signals = waterrijk.takes_in(
        said("Een woning.", ("address", "Schuilpad 9, Waterrijk"), ("licence_plate", "QC-041-Q")),
        said("Die woning.", ("address", "Schuilpad 9, Waterrijk"), ("licence_plate", "QC041Q")),
    )
    assert waterrijk.bundles() == {1: frozenset(signals)}


def test_only_who_looks_after_the_installation_protects_and_a_half_address_is_refused(waterrijk: House, cast):
    for somebody in (cast.noor, cast.joost, cast.dirk):
        with pytest.raises(Refused, match="beheerder"):
            actions.protect_address(by=somebody, address=SHELTER)
    with pytest.raises(Refused, match="huisnummer"):
        actions.protect_address(by=cast.karim, address="Schuilpad")


def test_the_table_of_shelters_tells_nothing(waterrijk: House, cast, database):
    waterrijk.takes_in(ONE)
    actions.protect_address(by=cast.karim, address=SHELTER)
    with database.as_superuser() as server:
        keys = {key for (key,) in server.execute("select key from bundling_link_key").fetchall()}
        hashes = {key for (key,) in server.execute("select key from bundling_protected_address").fetchall()}
    assert hashes
    assert not keys & hashes
