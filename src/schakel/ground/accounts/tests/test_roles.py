"""Who may what: the matrix is written out once more here, so that a change of a role is a change of two files."""

import pytest

from schakel.ground.accounts.rules import (
    CAPABILITIES,
    CONTACT_ROLES,
    GRANTABLE,
    HOUSE_ROLES,
    ROLES,
    TOKEN_CAPABILITIES,
    TOKEN_ROLES,
    capabilities,
    clash,
    navigation,
)

REPORTS = {"signal.register", "signal.own", "sharing.ask"}
MATRIX = {
    "reporter": REPORTS,
    "focal_person": REPORTS
    | {
        "signal.handle",
        "bundle.handle",
        "disclosure.handle",
        "import.signals",
        "duty.manage",
        "request.collect",
        "danger.open",
        "provision.read",
    },
    "chain_director": REPORTS | {"bundle.hits"},
    "care_coordinator": REPORTS,
    "case_partner": REPORTS,
    "mayor": REPORTS,
    "policy_adviser": REPORTS,
    "trainer": REPORTS,
    "analyst": REPORTS,
    "functional_administrator": REPORTS | {"account.manage", "organisation.manage", "duty.manage", "rights.review"},
    "privacy_officer": REPORTS
    | {
        "trail.read",
        "audit.verify",
        "basis.accept",
        "request.handle",
        "danger.review",
        "rights.review",
        "provision.audit",
    },
    "comensha_placement": REPORTS,
    "investigator": REPORTS | {"investigation.read"},
    "supervisor": REPORTS | {"supervision.read"},
    "system": {"account.manage", "organisation.manage", "audit.verify"},
}
MENUS = {
    "reporter": ["register-signal", "my-signals", "may-i-share"],
    "focal_person": ["work", "signals", "bundles", "register-signal", "may-i-share"],
    "chain_director": ["bundles", "register-signal", "my-signals", "may-i-share"],
    "functional_administrator": ["accounts", "organisations", "duty", "register-signal", "my-signals"],
    "privacy_officer": ["oversight", "requests", "bases", "provision-log", "register-signal"],
    "investigator": ["investigations", "register-signal", "my-signals", "may-i-share"],
    "supervisor": ["supervisions", "register-signal", "my-signals", "may-i-share"],
    "system": [],
}


def test_the_matrix_of_roles_and_capabilities():
    assert {code: set(kind.may) for code, kind in ROLES.items()} == MATRIX


def test_the_menu_of_each_role():
    others = {code: MENUS["reporter"] for code in ROLES if code not in MENUS}
    assert {code: [entry.url_name for entry in navigation([code])] for code in ROLES} == MENUS | others


@pytest.mark.parametrize("code", ROLES)
def test_a_role_can_be_read(code):
    kind = ROLES[code]
    assert kind.code == code
    assert kind.may <= set(CAPABILITIES)
    assert kind.purpose.endswith(".")
    assert kind.refuses.endswith(".")
    assert kind.name
    assert kind.name_en


def test_every_capability_is_somebodys_and_content_is_not_the_administrators():
    assert set().union(*MATRIX.values()) | set(TOKEN_CAPABILITIES) == set(CAPABILITIES)
    for watcher in ("functional_administrator", "privacy_officer", "analyst"):
        assert not MATRIX[watcher] & {
            "signal.handle",
            "bundle.handle",
            "disclosure.handle",
            "bundle.hits",
            "import.signals",
            "provision.read",
            "investigation.read",
            "supervision.read",
        }


def test_no_person_gets_the_role_of_the_system():
    assert set(GRANTABLE) == set(ROLES) - {"system"}


def test_a_token_sends_or_counts_and_reads_no_words():
    assert TOKEN_ROLES == {"signal.register": "reporter", "bundle.read": "bundle_reader"}
    assert "bundle_reader" not in ROLES, "a person could be given it"


def test_several_roles_add_up_and_the_menu_stays_short():
    assert capabilities({"reporter", "privacy_officer"}) == REPORTS | {
        "trail.read",
        "audit.verify",
        "basis.accept",
        "request.handle",
        "danger.review",
        "rights.review",
        "provision.audit",
    }
    assert capabilities({"no such role"}) == frozenset()
    assert [entry.label for entry in navigation({"focal_person", "reporter", "chain_director"})] == [
        "Werk",
        "Signalen",
        "Bundels",
        "Signaal doorgeven",
        "Mag ik delen?",
    ]
    assert all(len(navigation([one, other])) <= 5 for one in ROLES for other in ROLES)


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        ("focal_person", "functional_administrator"),
        ("functional_administrator", "focal_person"),
        ("privacy_officer", "functional_administrator"),
        ("analyst", "focal_person"),
        ("chain_director", "privacy_officer"),
    ],
)
def test_who_reads_does_not_hand_out_access_or_supervise(held, wanted):
    assert clash([held], wanted) == held


def test_ordinary_roles_go_together():
    assert clash(["reporter", "focal_person"], "chain_director") is None
    assert clash([], "functional_administrator") is None


def test_names_that_are_shown_belong_to_roles_that_exist():
    assert set(CONTACT_ROLES) | set(HOUSE_ROLES) <= set(ROLES)
    assert not set(CONTACT_ROLES) & set(HOUSE_ROLES)
