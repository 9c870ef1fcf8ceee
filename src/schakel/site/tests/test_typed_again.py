"""A login that ends while somebody types: what was typed comes back to that person, to nobody else, and is never sent."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from schakel.casework.intake import queries
from schakel.ground.database.scope import acting
from schakel.site import typed_again
from schakel.site.demo.people import PASSWORD

DESK = "/signaal"
WORDS = "Eén man legt twaalf paspoorten op de balie."


@pytest.fixture
def somebody(cast):
    """somebody("joost"): a browser that logged in by the page, with the marks of forms checked."""

    def enter(name):
        client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
        logs_in(client, cast, name)
        client.get("/signaal")
        return client

    return enter


def mark(client):
    return client.cookies["csrftoken"].value


def logs_in(client, cast, name, to=""):
    client.get("/inloggen")
    given = {"login_name": cast.login_name(name), "password": PASSWORD, "csrfmiddlewaretoken": mark(client), "next": to}
    return client.post("/inloggen", given)


def post(client, path, on="", **typed):
    headers = {"HTTP_REFERER": f"http://localhost{on or path}", "HTTP_ORIGIN": "http://localhost"}
    return client.post(path, {"csrfmiddlewaretoken": mark(client), **typed}, **headers)


def ends(database):
    with database.as_superuser() as server:
        server.execute("delete from django_session")
        server.commit()


def text(answer):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def signals(actor):
    with acting(actor):
        return queries.signals(viewer=actor)


def test_after_logging_in_again_the_desk_is_filled_and_nothing_was_sent(somebody, cast, database):
    joost = somebody("joost")
    ends(database)
    typed = {
        "narrative": WORDS,
        "i_GEN-03": "seen",
        "given_kind": "person",
        "given_value": "Kasimir",
        "do": "send",
        "once": "a" * 32,
    }
    answer = post(joost, DESK, **typed)
    assert answer.url == "/inloggen?next=%2Fsignaal"
    assert "Log opnieuw in. Wat u typte is bewaard." in text(joost.get(answer.url))
    assert logs_in(joost, cast, "joost", DESK).url == DESK
    page = joost.get(DESK)
    assert WORDS in text(page)
    assert "Wat u typte staat er nog. Kijk het na en verstuur het opnieuw." in text(page)
    assert 'value="Kasimir"' in page.content.decode()
    assert 'value="seen" id="id_i_GEN-03_0" checked' in page.content.decode()
    assert signals(cast.noor) == []
    assert post(joost, DESK, **typed).status_code == 302
    assert [row.words for row in signals(cast.noor)] == [WORDS]
    assert WORDS not in text(joost.get(DESK)), "shown once"


def test_somebody_else_who_logs_in_there_never_sees_it(somebody, cast, database):
    joost = somebody("joost")
    ends(database)
    post(joost, DESK, narrative=WORDS, do="send")
    logs_in(joost, cast, "wim", DESK)
    assert WORDS not in text(joost.get(DESK))
    joost.get("/signaal")
    post(joost, "/uitloggen")
    logs_in(joost, cast, "joost", DESK)
    assert WORDS not in text(joost.get(DESK)), "and it is gone"


def test_who_went_out_on_purpose_leaves_no_mark_and_so_nothing_is_kept(somebody, cast, database):
    joost = somebody("joost")
    post(joost, "/uitloggen")
    post(joost, DESK, narrative=WORDS, do="send")
    logs_in(joost, cast, "joost", DESK)
    assert WORDS not in text(joost.get(DESK))


def test_a_mark_that_was_made_up_keeps_nothing(somebody, cast, database):
    joost = somebody("joost")
    ends(database)
    joost.cookies[typed_again.COOKIE] = joost.cookies[typed_again.COOKIE].value[:-3] + "abc"
    post(joost, DESK, narrative=WORDS, do="send")
    with database.as_superuser() as server:
        assert server.execute("select count(*) from django_session").fetchone() == (0,)


def test_it_is_kept_sealed_and_for_half_an_hour(somebody, cast, database, monkeypatch):
    joost = somebody("joost")
    ends(database)
    post(joost, DESK, narrative=WORDS, do="send")
    with database.as_superuser() as server:
        ((kept, until),) = server.execute("select session_data, expire_date from django_session").fetchall()
    from schakel.site.sessions import SessionStore

    assert "paspoorten" not in str(SessionStore().decode(kept))
    assert until - timezone.now() <= typed_again.KEPT_FOR
    logs_in(joost, cast, "joost", DESK)
    later = timezone.now() + typed_again.KEPT_FOR * 1.1
    monkeypatch.setattr(typed_again.timezone, "now", lambda: later)
    monkeypatch.setattr("django.contrib.sessions.backends.db.timezone.now", timezone.now)
    assert WORDS not in text(joost.get(DESK))


def test_any_other_form_comes_back_filled_too(somebody, cast, database):
    karim = somebody("karim")
    ends(database)
    post(karim, "/accounts/nieuw", name="Nieuwe Collega", login_name="nieuw@waterrijk.example", roles=["trainer"])
    logs_in(karim, cast, "karim", "/accounts/nieuw")
    page = karim.get("/accounts/nieuw").content.decode()
    assert 'value="Nieuwe Collega"' in page
    assert 'value="nieuw@waterrijk.example"' in page
    assert re.search(r'<input[^>]*value="trainer"[^>]* checked', page)


def test_passwords_and_codes_are_never_kept(somebody, cast, database, monkeypatch):
    joost = somebody("joost")
    ends(database)
    sealed = []
    monkeypatch.setattr(typed_again, "seal", lambda whole, **_: sealed.append(whole) or b"x")
    post(
        joost,
        "/mijn-account/wachtwoord",
        old_password="geheim een",
        new_password="geheim twee",
        wachtwoord="x",
        code="123456",
    )
    assert sealed == []
    post(joost, "/mijn-account/wachtwoord", old_password="geheim een", name="Joost")
    assert "geheim" not in sealed[0] and "Joost" in sealed[0]


def test_a_page_from_before_the_last_login_is_shown_filled_and_not_sent(somebody, cast, database):
    joost = somebody("joost")
    old = mark(joost)
    headers = {"HTTP_REFERER": "http://localhost/signaal", "HTTP_ORIGIN": "http://localhost"}
    typed = {"csrfmiddlewaretoken": "x" * 64, "narrative": WORDS, "do": "send"}
    answer = joost.post(DESK, typed, **headers)
    assert (answer.status_code, answer.url) == (302, DESK)
    assert WORDS in text(joost.get(DESK))
    assert signals(cast.noor) == []
    assert old
    foreign = joost.post(
        DESK, typed, HTTP_ORIGIN="https://elsewhere.example", HTTP_REFERER="https://elsewhere.example/"
    )
    assert foreign.status_code == 403
    assert WORDS not in text(joost.get(DESK)), "another site fills nothing in"


def test_a_part_asked_for_by_script_hears_where_to_go_and_saving_by_itself_goes_nowhere(somebody, cast, database):
    joost = somebody("joost")
    ends(database)
    answer = joost.post(
        DESK,
        {"csrfmiddlewaretoken": mark(joost), "narrative": WORDS},
        HTTP_HX_REQUEST="true",
        HTTP_REFERER="http://localhost/signaal",
    )
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/inloggen?next=%2Fsignaal")
    answer = joost.post(
        DESK, {"csrfmiddlewaretoken": mark(joost), "narrative": WORDS},
        HTTP_HX_REQUEST="true", HTTP_X_SCHAKEL_QUIET="1", HTTP_REFERER="http://localhost/signaal",
    )  # fmt: skip
    assert answer.status_code == 401
    assert "HX-Redirect" not in answer.headers
    logs_in(joost, cast, "joost", DESK)
    assert WORDS in text(joost.get(DESK))
