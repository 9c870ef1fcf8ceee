"""Where things stand on the map of a bundle: signals left in order of time, what they share right, a line for each naming.

The same bundle always gives the same map. Every line ends at a row of its own beside what is shared, and there stands
its reason: so no two texts can meet. Heights are in lines of text (rem), so that letters may grow; the width is free.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

LINE: Final = 1.4  # from one line of text to the next
STATION: Final = 3.6  # the least room for a signal
GAP: Final = 1.0  # between two things that are shared
LEFT: Final = 28  # signs on a line beside a signal
RIGHT: Final = 46  # signs on a line beside what is shared


@dataclass(frozen=True, slots=True)
class Naming:
    """A signal, by its place in order of time from 0, names a thing; why it is the same, and whether that is sure."""

    station: int
    reason: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Thing:
    name: str
    kind: str
    icon: str
    namings: tuple[Naming, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: its base is at `y`."""

    text: str
    y: float


@dataclass(frozen=True, slots=True)
class PlacedStation:
    y: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PlacedNaming:
    """From the signal at `y1` to the row at `y2`."""

    naming: Naming
    y1: float
    y2: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PlacedThing:
    thing: Thing
    y: float
    name: tuple[Line, ...]
    kind: Line
    namings: tuple[PlacedNaming, ...]


@dataclass(frozen=True, slots=True)
class Map:
    height: float
    stations: tuple[PlacedStation, ...]
    things: tuple[PlacedThing, ...]


def ordered(things: Iterable[Thing]) -> list[Thing]:
    """What is shared by early signals stands high, so that few lines cross; of two that are equal the first stays first."""
    return sorted(things, key=lambda one: sum(naming.station for naming in one.namings) / max(1, len(one.namings)))


def laid_out(stations: Sequence[Sequence[str]], things: Sequence[Thing]) -> Map:
    """`stations`: the texts beside each signal, in order of time. The things are laid down in the order given."""
    right = sum(_height(one) for one in things) + GAP * max(0, len(things) - 1)
    beside = [[line for text in texts for line in wrapped(text, LEFT)] for texts in stations]
    room = max([STATION, *(LINE * len(lines) + GAP for lines in beside)])
    height = max(right, room * len(stations), LINE)
    centres = [(at + 0.5) * height / len(stations) for at in range(len(stations))]
    placed, top = [], max(0.0, (height - right) / 2)
    for one in things:
        placed.append(_thing(one, top, centres))
        top += _height(one) + GAP
    return Map(
        round(height, 2),
        tuple(
            PlacedStation(round(y, 2), _lines(lines, y - LINE * len(lines) / 2))
            for y, lines in zip(centres, beside, strict=True)
        ),
        tuple(placed),
    )


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` signs, cut between words where that can be; nothing of the text is left out."""
    lines: list[str] = []
    rest = " ".join(text.split())
    while len(rest) > width:
        cut = rest.rfind(" ", 1, width + 1)
        at = cut if cut > 0 else width
        lines.append(rest[:at])
        rest = rest[at:].strip()
    return [*lines, rest] if rest or not lines else lines


def _height(thing: Thing) -> float:
    rows = len(wrapped(thing.name, RIGHT)) + 1 + sum(len(wrapped(one.reason, RIGHT)) for one in thing.namings)
    return LINE * rows


def _lines(texts: Sequence[str], top: float) -> tuple[Line, ...]:
    return tuple(Line(text, round(top + LINE * (at + 0.72), 2)) for at, text in enumerate(texts))


def _thing(thing: Thing, top: float, centres: Sequence[float]) -> PlacedThing:
    name = wrapped(thing.name, RIGHT)
    at, namings = top + LINE * (len(name) + 1), []
    for one in thing.namings:
        lines = wrapped(one.reason, RIGHT)
        namings.append(PlacedNaming(one, round(centres[one.station], 2), round(at + LINE / 2, 2), _lines(lines, at)))
        at += LINE * len(lines)
    return PlacedThing(
        thing,
        round(top, 2),
        _lines(name, top),
        _lines([thing.kind], top + LINE * len(name))[0],
        tuple(namings),
    )
