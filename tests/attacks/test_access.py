"""Broken access: numbers of other people's rows in addresses, in bodies and in hidden fields; other people's roles and keys.

The walk of every table and every address by every role stands in `tests/guards`; these are attacks made by hand.
"""

from __future__ import annotations

import json
import time
from uuid import uuid4

from tests.attacks import weak
from tests.attacks.weakening import attack
from tests.attacks.world import SECRETS

OUTSIDE = ("femke", "elif_", "joost", "wim", "lotte", "bram", "dirk", "petra", "karim", "tom", "yara")
JSON = "application/json"


def leaked(answer) -> list[str]:
    said = answer.content.decode(errors="replace").lower()
    return [word for word in SECRETS if word.lower() in said]


def body(**other) -> str:
    return json.dumps({"id": "a-1", "observed_on": "2026-11-03", "narrative": "Een zorg.", **other})


@attack(holds="gate of the page, `queries(viewer=)`, row security: not found, as for a number that never was",
        broken_by=weak.no_locks)  # fmt: skip
def test_read_a_signal_of_another_by_its_number(as_, world):
    """Puts the number of somebody else's signal in the address of the signal page."""
    answers = {name: as_(name).get(f"/signalen/{world.signal()}") for name in OUTSIDE}
    assert {name: leaked(answer) for name, answer in answers.items() if leaked(answer)} == {}
    assert {answer.status_code for answer in answers.values()} == {403, 404}


@attack(holds="`my_signal(viewer=)` asks for the own account; row security shows no other row",
        broken_by=weak.no_locks)  # fmt: skip
def test_read_a_colleagues_receipt(as_, world):
    """A reporter of the same desk opens what a colleague sent."""
    ines = as_("ines")
    for page in ("", "/ontvangst"):
        answer = ines.get(f"/mijn-signalen/{world.signal()}{page}")
        assert leaked(answer) == []
        assert answer.status_code == 404


@attack(holds="`open_attachment` asks for the focal person of the controller; row security",
        broken_by=weak.no_locks)  # fmt: skip
def test_open_a_file_by_its_number(as_, world):
    """Asks for a file with a signal by its number; the one who sent it is no exception."""
    file = world.one("select id from intake_attachment")
    for browser in map(as_, ("joost", "femke", "elif_", "dirk")):
        for page in ("", "/inhoud", "/kopie"):
            answer = browser.get(f"/bestanden/{file}{page}")
            assert b"PNG" not in answer.content
            assert answer.status_code in (403, 404)


@attack(holds="an action takes only rows of the own organisation, whatever number is in the body",
        broken_by=weak.queries_forget_and_no_row_security)  # fmt: skip
def test_judge_a_link_of_another_municipality_by_a_hidden_field(as_, world):
    """Posts the number of a link of Waterrijk in the hidden field of an own bundle of Noorderwaard."""
    asked = "select l.id from bundling_link l join accounts_organisation o on o.id = l.controller where o.municipality = 'GM9901'"
    sent = {"link": world.one(asked), "judgement": "not_same", "reason": "Staat los."}
    as_("femke").post("/bundels/1/oordeel", sent)
    assert world.count("bundling_judgement") == 0


@attack(holds="`assign` takes only focal persons of the own municipality; the form's list is no lock",
        broken_by=weak.anybody_owns)  # fmt: skip
def test_hand_a_signal_to_somebody_of_another_municipality(as_, world, cast):
    """A tampered list: the colleague to hand the signal to works elsewhere."""
    signal = world.signal()
    as_("noor").post(f"/signalen/{signal}", {"do": "assign", "assign-to": str(cast.femke.account)})
    assert world.one("select owner from intake_signal where id = %s", signal) != cast.femke.account


@attack(holds="`withdraw_consent` takes only consents of the own municipality",
        broken_by=weak.queries_forget_and_no_row_security)  # fmt: skip
def test_withdraw_a_consent_that_another_municipality_holds(as_, world):
    """Posts the number of a consent of Waterrijk under a signal of the own municipality."""
    consent = world.one("select id from sharing_consent")
    as_("femke").post(f"/signalen/{world.signal('GM9902')}/toestemming/{consent}/trek-in")
    assert world.one("select state from sharing_consent") == "given"


@attack(holds="`queries.disclosure(viewer=)` and `held` ask for the own municipality", broken_by=weak.no_locks)
def test_read_a_letter_of_another(as_, world):
    """Asks for a letter by its number, as a page, to print and as a pdf."""
    letter = world.one("select id from sharing_disclosure")
    for browser in map(as_, ("femke", "elif_", "joost", "petra")):
        for page in ("", "/brief", "/brief.pdf"):
            answer = browser.get(f"/brieven/{letter}{page}")
            assert leaked(answer) == []
            assert answer.status_code in (403, 404)


@attack(holds="`may_check`: who proposed cannot check, where the content asks for a second person",
        broken_by=weak.one_person_is_enough)  # fmt: skip
def test_be_the_second_person_oneself(as_, world):
    """Who proposed a letter posts the check too, from another browser."""
    letter = world.one("select id from sharing_disclosure")
    as_("noor").post(f"/brieven/{letter}", {"do": "check"})
    assert world.one("select state from sharing_disclosure") == "proposed"


@attack(holds="the moves of a letter are a table: nothing is sent that was not checked",
        broken_by=weak.every_move_is_legal)  # fmt: skip
def test_skip_the_check_of_a_letter(as_, world):
    """Posts 'sent' for a letter that nobody checked."""
    letter = world.one("select id from sharing_disclosure")
    as_("samira").post(f"/brieven/{letter}", {"do": "send", "channel": "post"})
    assert world.one("select state from sharing_disclosure") == "proposed"


@attack(holds="`end_token` asks whose token it is; row security shows none of others",
        broken_by=weak.no_locks_on_organisations)  # fmt: skip
def test_end_a_key_of_another_organisation(as_, world, cast):
    """Puts the number of a key of Noorderwaard behind the address of the own organisation."""
    theirs = world.one("select id from accounts_apitoken where organisation_id = %s", cast.femke.organisation)
    as_("karim").post(f"/organisaties/{cast.karim.organisation}/sleutels/{theirs}/stop")
    assert world.one("select ended_at from accounts_apitoken where id = %s", theirs) is None


@attack(holds="`demand_account`: the account is of the own organisation, or not found",
        broken_by=weak.no_locks_on_organisations)  # fmt: skip
def test_take_a_role_from_somebody_elsewhere(as_, world, cast):
    """An administrator posts the number of a role of another organisation under an account of their own."""
    role = world.one("select id from accounts_rolegrant where account_id = %s", cast.femke.account)
    for account in (cast.joost.account, cast.femke.account):
        as_("karim").post(f"/accounts/{account}/rollen/{role}/trek-in")
    assert world.one("select valid_until from accounts_rolegrant where id = %s", role) is None


@attack(holds="nobody gives a role to himself: in the action, and in the policy of the table",
        broken_by=weak.roles_to_oneself)  # fmt: skip
def test_give_oneself_a_role(as_, world, cast):
    """The administrator posts one more role on the own account."""
    as_("karim").post(f"/accounts/{cast.karim.account}", {"role": "reporter"})
    held = world.all("select role from accounts_rolegrant where account_id = %s", cast.karim.account)
    assert held == ["functional_administrator"]


@attack(holds="the gate of each page asks for a capability that this role does not give", broken_by=weak.no_gate)
def test_post_what_belongs_to_another_role(as_, world):
    """A reporter and an analyst open and post what a focal person, an administrator and a privacy officer may."""
    for browser in map(as_, ("joost", "tom")):
        answers = [browser.get(page) for page in ("/signalen", "/signalen/inlezen", "/accounts/nieuw", "/bundels")]
        answers.append(browser.post("/grondslagen", {"basis": "G-municipality-police", "reason": "Gelezen."}))
        assert [answer.status_code for answer in answers] == [403] * 5


@attack(holds="who sends is known by the key; a field that says otherwise is refused",
        broken_by=weak.body_says_who)  # fmt: skip
def test_say_in_the_body_to_be_another_organisation(stranger, world, key_of):
    """A system says in what it sends that it is somebody else, or sends to another municipality than its own."""
    key = key_of("karim")
    for other in ({"organisation": "Gemeente Noorderwaard"}, {"municipality": "GM9902"}):
        answer = stranger.post(
            "/api/v1/signals", body(**other), content_type=JSON, headers={"Authorization": f"Bearer {key}"}
        )
        assert answer.status_code == 400
    assert world.count("intake_signal") == 6


@attack(holds="a key may one thing: the gate compares", broken_by=weak.keys_may_all)
def test_read_bundles_with_a_key_that_may_only_send(stranger, key_of):
    """Uses a key for sending signals to read bundles."""
    answer = stranger.get("/api/v1/bundles", headers={"Authorization": f"Bearer {key_of('karim')}"})
    assert answer.status_code == 403


@attack(holds="the list is of the key's own organisation: queries and row security",
        broken_by=weak.queries_forget_and_no_row_security)  # fmt: skip
def test_read_bundles_of_another_with_an_own_key(stranger, key_of, world):
    """A key of Noorderwaard asks for bundles; those of Waterrijk would come along."""
    answer = stranger.get("/api/v1/bundles", headers={"Authorization": f"Bearer {key_of('rachid', 'bundle.read')}"})
    assert answer.json()["count"] == world.one(
        "select count(*) from bundling_bundle b join accounts_organisation o on o.id = b.controller where o.municipality = 'GM9902'"
    )


@attack(holds="an address for systems takes a key only; a cookie plays no part", broken_by=weak.cookies_open_the_api)
def test_use_a_cookie_at_the_interface_for_systems(as_, world):
    """A browser that is logged in posts a signal at the interface, as a page of another site could make it do."""
    answer = as_("noor").post("/api/v1/signals", body(), content_type=JSON)
    assert answer.status_code == 401
    assert world.count("intake_signal") == 6


@attack(holds="the hidden number of a form is looked up among what the same organisation AND the same body sent",
        broken_by=weak.bodies_do_not_count)  # fmt: skip
def test_fetch_a_colleagues_receipt_with_the_hidden_number_of_their_form(as_, world):
    """Sends a form with the hidden number that a colleague's form had, to be given the receipt of that."""
    once = "c" * 32
    sent = {"do": "send", "narrative": "Iemand in nood.", "observed_on": "2026-11-03", "once": once}
    first = as_("joost").post("/signaal", sent)
    second = as_("wim").post("/signaal", {**sent, "narrative": "Iets anders."})
    assert first.status_code == second.status_code == 302
    assert first["Location"] != second["Location"]


@attack(holds="the cookie that says whose page this was is signed", broken_by=weak.unsigned_cookies)
def test_forge_the_cookie_that_says_who_typed(stranger, world, cast):
    """Without a login, posts a form with a home-made cookie that names Noor, so that it is kept for her to send."""
    import base64

    told = base64.urlsafe_b64encode(json.dumps([str(cast.noor.account), str(cast.noor.organisation)]).encode()).decode()
    stranger.cookies["schakel_typist"] = f"{told.rstrip('=')}:1xxxxx:{'A' * 43}"
    stranger.post("/signaal", {"narrative": "Ondergeschoven."}, HTTP_REFERER="http://localhost/signaal")
    assert "typed" not in stranger.session


@attack(holds="`Passkey` is looked up by the own account and by row security", broken_by=weak.anybodys_passkey)
def test_remove_somebodys_passkey(as_, world, cast):
    """Posts the number of a colleague's passkey to the page that takes one away."""
    number = uuid4()
    statement = """insert into accounts_passkey (id, account_id, name, credential_id, credential, sign_count,
      backup_eligible, backed_up, made_on) values (%s, %s, 'Sleutel', '\\x01', '\\x02', 0, false, false, '2026-11-01')"""
    with world.clone.as_superuser() as server:
        server.execute(statement, [number, cast.joost.account])
    browser = as_("wim")
    session = browser.session
    session["came_in_at"] = time.time()
    session.save()
    browser.post(f"/mijn-account/passkeys/{number}/weg")
    assert world.count("accounts_passkey") == 1


@attack(
    holds="an ask is answered by who was asked, and by nobody else", broken_by=weak.queries_forget_and_no_row_security
)
def test_answer_ones_own_question(as_, world):
    """Who asked another municipality posts, in its name, that it saw the question."""
    hit = "select h.id from bundling_hit h join accounts_organisation o on o.id = h.controller where o.municipality = 'GM9901'"
    noor = as_("noor")
    assert noor.post(f"/verwant/{world.one(hit)}/vraag-na").status_code == 302
    noor.post(f"/verwant/vragen/{world.one('select id from bundling_ask_request')}/gezien")
    assert world.one("select state from bundling_ask_request") == "asked"


@attack(holds="the trail of a page shows the own organisation only, to the privacy officer",
        broken_by=weak.no_locks)  # fmt: skip
def test_read_the_trail_without_being_privacy_officer(as_):
    """Opens the page of the trail with a role that may not."""
    assert [as_(name).get("/spoor").status_code for name in ("noor", "karim", "joost")] == [403] * 3


@attack(holds="queries forget whose row it is; row security alone still shows only the own municipality",
        broken_by=weak.no_row_security)  # fmt: skip
def test_profit_from_a_query_that_forgets_whose_row_it_is(world, cast):
    """A mistake in the code: a query without its `viewer`. The attacker of another region opens everything it gives."""
    from schakel.casework.intake.models import Mention, Signal
    from schakel.ground.database.scope import acting

    with acting(cast.elif_):
        assert {row.municipality for row in Signal.objects.all()} == {"GM9903"}
        assert Mention.objects.count() == 1
