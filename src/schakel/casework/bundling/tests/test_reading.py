"""What the reads give back, what they leave in the trail, and that they cost the same however large a bundle is."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext

from schakel.casework.bundling import actions, queries
from schakel.casework.bundling.tests.file import House, laundry, lines, said
from schakel.casework.intake import actions as intake
from schakel.ground.database.scope import acting

TELLING = (
    "Talhoubi",
    "Talhubi",
    "Mansouf",
    "Sabri",
    "Schuimkraag",
    "ergensh",
    "06-00001174",
    "QC041Q",
    "Anwar",
    "0004 1207",
)


def test_a_bundle_shows_words_with_what_is_shared_and_where_it_stands(waterrijk: House, signals: list[UUID]):
    row = waterrijk.bundle()
    assert [one.id for one in row.signals] == signals
    assert [one.position for one in row.signals] == [1, 2, 3, 4, 5]
    assert row.title == "Wasserij aan de Nergenshavenkade"
    assert (row.sources, row.status, row.owners) == (5, "weighing", ())
    marked = {one.position: [one.words[mark.start : mark.end] for mark in one.marks] for one in row.signals}
    assert "Anwar Talhoubi" in marked[2]
    assert "Anouar Talhubi" in marked[3]
    assert "wasserij" in marked[1]
    address = next(one for one in row.shared if one.kind == "address")
    assert address.name == "Nergenshavenkade 48"
    assert {*address.at, *address.maybe} == {1, 2, 5}


def test_parts_add_up_for_the_reader_too(waterrijk: House, signals: list[UUID]):
    row = waterrijk.bundle()
    assert row.links
    for link in row.links:
        assert link.a < link.b
        assert link.prior + sum(part.bits for part in link.parts) == link.bits
        assert all(part.a and part.b for part in link.parts if part.kind not in ("time", "form", "place"))


def test_an_owner_is_the_colleague_who_took_a_signal_in_hand(waterrijk: House, signals: list[UUID]):
    intake.qualify(by=waterrijk.focal, signal=signals[0])
    assert waterrijk.bundle().owners == ("Noor",)


def test_lists_name_bundles_and_what_waits_but_no_person(waterrijk: House, signals: list[UUID]):
    viewer = waterrijk.focal
    with acting(viewer):
        (listed,) = queries.bundles(viewer=viewer)
        (open_,) = queries.open_questions(viewer=viewer)
        ref = queries.bundle_of(viewer=viewer, signal=signals[2])
        assert queries.bundles_of(viewer=viewer) == dict.fromkeys(signals, 1)
        assert queries.running_numbers(viewer=viewer) == frozenset({1})
        assert queries.count(viewer=viewer) == 1
    row = waterrijk.bundle()
    assert (listed.number, listed.signals, listed.sources) == (1, 5, 5)
    assert (listed.first, listed.last) == (row.first, row.last)
    assert listed.waiting == len(row.questions) == open_.questions
    assert (open_.number, open_.title, open_.signals, open_.sources) == (1, row.title, 5, 5)
    assert ref is not None
    assert (ref.number, ref.signals, ref.counts) == (1, 5, False)
    assert not any(word in repr([listed, open_, ref]) for word in ("Talhoubi", "Mansouf", "Schuimkraag"))


def test_what_is_not_compared_yet_is_counted(waterrijk: House):
    waterrijk.takes_in(laundry()[0])
    waterrijk.takes_in(laundry()[1], linking=False)
    with acting(waterrijk.focal):
        assert queries.still_looking(viewer=waterrijk.focal) == 1


def test_a_number_that_is_not_there_is_nobody(waterrijk: House, noorderwaard: House, signals: list[UUID]):
    with acting(waterrijk.focal):
        assert queries.bundle(viewer=waterrijk.focal, number=99) is None
        assert queries.history(viewer=waterrijk.focal, number=99) is None
        assert queries.bundle_of(viewer=waterrijk.focal, signal=UUID(int=1)) is None
    with acting(noorderwaard.focal):
        assert queries.bundle(viewer=noorderwaard.focal, number=1) is None
        assert queries.bundles(viewer=noorderwaard.focal) == []
        assert queries.open_questions(viewer=noorderwaard.focal) == []
        assert queries.bundles_of(viewer=noorderwaard.focal) == {}


def test_reading_costs_the_same_however_much_there_is(waterrijk: House):
    busjes = [
        said(f"Busje {at}.", ("licence_plate", "QC-041-Q"), ("address", "Nepkade 4, Ede"), ("person", "Anwar Talhoubi"), day=f"2026-09-{at:02}")
        for at in range(1, 9)
    ]  # fmt: skip
    viewer = waterrijk.focal
    reads: list[Callable[[], object]] = [
        lambda: queries.bundle(viewer=viewer, number=1),
        lambda: queries.bundles(viewer=viewer),
        lambda: queries.open_questions(viewer=viewer),
        lambda: queries.history(viewer=viewer, number=1),
        lambda: queries.hits(viewer=viewer),
    ]

    def costs() -> list[int]:
        found = []
        for read in reads:
            with acting(viewer), CaptureQueriesContext(connection) as counted:
                read()
            found.append(len(counted))
        return found

    waterrijk.takes_in(
        *busjes[:2], said("Anouar Talhubi vroeg om hulp.", ("person", "Anouar Talhubi"), day="2026-09-20")
    )
    costs()  # the first time the key of the organisation is opened
    few = costs()
    waterrijk.takes_in(*busjes[2:], *lines()[:12])
    assert costs() == few
    assert max(few) <= 22


def trail(database, kind: str) -> list[tuple[object, ...]]:
    with database.as_superuser() as server:
        return server.execute(
            "select object_id, actor, organisation, (select count(*) from audit_processing p where p.trace_id = e.id)"
            " from audit_entry e where kind = %s order by number",
            [kind],
        ).fetchall()


def test_every_read_and_every_act_leaves_a_line(waterrijk: House, signals: list[UUID], database):
    row = waterrijk.bundle()
    viewer = waterrijk.focal
    with acting(viewer):
        queries.bundles(viewer=viewer)
        queries.history(viewer=viewer, number=1)
        queries.hits(viewer=viewer)
    actions.note_printing(by=viewer, number=1)
    asked = row.questions[0].link.id
    act = actions.postpone_link(by=viewer, link=asked, reason="Eerst bellen.").act
    actions.undo(by=viewer, judgement=act)
    actions.take_out(by=viewer, bundle=row.id, signal=signals[4], reason="Ander pand.")
    people = 4  # Anwar, Mansouf, Anouar, Sabri
    assert [(line[0], line[1], line[3]) for line in trail(database, "bundle.read")] == [
        (str(row.id), viewer.account, people)
    ]
    assert len(trail(database, "signal.linked")) == 5
    assert trail(database, "signal.linked")[0][1] is None
    expected = {
        "bundles.listed": None, "bundle.history_read": str(row.id), "related.listed": None, "bundle.printed": str(row.id),
        "link.postponed": str(asked), "judgement.undone": str(act), "bundle.signal_taken_out": str(row.id),
    }  # fmt: skip
    for kind, about in expected.items():
        assert [line[:3] for line in trail(database, kind)] == [(about, viewer.account, waterrijk.organisation)], kind


def test_a_copy_of_the_database_names_nobody(waterrijk: House, signals: list[UUID], database):
    waterrijk.bundle()
    waterrijk.says(actions.confirm_link, signals[1], signals[2], "Anwar Talhoubi is dezelfde man, zei Sabri.")
    with database.as_superuser() as server:
        tables = [name for (name,) in server.execute("select tablename from pg_tables where schemaname = 'public'")]
        assert len([name for name in tables if name.startswith("bundling_")]) >= 10
        text = "\n".join(row for name in tables for (row,) in server.execute(f'select t::text from "{name}" t'))
    for word in TELLING:
        assert word.lower() not in text.lower()
        assert word.encode().hex() not in text
