"""The trail on the screen: for the privacy officer, and whatever is typed after the address."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from schakel.ground.accounts.backend import AccountBackend


def browser(person: Any) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(AccountBackend().get_user(person.account))
    return client


@pytest.mark.parametrize("before", ["", "3", "²", "x", "9" * 40, "-1"])
def test_a_number_to_read_on_from_that_is_none_shows_the_newest(database: Any, cast: Any, before: str) -> None:
    assert browser(cast.petra).get("/spoor", {"voor": before}).status_code == 200


def test_somebody_else_reads_no_trail(database: Any, cast: Any) -> None:
    assert browser(cast.noor).get("/spoor").status_code == 403
