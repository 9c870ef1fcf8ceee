from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import set_urlconf


@pytest.fixture(autouse=True)
def own_addresses() -> Iterator[None]:
    set_urlconf("schakel.ground.ui.tests.addresses")
    yield
    set_urlconf(None)
