"""The trail on the screen: for the privacy officer, and whatever is typed after the address."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

import schakel
from schakel.ground.accounts.backend import AccountBackend
from schakel.site.pages.trail_words import DONE

RECORDED = re.compile(r'(?:record\w*|_tell|_note|_say|_done)\(\s*(?:\w+=\w+,\s*|by,\s*|actor,\s*)?"([a-z_]+\.[a-z_]+)"')


def browser(person: Any) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(AccountBackend().get_user(person.account))
    return client


@pytest.mark.parametrize("before", ["", "3", "²", "x", "9" * 40, "-1"])
def test_a_number_to_read_on_from_that_is_none_shows_the_newest(database: Any, cast: Any, before: str) -> None:
    assert browser(cast.petra).get("/spoor", {"voor": before}).status_code == 200


def test_whatever_is_written_down_has_words() -> None:
    """A privacy officer reads sentences, never a code. Kinds that are put together of parts are not seen here."""
    found = {
        kind
        for file in Path(schakel.__file__).parent.rglob("*.py")
        if "tests" not in file.parts
        for kind in RECORDED.findall(file.read_text(encoding="utf-8"))
    }
    assert len(found) > 150, "nothing is read any more"
    assert not found - DONE.keys()


def test_somebody_else_reads_no_trail(database: Any, cast: Any) -> None:
    assert browser(cast.noor).get("/spoor").status_code == 403
