"""Every row that the chain research lists of who may give what to whom stands in the content pack, as it says it.

Copied from the research with its marks: a row that disappears, or that gets easier, is seen here.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.casework.sharing.queries import bases
from schakel.casework.sharing.queries import basis as basis_of
from schakel.casework.sharing.rules import (
    NEVER,
    NO,
    TO_BE_VERIFIED,
    WHEN_NEEDED,
    WITH_CONSENT,
    Circumstances,
    Question,
    answer,
    answers,
    decide,
)
from schakel.casework.sharing.tests.test_rules import KINDS, laws, questions, sets
from schakel.ground.content.queries import pack

# giver, recipient, purpose, a kind that may go, words of the law, verdict without any acceptance, a kind that never goes
ROWS = [
    ("police", "comensha", "registration", "presumed_victim", "Bpg art. 4:2", WHEN_NEEDED, "place"),
    ("border_police", "comensha", "registration", "reporting_authority", "Vc B8/3.4", WHEN_NEEDED, "methods"),
    ("police", "comensha", "shelter", "presumed_victim", "Bpg art. 4:2", WITH_CONSENT, "duration"),
    ("labour_investigation", "comensha", "registration", "presumed_victim", "Bpg-BOD art. 2", WHEN_NEEDED, "place"),
    ("labour_investigation", "comensha", "shelter", "presumed_victim", "Bpg-BOD art. 2", WITH_CONSENT, "place"),
    ("care_coordinator", "comensha", "registration", "presumed_victim", "toestemming", WITH_CONSENT, "place"),
    ("youth_care", "comensha", "registration", "presumed_victim", "toestemming", WITH_CONSENT, "place"),
    ("ngo", "comensha", "registration", "presumed_victim", "toestemming", WITH_CONSENT, "place"),
    ("municipality", "comensha", "registration", "presumed_victim", "toestemming", WITH_CONSENT, "place"),
    ("comensha", "rapporteur", "monitoring", "figures", "Zonder herkenbare personen", WHEN_NEEDED, "presumed_victim"),
    ("police", "municipality", "task", "incident", "Wpg art. 16", WHEN_NEEDED, "investigation"),
    ("police", "municipality", "task", "incident", "Wpg art. 18 met Bpg", WHEN_NEEDED, "investigation"),
    ("police", "municipality", "task", "incident", "Wpg art. 19", WHEN_NEEDED, "investigation"),
    ("police", "municipality", "task", "incident", "Wpg art. 20", WHEN_NEEDED, "investigation"),
    ("prosecution", "municipality", "task", "prosecution_data", "Wjsg art. 39f", TO_BE_VERIFIED, "signal"),
    ("prosecution", "riec", "task", "prosecution_data", "Wjsg art. 39f", TO_BE_VERIFIED, "signal"),
    ("wmo_college", "wmo_provider", "task", "wmo_client", "art. 5.2.1 lid 2", WHEN_NEEDED, "signal"),
    ("wmo_college", "cak", "task", "wmo_client", "art. 5.2.1 lid 2", WHEN_NEEDED, "signal"),
    ("wmo_college", "svb", "task", "wmo_client", "art. 5.2.1 lid 2", WHEN_NEEDED, "signal"),
    ("wmo_college", "wmo_supervisor", "task", "wmo_client", "art. 5.2.1 lid 2", WHEN_NEEDED, "signal"),
    ("wmo_college", "others", "care", "wmo_client", "art. 5.3.3", WITH_CONSENT, "signal"),
    ("social_domain", "wmo_college", "task", "social_file", "art. 5.1.1 lid 4", WITH_CONSENT, "wmo_client"),
    ("professional", "veilig_thuis", "child_safety", "abuse", "art. 5.2.6", WHEN_NEEDED, "reporter_identity"),
    ("youth_care", "others", "care", "youth_file", "Jeugdwet art. 7.3.11", WITH_CONSENT, "signal"),
    ("municipality", "municipality", "source_research", "source_hit", "art. 6 lid 1 onder c of e en lid 4", TO_BE_VERIFIED, "narrative"),
    ("municipality", "riec", "joint_analysis", "signal", "Wgs en BGS", WHEN_NEEDED, "presumed_victim"),
    ("municipality", "case_table", "case_discussion", "signal", "Wgs", WHEN_NEEDED, "investigation"),
    ("tip_line", "municipality", "intake", "anonymous_tip", "Overeenkomst en privacyprotocol", WHEN_NEEDED, "reporter_identity"),
    ("ngo", "others", "care", "told_by_person", "TeamWork", WITH_CONSENT, "signal"),
    *[
        ("police", other, "task", "incident", "Bpg art. 4:2", TO_BE_VERIFIED, "investigation")
        for other in (
            "compensation_fund", "victim_support", "probation", "youth_college", "certified_institution",
            "veilig_thuis", "child_protection_board",
        )
    ],
    ("municipality", "police", "investigation", "observed", "UAVG art. 31", TO_BE_VERIFIED, "narrative"),
    ("municipality", "labour_inspectorate", "labour_inspection", "observed", "UAVG art. 31", TO_BE_VERIFIED, "narrative"),
    ("municipality", "prosecution", "investigation", "observed", "UAVG art. 31", TO_BE_VERIFIED, "narrative"),
    ("officer_investigation", "officer_supervision", "task", "incident", "Wpg", TO_BE_VERIFIED, "investigation"),
    ("officer_supervision", "officer_investigation", "investigation", "supervision_data", "AVG", TO_BE_VERIFIED, "presumed_victim"),
]  # fmt: skip


@pytest.mark.parametrize(("giver", "recipient", "purpose", "kind", "law", "verdict", "never"), ROWS)
def test_each_row_of_the_chain_stands_in_the_matrix(giver, recipient, purpose, kind, law, verdict, never):
    asked = Question(giver, recipient, purpose, frozenset({kind, never}))
    found = answers(asked, bases(), minor="no", accepted=frozenset())
    (one,) = [one for one in found if law in _law(one) and kind in one.decision.allowed][:1] or [None]
    assert one is not None, f"no basis says {law} for {giver} to {recipient}"
    assert one.verdict == verdict
    assert one.decision.allowed == {kind}
    assert set(one.decision.refused) == {never}


def _law(found):
    return pack().legal_bases[found.decision.basis].law


@pytest.mark.parametrize(
    ("giver", "recipient", "purpose"),
    [
        ("comensha", "rapporteur", "registration"), ("police", "rapporteur", "monitoring"), ("bank", "police", "intake"),
        ("wmo_college", "police", "investigation"), ("reporter", "police", "investigation"),
        ("tip_line", "riec", "intake"), ("youth_care", "police", "care"), ("municipality", "parent", "care"),
        ("municipality", "companion", "care"),
    ],
)  # fmt: skip
def test_what_the_chain_does_not_list_is_refused(giver, recipient, purpose):
    every = Question(giver, recipient, purpose, frozenset(pack().data_kinds))
    assert answers(every, bases(), minor="no", accepted=frozenset()) == []


def test_all_that_is_from_memory_denies_until_accepted_and_says_so():
    for code, row in pack().legal_bases.items():
        basis = basis_of(code)
        for recipient in row.recipient:
            asked = Question(row.giver[0], recipient, row.purposes[0], frozenset(row.may))
            found = answer(asked, basis, minor="no", accepted=frozenset())
            assert (found.verdict == TO_BE_VERIFIED) == (row.trust == "M"), code
            accepted = answer(asked, basis, minor="no", accepted=frozenset({code}))
            assert accepted.verdict in (WHEN_NEEDED, WITH_CONSENT), code


@given(question=questions, law=laws, minor=st.sampled_from(("yes", "no", "unknown")), accepted=sets(("Z1", "Z2")))
def test_the_answer_beforehand_is_the_decision_of_a_real_letter(question, law, minor, accepted):
    """What the page says may go, goes when all it asks is there; and nothing goes before that."""
    found = answer(question, law, minor=minor, accepted=accepted)
    assert not found.decision.allowed & NEVER
    assert found.decision.allowed <= law.may & question.kinds
    if found.verdict != NO:
        missing = Circumstances(
            minor=minor, accepted=accepted, confirmed=frozenset(found.confirm), necessity=True, subsidiarity=True
        )
        assert bool(decide(question, law, missing).allowed) == (found.first == ())
    assert set(found.decision.refused) | found.decision.allowed == question.kinds <= {*KINDS, "unknown"}
