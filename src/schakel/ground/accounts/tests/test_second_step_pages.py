"""The second step on the pages: password and code before anybody is in, setting it up, taking it away."""

import re
from datetime import timedelta

import pytest
from django.test import override_settings

from schakel.ground.accounts import actions
from schakel.ground.accounts.tests.codes import code_now, key_of, set_up
from schakel.ground.accounts.tests.test_pages import as_, browser, come_in, own_addresses, text, url  # noqa: F401
from schakel.ground.database.scope import acting

CODE = "/inloggen/code"
STEP, CONFIRM, SQUARE, CODES = (
    "/mijn-account/tweede-stap",
    "/mijn-account/tweede-stap/bevestig",
    "/mijn-account/tweede-stap/vierkant",
    "/mijn-account/herstelcodes",
)


def key_on(answer):
    return re.search(r'<code translate="no">([A-Z2-7 ]+)</code>', answer.content.decode()).group(1).replace(" ", "")


def codes_on(answer):
    return re.findall(r'<code translate="no">([a-z2-9-]{19})</code>', answer.content.decode())


# ---------------------------------------------------------------- coming in


def test_after_the_password_a_code_is_asked_and_then_somebody_is_in(database, cast, trail):
    key, _codes = set_up(cast.noor)
    client = browser()
    answer = come_in(client, next="/signalen")
    assert answer.url == f"{CODE}?next=%2Fsignalen"
    assert 'name="next" value="/signalen"' in client.get(answer.url).content.decode()
    assert "session.opened" not in trail(cast.noor.account)
    answer = client.post(CODE, {"code": code_now(key, ahead=1), "next": "/signalen"})
    assert answer.url == "/signalen"
    assert client.get("/signalen").content == b"the signals"
    assert trail(cast.noor.account)[-2:] == ["second_step.passed", "session.opened"]
    assert "half_login" not in client.session


def test_half_a_login_opens_no_page(database, cast):
    set_up(cast.noor)
    client = browser()
    come_in(client)
    for place in ("/signalen", "/mijn-account", STEP, CONFIRM, SQUARE, CODES):
        assert client.get(place).url.startswith("/inloggen?next="), place
    assert client.post(STEP).url.startswith("/inloggen?next=")


def test_a_wrong_code_says_so_and_lets_nobody_in(database, cast):
    set_up(cast.noor)
    client = browser()
    come_in(client)
    answer = client.post(CODE, {"code": "000 00"})
    assert answer.status_code == 422
    assert "Deze code klopt niet of is al gebruikt" in text(answer)
    assert client.get("/signalen").status_code == 302


def test_guessing_codes_makes_one_wait_even_after_the_password_again(database, cast):
    _key, codes = set_up(cast.noor)
    client = browser()
    come_in(client)
    for _ in range(5):
        client.post(CODE, {"code": "000"})
    assert re.search(r"Wacht \d+ seconden", text(client.post(CODE, {"code": codes[0]})))
    other = browser()
    come_in(other)
    assert re.search(r"Wacht \d+ seconden", text(other.post(CODE, {"code": codes[0]})))


def test_a_recovery_code_lets_in_once(database, cast):
    _key, codes = set_up(cast.noor)
    first, second = browser(), browser()
    come_in(first)
    come_in(second)
    assert first.post(CODE, {"code": codes[0]}).status_code == 302
    assert second.post(CODE, {"code": codes[0]}).status_code == 422
    assert first.get("/signalen").status_code == 200
    assert second.get("/signalen").status_code == 302


def test_without_a_password_there_is_no_code_to_give(database, cast):
    key, _codes = set_up(cast.noor)
    assert browser().post(CODE, {"code": code_now(key, ahead=1)}).url == "/inloggen"


def test_half_a_login_is_over_after_five_minutes(database, cast):
    key, _codes = set_up(cast.noor)
    client = browser()
    come_in(client)
    session = client.session
    session["half_login"] = {**session["half_login"], "until": session["half_login"]["until"] - 301}
    session.save()
    assert client.post(CODE, {"code": code_now(key, ahead=1)}).url == "/inloggen"
    assert "half_login" not in client.session


def test_half_a_login_ends_with_the_password_or_the_account(database, cast, choose):
    key, _codes = set_up(cast.noor)
    client = browser()
    come_in(client)
    with acting(cast.karim) as karim:
        made = actions.renew_link(by=karim, account=cast.noor.account)
    choose(made.secret, "een-heel-ander-wachtwoord")
    assert client.post(CODE, {"code": code_now(key, ahead=1)}).url == "/inloggen"
    come_in(client, password="een-heel-ander-wachtwoord")
    assert client.get(CODE).status_code == 200
    with acting(cast.karim) as karim:
        actions.deactivate(by=karim, account=cast.noor.account)
    assert client.get(CODE).url == "/inloggen"


def test_who_lost_the_second_step_meanwhile_logs_in_again(database, cast):
    key, _codes = set_up(cast.noor)
    client = browser()
    come_in(client)
    with acting(cast.karim) as karim:
        actions.remove_second_step(by=karim, account=cast.noor.account, reason="lost")
    assert client.post(CODE, {"code": code_now(key, ahead=1)}).url == "/inloggen"
    assert client.get("/signalen").status_code == 302


# ---------------------------------------------------------------- setting up


def test_setting_up_shows_the_square_takes_a_code_and_shows_recovery_codes_once(as_, cast):  # noqa: F811
    client = as_("noor")
    assert "alleen een wachtwoord" in text(client.get("/mijn-account"))
    assert client.get(SQUARE).status_code == 404
    assert client.get(CONFIRM).url == STEP
    assert client.post(STEP).url == CONFIRM
    page, square = client.get(CONFIRM), client.get(SQUARE)
    assert square["Content-Type"] == "image/svg+xml"
    assert "no-store" in square["Cache-Control"]
    assert square.content.startswith(b"<svg")
    assert b"style" not in square.content
    assert client.post(CONFIRM, {"code": "00000"}).status_code == 422
    answer = client.post(CONFIRM, {"code": code_now(key_on(page))})
    assert len(codes_on(answer)) == 10
    assert answer["Cache-Control"] == "no-store"
    assert client.get(SQUARE).status_code == 404
    assert client.get(CONFIRM).url == STEP
    mine = client.get("/mijn-account")
    assert "De tweede stap staat aan" in text(mine)
    assert "U hebt nog 10 herstelcodes" in text(mine)
    assert codes_on(mine) == []


def test_the_square_holds_the_key_for_an_app():
    import segno

    from schakel.ground.accounts.pages.second_step_square import drawing
    from schakel.ground.accounts.rules import second_step as rules

    key = rules.new_key()
    address = rules.address(key, "noor@waterrijk.example")
    assert address.startswith("otpauth://totp/Schakel:noor%40waterrijk.example?")
    assert f"secret={key}" in address
    size = segno.make(address, error="m", micro=False).symbol_size(border=4)[0]
    assert f'viewBox="0 0 {size} {size}"'.encode() in drawing(address)


def test_setting_up_again_asks_for_a_code_first(as_, cast):  # noqa: F811
    _key, codes = set_up(cast.noor)
    client = as_("noor")
    assert client.post(STEP).status_code == 422
    assert client.post(STEP, {"code": "000000x"}).status_code == 422
    assert client.get(SQUARE).status_code == 404
    assert client.post(STEP, {"code": codes[0]}).url == CONFIRM
    assert client.get(SQUARE).status_code == 200


def test_new_recovery_codes_ask_for_a_code_first(as_, cast):  # noqa: F811
    client = as_("noor")
    assert client.get(CODES).url == STEP
    _key, codes = set_up(cast.noor)
    assert client.get(CODES).url.startswith("/inloggen"), "a second step set up elsewhere ends this session"
    client = as_("noor")
    assert codes_on(client.post(CODES, {"code": "000"})) == []
    made = codes_on(client.post(CODES, {"code": codes[0]}))
    assert len(made) == 10
    assert not set(made) & set(codes)


# ---------------------------------------------------------------- where it is required


@pytest.fixture
def required():
    with override_settings(SECOND_STEP_REQUIRED=True):
        yield


def test_where_it_is_required_nobody_does_anything_before_it_is_set_up(database, cast, required):
    client = browser()
    assert come_in(client, next="/signalen").url == "/signalen"
    for place in ("/signalen", "/mijn-account", "/mijn-account/wachtwoord", CODES):
        assert client.get(place).url == STEP, place
        assert client.post(place).url == STEP, place
    page = client.get(STEP)
    assert "Voor u verder kunt" in text(page)
    assert set(re.findall(r"/mijn-account[\w/-]*", page.content.decode())) <= {STEP, "/mijn-account/passkeys/nieuw"}
    assert client.post(STEP).url == CONFIRM
    assert client.get("/signalen").url == STEP
    answer = client.post(CONFIRM, {"code": code_now(key_on(client.get(CONFIRM)))})
    assert len(codes_on(answer)) == 10
    assert client.get("/signalen").content == b"the signals"


def test_where_it_is_required_one_goes_out_without_it(database, cast, required, trail):
    client = browser()
    come_in(client)
    assert client.post("/uitloggen").url == "/inloggen"
    assert client.get(STEP).url.startswith("/inloggen")
    assert trail(cast.noor.account)[-1] == "session.closed"


def test_where_it_is_required_password_and_code_are_enough(database, cast, required):
    key, _codes = set_up(cast.noor)
    client = browser()
    come_in(client)
    client.post(CODE, {"code": code_now(key, ahead=1)})
    assert client.get("/signalen").content == b"the signals"


def test_a_session_without_a_code_of_somebody_who_has_one_logs_in_again(database, as_, cast, required):  # noqa: F811
    client = as_("noor")
    assert client.get(STEP).status_code == 200
    _key, codes = set_up(cast.noor)
    with acting(cast.noor) as noor:
        assert actions.begin_second_step(by=noor, code=codes[0]).fits
    for place in (STEP, CONFIRM, SQUARE):
        again = as_("noor")
        assert again.get(place).url == "/inloggen", place
        assert again.get("/signalen").url.startswith("/inloggen?next=")


# ---------------------------------------------------------------- the administrator


def test_an_administrator_takes_it_away_on_the_page_with_a_reason(as_, cast, facts):  # noqa: F811
    account = cast.noor.account
    place, page = url("remove-second-step", account), url("account", account)
    client = as_("karim")
    assert place not in client.get(page).content.decode()
    set_up(cast.noor)
    assert place in client.get(page).content.decode()
    assert client.post(place).status_code == 422
    assert client.post(place, {"reason": "because"}).status_code == 422
    assert client.post(place, {"reason": "lost"}).url == page
    said = client.get(page)
    assert "De tweede stap van Noor is weg" in text(said)
    assert place not in said.content.decode()
    assert facts(account, "second_step.removed") == [{"reason": "lost"}]
    assert client.post(place, {"reason": "lost"}).status_code == 403


def test_who_does_not_look_after_accounts_cannot_open_the_page(as_, cast):  # noqa: F811
    set_up(cast.noor)
    assert as_("joost").get(url("remove-second-step", cast.noor.account)).status_code == 403
    assert as_("karim").get(url("remove-second-step", cast.femke.account)).status_code == 404


def test_the_wait_is_told_in_words():
    from schakel.ground.accounts.pages.login_code import CodeForm

    form = CodeForm({"code": "123456"})
    assert form.is_valid()
    assert not form.took(actions.CodeAnswer(False, timedelta(minutes=15)))
    assert "Wacht 15 minuten" in str(form.non_field_errors())


def test_a_key_that_waits_is_read_by_its_person_only(database, cast):
    with acting(cast.noor) as noor:
        actions.begin_second_step(by=noor)
        assert key_of(noor)
    with acting(cast.joost) as joost, pytest.raises(AttributeError):
        key_of(joost)
