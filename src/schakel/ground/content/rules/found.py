"""A fault of meaning before it has a line, and the walk through a row's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from schakel.ground.content.rules.marks import Text
from schakel.ground.content.rules.pack import FILES


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong with one row. `path`: the steps inside the row."""

    section: str
    code: str
    path: tuple[str | int, ...]
    problem: str
    mend: str

    @property
    def file(self) -> str:
        return section_file(self.section)


def about(section: str, row: Any, path: tuple[str | int, ...], problem: str, mend: str) -> Found:
    """A finding about a row."""
    return Found(section, row.code, path, problem, mend)


def section_file(section: str) -> str:
    """The file in which a section stands."""
    return next(name for name, shapes in FILES.items() if section in shapes)


def texts_in(row: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    """Every text of a row with the path to it."""
    if isinstance(row, Text):
        yield path, row
    elif is_dataclass(row):
        for field in fields(row):
            yield from texts_in(getattr(row, field.name), (*path, field.name))
    elif isinstance(row, tuple):
        for at, item in enumerate(row):
            yield from texts_in(item, (*path, at))
    elif isinstance(row, Mapping):
        for key, item in row.items():
            yield from texts_in(item, (*path, key))
