"""Coming in: one row, one password, and waiting after guessing."""

import pytest

from schakel.ground.accounts import actions, queries, throttle
from schakel.ground.accounts.backend import AccountBackend, TooManyTries
from schakel.ground.accounts.rules import login_form
from schakel.ground.database.scope import acting

NOOR = "noor@waterrijk.example"


def test_the_right_password_gives_an_actor_with_todays_roles_and_covenants(database, cast, sign_in):
    account = sign_in(NOOR)
    assert account.actor == cast.noor
    assert account.actor.roles == {"focal_person"}
    assert account.actor.municipality == "GM9901"
    assert len(account.actor.covenants) == 1
    assert account.actor.name == "Noor"


def test_capitals_and_spaces_in_the_name_do_not_matter(database, sign_in):
    assert sign_in("  Noor@Waterrijk.EXAMPLE ").display_name == "Noor"


@pytest.mark.parametrize("password", ["", "wrong", "Oefenen-met-Schakel", "!"])
def test_another_password_gives_nobody(database, sign_in, password):
    assert sign_in(NOOR, password) is None


def test_a_name_that_does_not_exist_gives_nobody(database, sign_in):
    assert sign_in("nobody@waterrijk.example") is None


def test_a_wrong_password_stands_in_the_trail_of_the_organisation_and_an_unknown_name_nowhere(
    database, cast, sign_in, trail
):
    sign_in(NOOR, "wrong")
    sign_in("nobody@waterrijk.example", "wrong")
    assert trail(cast.noor.account)[-1] == "session.refused"


def test_after_five_wrong_passwords_even_the_right_one_waits(database, sign_in):
    for _ in range(5):
        assert sign_in(NOOR, "wrong") is None
    with pytest.raises(TooManyTries) as waiting:
        sign_in(NOOR)
    assert 0 < waiting.value.wait.total_seconds() <= 30


def test_a_name_without_account_waits_the_same_way(database, sign_in):
    for _ in range(5):
        assert sign_in("nobody@waterrijk.example", "wrong") is None
    with pytest.raises(TooManyTries):
        sign_in("Nobody@waterrijk.example", "wrong")


def test_other_names_do_not_wait(database, sign_in):
    for _ in range(6):
        try:
            sign_in(NOOR, "wrong")
        except TooManyTries:
            break
    assert sign_in("joost@waterrijk.example") is not None


def pass_time(database, interval):
    with database.as_superuser() as server:
        server.execute(f"update accounts_wrongpasswords set last_at = last_at - interval '{interval}'")


def test_after_waiting_the_right_password_works_and_clears_the_count(database, sign_in):
    for _ in range(5):
        sign_in(NOOR, "wrong")
    pass_time(database, "31 seconds")
    assert sign_in(NOOR) is not None
    for _ in range(4):
        sign_in(NOOR, "wrong")
    assert sign_in(NOOR) is not None


def test_another_wrong_password_doubles_the_wait(database, sign_in):
    for _ in range(5):
        sign_in(NOOR, "wrong")
    pass_time(database, "31 seconds")
    sign_in(NOOR, "wrong")
    assert throttle.wait(login_form(NOOR)).total_seconds() > 30


def test_counts_are_forgotten_after_a_day_and_swept_by_the_system(database, cast, sign_in):
    for _ in range(6):
        try:
            sign_in(NOOR, "wrong")
        except TooManyTries:
            break
    pass_time(database, "25 hours")
    assert not throttle.wait(login_form(NOOR))
    with acting(cast.joost):
        assert throttle.sweep() == 0
    with acting(cast.system("waterrijk")):
        assert throttle.sweep() == 1


def test_the_count_holds_no_name_and_no_address(database, sign_in):
    sign_in(NOOR, "wrong")
    with database.as_superuser() as server:
        columns = server.execute(
            "select column_name from information_schema.columns where table_name = 'accounts_wrongpasswords'"
        )
        assert {name for (name,) in columns} == {"name_hash", "times", "last_at"}
        (kept,) = server.execute("select name_hash from accounts_wrongpasswords").fetchone()
    assert b"noor" not in kept
    assert len(kept) == 32


def test_coming_in_keeps_the_day_and_a_line_in_the_trail(database, cast, sign_in, trail):
    actor = sign_in(NOOR).actor
    with acting(actor):
        actions.came_in(by=actor)
        assert queries.myself(actor).last_seen_on is not None
        actions.went_out(by=actor)
    assert trail(actor.account)[-2:] == ["session.opened", "session.closed"]


def test_a_session_ends_when_the_account_closes(database, cast):
    joost = cast.joost.account
    assert AccountBackend().get_user(joost) is not None
    with acting(cast.karim) as by:
        actions.deactivate(by=by, account=joost)
    assert AccountBackend().get_user(joost) is None


def test_an_account_that_was_not_looked_up_by_the_backend_cannot_act(database, cast):
    from schakel.ground.accounts.models import Account

    with acting(cast.joost), pytest.raises(RuntimeError, match="not read by the backend"):
        _ = Account.objects.get().actor
