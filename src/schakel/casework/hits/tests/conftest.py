"""Two regions that agreed, and a third that did not. Imports stand inside: this file is read before the settings are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from schakel.casework.hits.tests.regions import Regions


@pytest.fixture
def regions(database: Any, cast: Any) -> Regions:
    from schakel.casework.hits.tests.regions import Regions

    found = Regions(cast)
    found.agree()
    return found
