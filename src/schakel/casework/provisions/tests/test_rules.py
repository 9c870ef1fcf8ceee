"""The terms, the audits and the border between two tracks, alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.casework.provisions.rules import (
    CROSSING,
    INVESTIGATION,
    KINDS,
    OPENS,
    PARTY,
    ROLE,
    SUPERVISION,
    TERM_OF,
    Field,
    Length,
    after,
    crossing,
    due,
    opens,
    stage,
)
from schakel.ground.accounts.rules import ROLES, clash
from schakel.ground.content.queries import pack

DAY = date(2026, 11, 2)
FREE, KEPT, GONE = date(2027, 11, 2), date(2031, 11, 2), date(2036, 11, 2)


@pytest.mark.parametrize(
    ("today", "now"),
    [
        (DAY, "free"), (FREE, "free"), (FREE + timedelta(1), "bound"), (KEPT, "bound"), (KEPT + timedelta(1), "set_apart"),
        (GONE, "set_apart"), (GONE + timedelta(1), "over"),
    ],
)  # fmt: skip
def test_free_for_a_year_with_a_reason_to_five_set_apart_to_ten(today, now):
    assert stage(today, free_until=FREE, kept_until=KEPT, gone_after=GONE) == now


def test_the_lengths_are_those_of_the_content_pack_with_their_mark():
    terms = pack().retention
    lengths = [terms[code].keep.years for code in ("police_free", "police_day_to_day", "police_set_apart")]
    assert lengths == [1, 5, 10] and all(
        terms[code].to_be_verified for code in ("police_free", "police_set_apart", *TERM_OF.values())
    )
    assert [terms[code].keep.years for code in TERM_OF.values()] == [1, 4]


def test_each_stage_opens_for_less_than_the_one_before():
    order = [set(OPENS[one]) for one in ("free", "bound", "set_apart", "over")]
    assert order[0] > order[1] > order[2] > order[3] == set()
    assert opens("free", "") and not opens("bound", "") and not opens("set_apart", "needed") and not opens("?", "")


@given(day=st.dates(date(2000, 1, 1), date(2090, 1, 1)), years=st.integers(0, 10))
def test_a_term_counts_from_the_day_itself(day, years):
    later = after(day, Length(years=years))
    assert (later.year, later.month, later.day) == (day.year + years, day.month, day.day) or (day.month, day.day) == (
        2,
        29,
    )


def test_an_audit_is_due_a_year_or_four_after_the_last():
    every = {"internal": Length(years=1), "external": Length(years=4)}
    assert due("internal", last=None, first_use=None, every=every) is None
    assert due("internal", last=None, first_use=DAY, every=every) == date(2027, 11, 2)
    assert due("external", last=date(2028, 1, 1), first_use=DAY, every=every) == date(2032, 1, 1)


@given(chosen=st.frozensets(st.sampled_from(KINDS[INVESTIGATION])))
def test_exactly_what_was_chosen_crosses(chosen):
    fields = tuple(Field(kind, kind.upper()) for kind in KINDS[INVESTIGATION])
    assert {one.kind for one in crossing(fields, chosen)} == chosen
    assert all(one.text == one.kind.upper() for one in crossing(fields, chosen))


def test_both_tracks_stand_apart_in_right_party_and_basis():
    assert ROLE[INVESTIGATION] != ROLE[SUPERVISION] and PARTY[INVESTIGATION] != PARTY[SUPERVISION]
    basis = pack().legal_bases[CROSSING]
    assert basis.giver == (PARTY[INVESTIGATION],) and basis.recipient == (PARTY[SUPERVISION],)
    assert "provision_recorded" in basis.needs and basis.trust == "M"
    assert not set(basis.may) & {"someone_named", "methods"}, "people and methods stay in the investigation"
    assert set(KINDS[INVESTIGATION]) | set(KINDS[SUPERVISION]) <= set(pack().data_kinds)


def test_one_officer_may_hold_both_and_care_never_holds_an_investigation():
    assert clash(["investigator"], "supervisor") is None
    assert not ROLES["investigator"].may & {"supervision.read", "signal.handle"}
    assert not ROLES["supervisor"].may & {"investigation.read", "signal.handle"}
    for other in ("care_coordinator", "comensha_placement", "privacy_officer", "functional_administrator", "analyst"):
        assert clash([other], "investigator") == other
