"""One-time links and passwords."""

import pytest
from django.core.exceptions import ValidationError

from schakel.ground.accounts import actions, backend
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting

NEW = "een-nieuw-lang-wachtwoord"


@pytest.fixture
def invitation(database, cast):
    with acting(cast.karim) as by:
        return actions.create_account(
            by=by, organisation=by.organisation, login_name="nel@waterrijk.example", name="Nel"
        )


def test_an_account_without_a_password_lets_nobody_in(invitation, sign_in):
    for guess in ("", "!", invitation.secret):
        assert sign_in("nel@waterrijk.example", guess) is None


def test_the_link_lets_its_person_choose_a_password_once(invitation, choose, sign_in, trail):
    assert choose(invitation.secret, NEW).account == invitation.account
    assert sign_in("nel@waterrijk.example", NEW).display_name == "Nel"
    assert choose(invitation.secret, "nog-een-lang-wachtwoord") is None
    assert sign_in("nel@waterrijk.example", NEW) is not None
    assert "password.chosen" in trail(invitation.account)


def test_a_link_that_is_used_meanwhile_is_refused(invitation, choose):
    actor = backend.actor_of_link(invitation.secret)
    choose(invitation.secret, NEW)
    with acting(actor), pytest.raises(Refused) as caught:
        actions.choose_password(by=actor, secret=invitation.secret, password="nog-een-lang-wachtwoord")
    assert caught.value.code == "link.over"


def test_somebody_elses_link_is_of_no_use(invitation, cast):
    joost = cast.joost
    with acting(joost), pytest.raises(Refused):
        actions.choose_password(by=joost, secret=invitation.secret, password=NEW)
    assert backend.actor_of_link(invitation.secret).account == invitation.account


def test_a_link_expires(invitation, database):
    with database.as_superuser() as server:
        server.execute(
            "update accounts_onetimelink set expires_at = now() - interval '1 second' where account_id = %s",
            [invitation.account],
        )
    assert backend.actor_of_link(invitation.secret) is None


def test_a_new_link_replaces_the_old_one_and_the_password_works_until_then(database, cast, choose, sign_in):
    with acting(cast.karim) as by:
        first = actions.renew_link(by=by, account=cast.joost.account)
        second = actions.renew_link(by=by, account=cast.joost.account)
    assert backend.actor_of_link(first.secret) is None
    assert sign_in("joost@waterrijk.example") is not None
    choose(second.secret, NEW)
    assert sign_in("joost@waterrijk.example") is None
    assert sign_in("joost@waterrijk.example", NEW) is not None


def test_closing_an_account_ends_its_link(invitation, cast):
    with acting(cast.karim) as by:
        actions.deactivate(by=by, account=invitation.account)
    assert backend.actor_of_link(invitation.secret) is None


@pytest.mark.parametrize("weak", ["kort", "password1234"])
def test_a_weak_password_does_not_use_the_link_up(invitation, choose, weak):
    with pytest.raises(ValidationError):
        choose(invitation.secret, weak)
    assert choose(invitation.secret, NEW) is not None


def test_the_link_is_kept_as_a_hash_only(invitation, database):
    with database.as_superuser() as server:
        rows = server.execute(
            "select token_hash from accounts_onetimelink where account_id = %s", [invitation.account]
        ).fetchall()
    assert all(len(kept) == 32 and invitation.secret.encode() not in kept for (kept,) in rows)


def test_changing_the_own_password_needs_the_present_one(database, cast, sign_in):
    joost = cast.joost
    with acting(joost):
        with pytest.raises(Refused) as caught:
            actions.change_password(by=joost, old="wrong", new=NEW)
        assert caught.value.code == "password.wrong"
        with pytest.raises(ValidationError):
            actions.change_password(by=joost, old="oefenen-met-schakel", new="kort")
        actions.change_password(by=joost, old="oefenen-met-schakel", new=NEW)
    assert sign_in("joost@waterrijk.example", NEW) is not None


def test_an_administrator_renews_no_own_link(database, cast):
    with acting(cast.karim) as by, pytest.raises(Refused) as caught:
        actions.renew_link(by=by, account=by.account)
    assert caught.value.code == "password.own"


def test_somebody_sets_the_own_language_and_place(database, cast):
    from schakel.ground.accounts import queries

    joost = cast.joost
    with acting(joost):
        actions.change_my_settings(by=joost, language="en", place="rni", report_to="GM9902")
        mine = queries.myself(joost)
        assert (mine.language, mine.place, mine.report_to, mine.function) == ("en", "rni", "GM9902", "desk")
        with pytest.raises(ValueError, match="place"):
            actions.change_my_settings(by=joost, language="en", place="moon")
