"""What the tests of bundling share: municipalities at work, and the laundry of Waterrijk as the system linked it.

Imports stand inside: this file is read before the settings are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from uuid import UUID

    from django.test import Client

    from schakel.casework.bundling.tests.browser import Enter
    from schakel.casework.bundling.tests.file import House


@pytest.fixture
def as_(database: Any, cast: Any) -> Enter:
    """as_("noor"): a browser in which somebody is signed in."""

    def enter(name: str) -> Client:
        from django.test import Client

        from schakel.ground.accounts.backend import AccountBackend

        client = Client(SERVER_NAME="localhost", headers={"accept-language": "nl"})
        account = AccountBackend().get_user(getattr(cast, name).account)
        assert account is not None
        client.force_login(account)
        return client

    return enter


@pytest.fixture
def noor(as_: Enter) -> Client:
    return as_("noor")


@pytest.fixture
def waterrijk(database: Any, cast: Any) -> House:
    from schakel.casework.bundling.tests.file import House

    return House(cast.organisation("waterrijk"), "GM9901", cast.joost, cast.noor)


@pytest.fixture
def noorderwaard(database: Any, cast: Any) -> House:
    from schakel.casework.bundling.tests.file import House

    return House(cast.organisation("noorderwaard"), "GM9902", cast.anouk, cast.femke)


@pytest.fixture
def signals(waterrijk: House) -> list[UUID]:
    """The five signals of the laundry, linked; they are bundle 1."""
    from schakel.casework.bundling.tests.file import laundry

    return waterrijk.takes_in(*laundry())
