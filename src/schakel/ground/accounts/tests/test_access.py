"""The gate in front of pages: who may, whom to ask, and that a refusal stays in the trail."""

import json

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from schakel.ground.accounts import actions, throttle
from schakel.ground.accounts.access import Who, api_page, demand, page
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting, current_actor


@pytest.fixture(autouse=True)
def own_addresses():
    with override_settings(ROOT_URLCONF="schakel.ground.accounts.tests.addresses"):
        yield


@page(may="signal.handle")
def handled(request):
    return HttpResponse("in")


@page()
def signed_in(request):
    return HttpResponse("in")


@page(public=True)
def open_to_all(request):
    return HttpResponse("in")


@api_page(may="signal.register")
def posted(request):
    return HttpResponse(str(current_actor().organisation))


def ask(view, actor=None, path="/signalen?van=gisteren", **headers):
    request = RequestFactory().get(path, **headers)
    request.actor = actor
    request.resolver_match = None
    return view(request)


def test_every_view_says_who_may():
    assert handled.who == Who(may="signal.handle", public=False)
    assert signed_in.who == Who(may=None, public=False)
    assert open_to_all.who == Who(may=None, public=True)
    assert posted.who == Who(may="signal.register", public=False, via="token")
    assert page(may="signal.register", via="token")(posted).who.via == "token"


@pytest.mark.parametrize("wrong", [{"may": "everything"}, {"may": "signal.handle", "public": True}, {"via": "token"}])
def test_a_gate_that_cannot_be_is_a_mistake_of_the_program(wrong):
    with pytest.raises(ValueError, match="page"):
        page(**wrong)
    with pytest.raises(ValueError, match="token"):
        api_page(may="signal.handle")


def test_who_is_not_signed_in_goes_to_the_login_page_and_back(database):
    answer = ask(handled)
    assert answer.status_code == 302
    assert answer.url.endswith("?next=%2Fsignalen%3Fvan%3Dgisteren")
    assert ask(open_to_all).content == b"in"


def test_the_capability_decides(database, cast):
    with acting(cast.noor):
        assert ask(handled, cast.noor).content == b"in"
    with acting(cast.joost):
        assert ask(signed_in, cast.joost).content == b"in"
        with pytest.raises(Refused) as caught:
            ask(handled, cast.joost)
    assert caught.value.code == "capability.signal.handle"
    assert caught.value.ask == "Vraag het Noor, gemeente Waterrijk."
    assert not caught.value.as_not_found


@pytest.mark.parametrize(("who", "may"), [("karim", "signal.handle"), ("petra", "signal.handle"), ("dirk", "signal.handle"),
    ("tom", "bundle.hits"), ("noor", "account.manage"), ("noor", "trail.read"), ("karim", "trail.read")])  # fmt: skip
def test_roles_refuse_what_is_not_theirs(database, cast, who, may):
    actor = getattr(cast, who)
    with acting(actor), pytest.raises(Refused):
        demand(actor, may)


@pytest.fixture
def token(database, cast):
    with acting(cast.karim) as by:
        return actions.create_token(by=by, organisation=by.organisation, name="Zaaksysteem").secret


def test_a_token_acts_for_its_organisation(token, cast):
    answer = ask(posted, HTTP_AUTHORIZATION=f"Bearer {token}")
    assert answer.content.decode() == str(cast.karim.organisation)
    assert posted.csrf_exempt


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer nonsense", "Basic dGVzdDp0ZXN0"])
def test_without_a_good_token_the_answer_is_a_problem(database, header):
    answer = ask(posted, HTTP_AUTHORIZATION=header)
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer"
    assert json.loads(answer.content)["status"] == 401


def test_a_token_that_asks_too_often_waits_and_another_does_not(token, cast, monkeypatch):
    with acting(cast.karim) as by:
        other = actions.create_token(by=by, organisation=by.organisation, name="Ander").secret
    monkeypatch.setattr(settings, "SYSTEM_A_MINUTE", 2)
    monkeypatch.setattr(throttle.time, "time", lambda: 60_000_000.0)
    answers = [ask(posted, HTTP_AUTHORIZATION=f"Bearer {token}") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["Retry-After"] == "61"
    assert answers[2].headers["Content-Type"] == "application/problem+json"
    assert ask(posted, HTTP_AUTHORIZATION=f"Bearer {other}").status_code == 200
    monkeypatch.setattr(throttle.time, "time", lambda: 60_000_060.0)
    assert ask(posted, HTTP_AUTHORIZATION=f"Bearer {token}").status_code == 200


def test_a_session_does_not_open_a_token_page(database, cast):
    assert ask(posted, cast.noor).status_code == 401


def test_a_refusal_behind_a_token_is_a_problem_and_stays_in_the_trail(token, database):
    @api_page(may="signal.register")
    def refuses(request):
        raise Refused("signal.municipality", "Deze gemeente doet niet mee.")

    answer = ask(refuses, HTTP_AUTHORIZATION=f"Bearer {token}")
    assert answer.status_code == 403
    assert json.loads(answer.content)["detail"] == "Deze gemeente doet niet mee."
    with database.as_superuser() as server:
        rows = server.execute("select facts->>'code', origin from audit_entry where kind = 'access.refused'").fetchall()
    assert rows == [("signal.municipality", "api")]
