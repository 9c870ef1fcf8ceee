"""Municipalities merge and move; old records still find their place."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.places import actions, queries
from schakel.ground.places.queries import MembershipRow, MunicipalityRow, PlaceFault, RegionRow
from schakel.ground.places.rules import check, holds

OLD, MERGED = date(2015, 1, 1), date(2023, 1, 1)
DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))

ROWS = [
    MunicipalityRow("GM9910", "Oosterzee", OLD, MERGED, "GM9912"),
    MunicipalityRow("GM9911", "'s-Westerzee", OLD, MERGED, "GM9912"),
    MunicipalityRow("GM9912", "Súderzee-Fryslân", MERGED),
]


@pytest.fixture
def merged(bare_database):
    assert actions.load_municipalities(ROWS) == 3


def test_loading_again_changes_nothing(merged):
    assert actions.load_municipalities(ROWS) == 0
    renamed = [*ROWS[:2], MunicipalityRow("GM9912", "Zuiderzee", MERGED)]
    assert actions.load_municipalities(renamed) == 1
    assert queries.municipality("GM9912").name == "Zuiderzee"


def test_a_municipality_exists_on_its_days_only(merged):
    assert queries.municipality("GM9910") == ROWS[0]
    assert queries.municipality("GM9910", on=MERGED - timedelta(days=1)) == ROWS[0]
    assert queries.municipality("GM9910", on=MERGED) is None
    assert queries.municipality("GM0000") is None
    assert [row.code for row in queries.municipalities(on=OLD)] == ["GM9910", "GM9911"]
    assert [row.code for row in queries.municipalities()] == ["GM9912"]


def test_after_a_merge_the_successor_is_found(merged):
    assert queries.successor("GM9910").code == "GM9912"
    assert queries.successor("GM9910", on=OLD).code == "GM9910"
    assert queries.successor("GM9912").code == "GM9912"
    assert queries.successor("GM0000") is None


def test_a_merge_of_a_merge(merged):
    later = date(2026, 1, 1)
    actions.load_municipalities(
        [
            MunicipalityRow("GM9912", "Zuiderzee", MERGED, later, "GM9913"),
            MunicipalityRow("GM9913", "Groot Zuiderzee", later),
        ]
    )
    assert queries.successor("GM9911").code == "GM9913"
    assert queries.successor("GM9911", on=date(2024, 1, 1)).code == "GM9912"


def test_one_that_ended_without_successor_has_none(merged):
    actions.load_municipalities([MunicipalityRow("GM9914", "Verdronken", OLD, MERGED)])
    assert queries.successor("GM9914") is None


def test_names_are_found_without_accents_capitals_and_apostrophes(merged):
    def found(text, on=None):
        return [row.code for row in queries.find_municipalities(text, on=on)]

    assert found("suderzee fry") == ["GM9912"]
    assert found("FRYSLAN") == ["GM9912"]
    assert found("s westerzee", on=OLD) == found("westerz", on=OLD) == ["GM9911"]
    assert found("gm9912") == ["GM9912"]
    assert found("oosterzee") == found("  ") == found("%") == found("_") == []


def test_names_that_begin_with_the_text_come_first(merged):
    actions.load_municipalities(
        [MunicipalityRow("GM9915", "Noord Zuiderzee", MERGED), MunicipalityRow("GM9916", "Zuiderzee", MERGED)]
    )
    assert [row.code for row in queries.find_municipalities("zuider")] == ["GM9916", "GM9915"]


@pytest.mark.parametrize(
    "rows",
    [
        [MunicipalityRow("0363", "Amsterdam", OLD)],
        [ROWS[2], ROWS[2]],
        [MunicipalityRow("GM9912", "X", MERGED, MERGED)],
        [MunicipalityRow("GM9912", "X", OLD, None, "GM9911"), ROWS[1]],
        [MunicipalityRow("GM9910", "X", OLD, MERGED, "GM9919")],
        [MunicipalityRow("GM9910", "X", OLD, MERGED, "GM9911"), MunicipalityRow("GM9911", "Y", OLD, MERGED, "GM9910")],
    ],
    ids=["code", "twice", "dates", "open successor", "missing successor", "circle"],
)
def test_a_list_that_contradicts_itself_is_refused(bare_database, rows):
    with pytest.raises(PlaceFault):
        actions.load_municipalities(rows)
    assert queries.municipalities(on=OLD) == []


REGIONS = [RegionRow("R1", "Noord", "care"), RegionRow("R2", "Zuid", "care"), RegionRow("P1", "Eenheid", "police")]


def test_regions_differ_per_purpose_and_day(merged):
    moved = date(2025, 1, 1)
    actions.load_regions(
        REGIONS,
        [
            MembershipRow("R1", "GM9912", MERGED, moved),
            MembershipRow("R2", "GM9912", moved),
            MembershipRow("P1", "GM9912", MERGED),
        ],
    )
    assert queries.region_of("GM9912", "care", on=date(2024, 6, 1)).code == "R1"
    assert queries.region_of("GM9912", "care").code == "R2"
    assert queries.region_of("GM9912", "police").name == "Eenheid"
    assert queries.region_of("GM9912", "covenant") is None
    assert [row.code for row in queries.municipalities_in("R1", on=date(2024, 6, 1))] == ["GM9912"]
    assert queries.municipalities_in("R1") == []
    assert [row.code for row in queries.regions("care")] == ["R1", "R2"]
    assert queries.region("P1").purpose == "police"
    assert queries.region("none") is None


def test_loading_regions_again_makes_memberships_exactly_the_list(merged):
    actions.load_regions(REGIONS, [MembershipRow("R1", "GM9912", MERGED)])
    actions.load_regions(REGIONS, [MembershipRow("R2", "GM9912", MERGED)])
    assert queries.region_of("GM9912", "care").code == "R2"


def test_two_regions_for_one_purpose_at_once_are_refused(merged):
    with pytest.raises(PlaceFault, match="two regions"):
        actions.load_regions(
            REGIONS, [MembershipRow("R1", "GM9912", MERGED), MembershipRow("R2", "GM9912", date(2024, 1, 1))]
        )
    with pytest.raises(PlaceFault, match="not in the list"):
        actions.load_regions(REGIONS[:1], [MembershipRow("R2", "GM9912", MERGED)])
    assert queries.region_of("GM9912", "care") is None


def test_municipalities_are_never_deleted_by_the_application(merged):
    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("delete from places_municipality")


@given(DAYS, DAYS, DAYS)
def test_a_period_ends_before_its_last_day(start, end, on):
    assert holds(start, None, on) == (on >= start)
    if start < end:
        assert holds(start, end, on) == (start <= on < end)
        assert not holds(start, end, end)


@given(st.lists(st.integers(0, 30), unique=True, min_size=1, max_size=15))
def test_a_chain_of_successors_always_passes_and_closing_it_never_does(numbers):
    codes = [f"GM{number:04}" for number in numbers]
    rows = [
        MunicipalityRow(code, code, OLD, MERGED if after else None, after)
        for code, after in zip(codes, [*codes[1:], None], strict=True)
    ]
    check(rows)
    last = rows[-1]
    with pytest.raises(PlaceFault, match="circle"):
        check([*rows[:-1], MunicipalityRow(last.code, last.name, OLD, MERGED, codes[0])])
