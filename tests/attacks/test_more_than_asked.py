"""Mass assignment: fields that nobody asked for, sent along in the hope that somebody writes them down."""

from __future__ import annotations

import json

from tests.attacks import weak
from tests.attacks.weakening import attack

JSON = "application/json"


@attack(
    holds="a form gives its own fields only, and the action names each argument", broken_by=weak.forms_write_everything
)
def test_send_more_fields_with_a_new_account(as_, world, cast):
    """Sends along with a new account that it has a password, keeps one, and ended its sessions often."""
    sent = {
        "login_name": "nieuw@waterrijk.example",
        "name": "Nieuw",
        "organisation": str(cast.karim.organisation),
        "roles": ["reporter"],
    }
    more = {
        "password": "plain$x",
        "keeps_password": "true",
        "sessions": "99",
        "id": str(cast.noor.account),
        "is_superuser": "on",
        "hosts": "on",
    }
    assert as_("karim").post("/accounts/nieuw", {**sent, **more}).status_code == 200
    row = world.one("select to_jsonb(a) from accounts_account a where login_name = 'nieuw@waterrijk.example'")
    assert (row["keeps_password"], row["sessions"], row["password"][0]) == (False, 0, "!")
    assert row["id"] != str(cast.noor.account)


@attack(
    holds="the format is closed: a field that is not in it is refused by name", broken_by=weak.bodies_write_everything
)
def test_send_more_fields_with_a_signal(stranger, world, key_of, cast):
    """Sends along, at the interface, a state, a term, an owner and a number."""
    head = {"Authorization": f"Bearer {key_of('karim')}"}
    for more in (
        {"state": "closed"},
        {"keep_until": "2099-01-01"},
        {"owner": str(cast.elif_.account)},
        {"number": 9999},
    ):
        body = json.dumps(
            {"id": f"x-{next(iter(more))}", "observed_on": "2026-11-03", "narrative": "Een zorg.", **more}
        )
        assert stranger.post("/api/v1/signals", body, content_type=JSON, headers=head).status_code == 400
    assert world.count("intake_signal") == 6


@attack(
    holds="who works at a municipality passes on there, whatever the form says",
    broken_by=weak.clerks_choose_the_municipality,
)
def test_send_a_signal_to_another_municipality_by_a_hidden_field(as_, world):
    """A clerk of Waterrijk adds a municipality to the form, to put words in the register of a neighbour."""
    sent = {"do": "send", "narrative": "Iets.", "observed_on": "2026-11-03", "once": "9" * 32, "municipality": "GM9902"}
    assert as_("joost").post("/signaal", sent).status_code == 302
    assert world.one("select municipality from intake_signal order by received_at desc limit 1") == "GM9901"
