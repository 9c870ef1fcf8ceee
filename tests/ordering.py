"""Which test goes first, so that two processes are done at the same moment.

Each process begins with half of the list, and who is done takes over from the end of the other's. So what takes long,
and what shares something costly within a module, stands in front; and the second half begins with what needs no
database, while the first process makes the template.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

LONGEST = (
    "tests/journeys/test_killed.py",
    "tests/guards/test_access_matrix.py",
    "tests/guards/test_query_counts.py",
    "src/schakel/cli/tests/test_same_bundles.py",
    "tests/journeys",
    "tests/guards",
    "tests/attacks",
)
WITHOUT_DATABASE = "src/schakel/engines"


def in_order(places: Sequence[str]) -> list[int]:
    """The numbers of these tests (each "folder/file.py::name") in the order in which they should run."""
    first = sorted(
        (at for at, place in enumerate(places) if _rank(place) < len(LONGEST)), key=lambda at: _rank(places[at])
    )
    others = [at for at, place in enumerate(places) if _rank(place) == len(LONGEST)]
    light = [at for at in others if places[at].startswith(WITHOUT_DATABASE)]
    rest = [at for at in others if not places[at].startswith(WITHOUT_DATABASE)]
    half = max(0, len(places) // 2 - len(first))
    return [*first, *rest[:half], *light, *rest[half:]]


def _rank(place: str) -> int:
    return next(_matching(place), len(LONGEST))


def _matching(place: str) -> Iterator[int]:
    return (rank for rank, begins in enumerate(LONGEST) if place.startswith(begins))
