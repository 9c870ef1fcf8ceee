"""Reads who imports whom, and says where a room or a door of the house was passed by. design: rooms in a module are

urls > pages, api, jobs > actions > queries, figures > models > rules: each may use what stands to the right of it.
Other modules enter by doors only. Floors themselves are import-linter's (pyproject.toml).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Import = tuple[str, str]  # (importer, imported)

RANKS: dict[str, int] = {
    "urls": 0, "pages": 1, "api": 1, "jobs": 1, "actions": 2, "queries": 3, "figures": 3, "models": 4, "rules": 5,
}  # fmt: skip
BESIDE = {"apps", "migrations", "management", "templatetags", "middleware", "tests"}
FLOORS_WITH_MODULES = ("insight", "casework", "knowhow", "ground")

# What a module of the ground has besides the usual rooms; casework, knowhow and insight have nothing else.
OWN_ROOMS: dict[str, set[str]] = {
    "ground.database": {"actor", "scope", "refusal", "security", "keeps", "identity", "foreign", "apart", "launcher"},
    "ground.accounts": {"access", "backend", "fresh", "problems", "throttle", "sign_on"},
    "ground.ui": {"parts"},
}
USUAL_DOORS = {"actions", "queries", "figures"}
DOORS: dict[str, set[str]] = {
    "ground.database": {"actor", "scope", "refusal", "security", "keeps", "identity", "apart"},
    "ground.vault": {"actions"},
    "ground.audit": {"actions", "queries"},
    "ground.content": {"queries"},
    "ground.places": {"actions", "queries"},
    "ground.accounts": {"actions", "queries", "access"},
    "ground.ui": {"parts"},
}
# The only places that know everyone may also hang up addresses and jobs, and start the database.
DOORS_OF_THE_SITE = {"urls", "api", "jobs", "launcher"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a Python module stands: "casework.intake" and the room "pages"; no room for the package itself."""

    module: str
    room: str

    @classmethod
    def of(cls, dotted: str) -> Place | None:
        """None for what is not inside a module: cli, site, engines, the outside."""
        parts = dotted.split(".")
        if len(parts) < 3 or parts[0] != "schakel" or parts[1] not in FLOORS_WITH_MODULES:
            return None
        return cls(".".join(parts[1:3]), parts[3] if len(parts) > 3 else "")


def faults(imports: Iterable[Import]) -> list[str]:
    """Every import that passes a wall, as a sentence; empty when the house stands."""
    return sorted({sentence for pair in imports for sentence in _faults_of(*pair)})


def _faults_of(importer: str, imported: str) -> Iterator[str]:
    one, two = Place.of(importer), Place.of(imported)
    if two is None or (one and one.room == "tests") or ".tests" in importer:
        return
    if one and one.module == two.module:
        yield from _rooms(importer, imported, one, two)
    elif two.room not in _doors(two.module, importer):
        yield f"{importer} enters {imported} by the wall; the doors of {two.module}: {', '.join(sorted(_doors(two.module, importer)))}"


def _rooms(importer: str, imported: str, one: Place, two: Place) -> Iterator[str]:
    if one.room == two.room or one.room not in RANKS or two.room not in RANKS:
        return
    if RANKS[one.room] >= RANKS[two.room]:
        yield f"{importer} imports {imported}: {one.room} may not know {two.room}"


def _doors(module: str, importer: str) -> set[str]:
    doors = DOORS.get(module, USUAL_DOORS)
    return doors | DOORS_OF_THE_SITE if importer.startswith(("schakel.site", "schakel.cli")) else doors


def strange_rooms(modules: Iterable[str]) -> list[str]:
    """Modules that stand in no room the house has: "utils", "helpers", "services" and their like."""
    found = set()
    for dotted in modules:
        place = Place.of(dotted)
        if place and place.room and place.room not in {*RANKS, *BESIDE, *OWN_ROOMS.get(place.module, ())}:
            found.add(f"{dotted}: '{place.room}' is not a room of {place.module}")
    return sorted(found)
