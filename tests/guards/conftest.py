"""`filled`: a clone of the house where every table with a person in it holds rows, one for each module of guards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.clones import Clone, Clones


@pytest.fixture(scope="module")
def filled(database_server: Clones, seeded_template: str) -> Iterator[Clone]:
    from tests.guards import filled as filling

    with database_server.clone(filling.template(database_server, seeded_template)) as clone:
        yield clone


@pytest.fixture(scope="module")
def people(filled: Clone) -> Cast:
    """The cast of `filled`."""
    from tests.cast import Cast

    return Cast()
