"""Two at once: the second click, two people at one question, two last administrators, two halves of one secret."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connections
from django.test import Client

from schakel.ground.accounts.tests import codes
from tests.attacks import weak
from tests.attacks.conftest import HOST
from tests.attacks.weakening import attack


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Runs each in a thread and a connection of its own, begun at the same moment; what each gave."""
    start, given = threading.Barrier(len(acts)), [None] * len(acts)

    def run(at: int) -> None:
        try:
            start.wait(10)
            given[at] = acts[at]()
        except Exception as trouble:  # the loser of a race may be told so
            given[at] = trouble
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return given


@attack(
    holds="a lock per number of a form, and a unique pair of sender and number in the table",
    broken_by=weak.forms_count_twice,
)
def test_send_one_form_twice_at_once(as_, world):
    """Clicks twice, or sends one form from two windows at once, so that one worry counts as two sources."""
    sent = {"do": "send", "narrative": "Iemand in nood.", "observed_on": "2026-11-03", "once": "b" * 32}
    one, two, three = (as_("joost") for _ in range(3))
    at_once(*(lambda browser=browser: browser.post("/signaal", sent) for browser in (one, two, three)))
    assert world.count("intake_signal") == 7


@attack(
    holds="people judge one at a time for each municipality (`bundling.actions.locks`)", broken_by=weak.judging_together
)
def test_judge_one_link_twice_at_once(as_, world):
    """Two focal persons answer one question at the same moment, one with yes and one with no."""
    asked = "select l.id from bundling_link l join accounts_organisation o on o.id = l.controller where o.municipality = 'GM9901'"
    link = world.one(asked)
    noor, samira = as_("noor"), as_("samira")
    at_once(
        lambda: noor.post("/bundels/1/oordeel", {"link": link, "judgement": "same", "reason": "Zelfde man."}),
        lambda: samira.post("/bundels/1/oordeel", {"link": link, "judgement": "not_same", "reason": "Een ander."}),
    )
    assert world.count("bundling_judgement") == 1


@attack(holds="a link is used up by one statement; of two one wins", broken_by=weak.links_stay)
def test_use_one_invitation_twice_at_once(as_, cast):
    """The owner and a thief open one invitation at the same moment and both choose a password."""
    link = re.search(r"/wachtwoord/[\w-]+", as_("karim").post(f"/accounts/{cast.joost.account}/link").content.decode())[
        0
    ]
    chosen = ["de eigenaar kiest dit zelf", "de dief kiest iets anders"]

    def choose(password: str) -> int:
        answer = Client(raise_request_exception=False, SERVER_NAME=HOST).post(
            link, {"password": password, "again": password}
        )
        return 200 if "Uw wachtwoord" in answer.content.decode() and answer.status_code == 200 else answer.status_code

    assert sorted(at_once(*(lambda one=one: choose(one) for one in chosen))).count(200) == 1


@attack(holds="a recovery code is used up by one statement", broken_by=weak.recovery_codes_stay)
def test_use_one_recovery_code_twice_at_once(cast, database):
    """Two browsers give one recovery code at the same moment."""
    _key, recovery = codes.set_up(cast.joost)

    def come_in() -> bool:
        browser = Client(raise_request_exception=False, SERVER_NAME=HOST)
        browser.post("/inloggen", {"login_name": cast.login_name("joost"), "password": cast.password})
        browser.post("/inloggen/code", {"code": recovery[0]})
        return "_auth_user_id" in browser.session

    assert at_once(come_in, come_in).count(True) == 1


@attack(holds="the grants of administrators are locked before one goes", broken_by=weak.last_ones_may_go)
def test_leave_an_organisation_without_administrator(as_, world, cast):
    """The two last administrators take each other's role at the same moment."""
    given = {"role": "functional_administrator", "organisation_id": cast.karim.organisation}
    with world.clone.as_superuser() as server:
        server.execute(
            "insert into accounts_rolegrant (id, account_id, role, valid_from, awaits_second, granted_by) "
            "values (gen_random_uuid(), %s, %s, %s, false, %s)",
            [cast.tom.account, given["role"], date(2026, 1, 1), cast.karim.account],
        )
    role = "select id from accounts_rolegrant where role = 'functional_administrator' and account_id = %s"
    of = {name: world.one(role, getattr(cast, name).account) for name in ("karim", "tom")}
    karim, tom = as_("karim"), as_("tom")
    at_once(
        lambda: karim.post(f"/accounts/{cast.tom.account}/rollen/{of['tom']}/trek-in"),
        lambda: tom.post(f"/accounts/{cast.karim.account}/rollen/{of['karim']}/trek-in"),
    )
    left = "select count(*) from accounts_rolegrant where id = any(%s) and valid_until is null"
    assert world.one(left, list(of.values())) >= 1


@attack(holds="the letter is locked while it moves; of two answers one is legal", broken_by=weak.letters_move_together)
def test_send_and_withdraw_a_letter_at_once(as_, world):
    """One colleague sends a letter at the moment at which another withdraws it."""
    letter = f"/brieven/{world.one('select id from sharing_disclosure')}"
    samira, noor = as_("samira"), as_("noor")
    assert samira.post(letter, {"do": "check"}).status_code == 302
    at_once(
        lambda: samira.post(letter, {"do": "check"}),
        lambda: noor.post(letter, {"do": "send", "channel": "post"}),
        lambda: samira.post(letter, {"do": "send", "channel": "post"}),
    )
    sent = "select count(*) from sharing_disclosure_step where to_state = 'sent'"
    assert world.one(sent) <= 1
