"""The few names people of different organisations may know of each other."""

import pytest

from schakel.ground.accounts import queries
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


def shown(actor, **where):
    with acting(actor):
        return {(contact.name, contact.role) for contact in queries.contacts(actor, **where)}


WATERRIJK = {
    ("Noor", "focal_person"),
    ("Samira", "focal_person"),
    ("Dirk", "chain_director"),
    ("Yara", "care_coordinator"),
}
HOUSE = {("Karim", "functional_administrator"), ("Petra", "privacy_officer")}


def test_outside_a_scope_nobody_is_shown(database, cast):
    assert queries.contacts(cast.noor, municipality="GM9901") == []


def test_a_colleague_sees_whom_to_ask_and_the_covenant_partner(database, cast):
    assert shown(cast.joost) == WATERRIJK | HOUSE | {("Femke", "focal_person")}


def test_a_partner_sees_no_administrators_of_another_house(database, cast):
    assert shown(cast.femke) == WATERRIJK | {("Femke", "focal_person"), ("Rachid", "functional_administrator")}


def test_outside_the_covenant_only_the_municipality_addressed_is_shown(database, cast):
    assert shown(cast.lotte) == set()
    assert shown(cast.lotte, municipality="GM9903") == {("Elif", "focal_person")}
    assert ("Noor", "focal_person") not in shown(cast.elif_)


def test_the_focal_persons_of_a_municipality(database, cast):
    with acting(cast.lotte):
        assert [contact.name for contact in queries.focal_persons(cast.lotte, municipality="GM9901")] == [
            "Noor",
            "Samira",
        ]
        assert queries.focal_persons(cast.lotte, municipality="GM0344") == []
    with acting(cast.femke):
        assert [contact.name for contact in queries.chain_directors(cast.femke)] == ["Dirk"]


def test_a_closed_account_or_an_old_role_is_no_contact(database, cast):
    with database.as_superuser() as server:
        server.execute("update accounts_account set closed_on = current_date where login_name like 'noor@%%'")
        server.execute(
            "update accounts_rolegrant set valid_until = valid_from where account_id ="
            " (select id from accounts_account where login_name like 'samira@%%')"
        )
    with acting(cast.joost):
        assert queries.focal_persons(cast.joost, municipality="GM9901") == []


def test_a_reporters_name_is_for_the_focal_person_only(database, cast):
    with acting(cast.noor):
        assert queries.reporter_name(cast.noor, cast.bram.account) == "Bram"
    for other in (cast.dirk, cast.karim, cast.petra, cast.wim):
        with acting(other), pytest.raises(Refused):
            queries.reporter_name(other, cast.bram.account)
    with acting(cast.bram):
        assert queries.reporter_name(cast.bram, cast.bram.account) == "Bram"


def test_whom_to_ask(database, cast):
    with acting(cast.joost):
        assert queries.whom_to_ask(cast.joost, "signal.handle") == "Vraag het Noor, gemeente Waterrijk."
        assert queries.whom_to_ask(cast.joost, "trail.read") == "Vraag het Petra, gemeente Waterrijk."
    with acting(cast.elif_):
        assert queries.whom_to_ask(cast.elif_, "bundle.hits") == "Hoort dit bij uw werk? Vraag Mirjam om de rol."
    with acting(cast.lotte):
        assert "functioneel beheerder" in queries.whom_to_ask(cast.lotte, "signal.handle")


def test_the_frame_names_the_organisation_the_first_role_and_the_menu(database, cast):
    with acting(cast.noor):
        frame = queries.frame_of(viewer=cast.noor)
    assert (frame.organisation, frame.role) == ("Gemeente Waterrijk", "Aandachtsfunctionaris")
    assert [entry.url_name for entry in frame.navigation] == [
        "work",
        "signals",
        "bundles",
        "register-signal",
        "may-i-share",
    ]
