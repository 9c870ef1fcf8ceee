"""Where a second step is required, every address that is not for everybody leads to setting it up."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from schakel.ground.accounts.backend import AccountBackend
from tests.cast import Cast

SAMPLES = {
    "uuid": "0198c0de-0000-7000-8000-000000000000", "int": "1", "str": "x", "slug": "x", "path": "x", "SlugConverter": "x",
}  # fmt: skip


def test_every_address_leads_to_setting_up_and_only_that_opens(database: object, cast: Cast) -> None:
    account = AccountBackend().get_user(cast.karim.account)
    client = Client(SERVER_NAME="localhost")
    client.force_login(account)
    found = list(behind_the_gate(get_resolver().url_patterns))
    assert len(found) > 40
    with override_settings(SECOND_STEP_REQUIRED=True):
        answers = {address: client.get(address) for address in found}
        posted = {address: client.post(address) for address in found}
    elsewhere = [
        address
        for one in (answers, posted)
        for address, answer in one.items()
        if answer.status_code != 302 or answer.headers["Location"] != "/mijn-account/tweede-stap"
    ]
    assert elsewhere == []


def test_the_list_of_addresses_leaves_out_only_what_is_for_everybody_for_systems_or_for_setting_up() -> None:
    views = [view for _place, view in views_of(get_resolver().url_patterns)]
    open_before = {view.__name__ for view in views if view.who.unfinished}
    assert open_before == {"second_step", "confirm_second_step", "second_step_square", "create_passkey", "logout"}


def views_of(patterns, before=""):  # type: ignore[no-untyped-def]
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from views_of(one.url_patterns, f"{before}{one.pattern}")
        elif isinstance(one, URLPattern):
            yield filled(before, one), one.callback


def filled(before: str, one: URLPattern) -> str:
    address = f"/{before}{one.pattern}"
    for name, converter in one.pattern.converters.items():
        kind = type(converter).__name__
        value = next((sample for word, sample in SAMPLES.items() if word.lower() in kind.lower()), None)
        assert value, f"{address}: no sample for {kind}"
        address = address.replace(next(part for part in address.split("/") if part.endswith(f"{name}>")), value)
    return address


def behind_the_gate(patterns):  # type: ignore[no-untyped-def]
    for address, view in views_of(patterns):
        if not (view.who.public or view.who.unfinished or view.who.via == "token"):
            yield address


@pytest.mark.parametrize(("mode", "required"), [("live", "True"), ("demo", "False"), ("test", "False")])
def test_live_mode_requires_it_and_practice_does_not(mode: str, required: str) -> None:
    """In a Python of its own: settings are read once. No setting of the environment takes it off."""
    program = "from schakel.site import settings; print(settings.SECOND_STEP_REQUIRED)"
    around = {
        "SCHAKEL_MODE": mode,
        "SCHAKEL_SECRET_KEY": "k" * 50,
        "DATABASE_URL": "postgresql://app@db.invalid/schakel",
    }
    around |= {"DATABASE_OWNER_URL": around["DATABASE_URL"], "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", program], env=around, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == required, done.stderr
