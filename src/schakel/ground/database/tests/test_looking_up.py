"""Before anybody is known: exactly the row that was asked for, and only while asking."""

from uuid import uuid4

import pytest
from django.db import transaction

from schakel.ground.database.scope import acting, looking_up
from schakel.ground.database.tests.probing import actor, rows


@pytest.mark.parametrize("asked", [{"login_name": "person10"}, {"token_hash": bytes([5, 1])}])
def test_a_look_up_shows_exactly_the_row_that_was_asked_for(probe, asked):
    with looking_up(**asked):
        assert len(rows("id")) == 1
    assert rows("id") == []
    with transaction.atomic():
        with looking_up(**asked):
            (found,) = rows("id")
        assert rows("id") == []
    with looking_up(account=found):
        assert rows("id") == [found]


def test_a_look_up_of_nobody_two_or_an_empty_name_shows_nothing(probe):
    for wrong in ({}, {"login_name": "person10", "token_hash": b"x"}):
        with pytest.raises(ValueError, match="exactly one"), looking_up(**wrong):
            raise AssertionError("never here")
    for empty in ({"login_name": ""}, {"token_hash": b""}, {"account": uuid4()}, {"login_name": "' or true --"}):
        with looking_up(**empty):
            assert rows("id") == []


def test_a_look_up_inside_a_scope_is_refused(probe):
    with (
        acting(actor()),
        pytest.raises(RuntimeError, match="there is a scope already"),
        looking_up(login_name="person10"),
    ):
        raise AssertionError("never here")
