"""Login names, secrets, and how long one waits."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.accounts.rules import login_form, new_secret, secret_hash, wait_after
from schakel.ground.accounts.rules.naming import LONGEST_WAIT, is_login_name, looks_shared, names_a_group
from schakel.ground.accounts.rules.organisations import realm_for


@given(st.text(max_size=40))
def test_a_login_name_is_compared_in_one_form(text):
    assert login_form(login_form(text).upper()) in (login_form(text), login_form(text.upper()))
    assert login_form(f"  {text} ") == login_form(text)


@pytest.mark.parametrize("name", ["noor@waterrijk.example", "a.van-dijk+x@sub.gemeente.example"])
def test_names_that_can_be(name):
    assert is_login_name(login_form(name))
    assert not looks_shared(login_form(name))


@pytest.mark.parametrize(
    "name", ["noor", "noor@", "@waterrijk.example", "no or@waterrijk.example", "a@b", "x" * 250 + "@b.nl"]
)
def test_names_that_cannot_be(name):
    assert not is_login_name(login_form(name))


@pytest.mark.parametrize("name", ["balie@a.example", "INFO@a.example", "team-1@a.example", "burgerzaken.2@a.example"])
def test_a_name_of_a_group_is_seen(name):
    assert looks_shared(login_form(name))


@pytest.mark.parametrize(
    "name", ["Balie 2", "afdeling Zorg", "Team Noord", "Sociaal wijkteam", " Loket", "Gemeente Waterrijk"]
)
def test_a_display_name_of_a_group_is_seen(name):
    assert names_a_group(name)


@pytest.mark.parametrize("name", ["Noor", "Jan Post", "Post, Jan", "Teamila Balieva", "Marja van Loketten"])
def test_a_display_name_of_one_person_can_be(name):
    assert not names_a_group(name)


def test_secrets_differ_and_are_kept_as_hashes():
    secrets = {new_secret() for _ in range(50)}
    assert len(secrets) == 50
    assert all(len(secret) >= 43 for secret in secrets)
    assert len({secret_hash(secret) for secret in secrets}) == 50


@given(st.integers(min_value=0, max_value=10_000))
def test_waiting_never_gets_shorter_and_has_an_end(wrong):
    assert timedelta() <= wait_after(wrong) <= wait_after(wrong + 1) <= LONGEST_WAIT
    assert (wait_after(wrong) == timedelta()) == (wrong < 5)


def test_only_live_is_live():
    assert [realm_for(mode) for mode in ("live", "demo", "test", "")] == ["live", "demo", "demo", "demo"]
