"""Geometry of the drawings: rings, chains of shared mentions, and the waterfall of weights. Per cent across, pixels down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from schakel.ground.ui.parts.words import signed

RADIUS, STEP, HEIGHT = 9.5, 13, 24
MOST_RINGS = 4  # more are said in words


@dataclass(frozen=True, slots=True)
class Rings:
    width: int
    paths: tuple[str, ...]  # empty for a single ring, which is a circle


def rings(count: int) -> Rings:
    """Linked rings, each passing over and under the next."""
    n = max(1, min(count, MOST_RINGS))
    width = HEIGHT + STEP * (n - 1)
    if n == 1:
        return Rings(width, ())
    paths = [_arc(16.49, 20.37, 20.07, 17.01, large=True)]
    for shift in (STEP * i for i in range(1, n - 1)):
        paths.append(_arc(16.49 + shift, 20.37, 3.93 + shift, 6.99))
        paths.append(_arc(7.51 + shift, 3.63, 20.07 + shift, 17.01))
    last = STEP * (n - 1)
    paths.append(_arc(7.51 + last, 3.63, 3.93 + last, 6.99, large=True))
    return Rings(width, tuple(paths))


def _arc(x1: float, y1: float, x2: float, y2: float, *, large: bool = False) -> str:
    return f"M{x1:.2f} {y1}A{RADIUS} {RADIUS} 0 {int(large)} 1 {x2:.2f} {y2}"


# ---------------------------------------------------------------- chains


@dataclass(frozen=True, slots=True)
class Shared:
    """A mention that several signals share: column names where it stands, and where it may stand (`maybe`)."""

    name: str
    kind: str
    at: Sequence[str]
    maybe: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Ring:
    x: str
    ask: bool


@dataclass(frozen=True, slots=True)
class Tie:
    x1: str
    x2: str
    ask: bool


@dataclass(frozen=True, slots=True)
class Chain:
    name: str
    kind: str
    words: str
    rings: tuple[Ring, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Chains:
    heads: tuple[tuple[str, str], ...]  # (name, x)
    rows: tuple[Chain, ...]


def chains(columns: Sequence[str | int], rows: Sequence[Shared]) -> Chains:
    """Signals across, shared mentions down. KeyError when a row names a column that is not there."""
    names = [str(column) for column in columns]
    place = {name: _percent((i + 0.5) * 100 / len(names)) for i, name in enumerate(names)}
    order = {name: i for i, name in enumerate(names)}
    return Chains(tuple(place.items()), tuple(_chain(row, place, order) for row in rows))


def _chain(row: Shared, place: dict[str, str], order: dict[str, int]) -> Chain:
    sure, maybe = [str(one) for one in row.at], [str(one) for one in row.maybe]
    asked = {**dict.fromkeys(sure, False), **dict.fromkeys(maybe, True)}
    stops = sorted(asked, key=order.__getitem__)
    return Chain(
        name=row.name,
        kind=row.kind,
        words=_where(sorted(sure, key=order.__getitem__), sorted(maybe, key=order.__getitem__)),
        rings=tuple(Ring(place[stop], asked[stop]) for stop in stops),
        ties=tuple(Tie(place[one], place[two], asked[one] or asked[two]) for one, two in pairwise(stops)),
    )


def _where(sure: Sequence[str], maybe: Sequence[str]) -> str:
    if not sure:
        return _("misschien in signaal %(maybe)s") % {"maybe": listed(maybe)}
    if not maybe:
        return _("in signaal %(sure)s") % {"sure": listed(sure)}
    return _("in signaal %(sure)s, en misschien %(maybe)s") % {"sure": listed(sure), "maybe": listed(maybe)}


def listed(items: Sequence[str]) -> str:
    """1, 2 en 5"""
    if len(items) < 2:
        return "".join(items)
    return _("%(first)s en %(last)s") % {"first": ", ".join(items[:-1]), "last": items[-1]}


# ---------------------------------------------------------------- waterfall


@dataclass(frozen=True, slots=True)
class Weight:
    """A reason and its weight (log base 2 of the Bayes factor; positive speaks for belonging together)."""

    reason: str
    weight: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    reason: str
    note: str
    kind: str  # base, step or sum
    x: str
    width: str
    value: str


@dataclass(frozen=True, slots=True)
class Waterfall:
    caption: str
    limits: tuple[tuple[str, str], ...]  # (name, x)
    bars: tuple[Bar, ...]


def waterfall(
    caption: str, start: Weight, steps: Sequence[Weight], total: Weight, limits: Sequence[tuple[str, float]]
) -> Waterfall:
    """From the prior, reason by reason, to the sum; `limits` are (name, weight), drawn as dotted lines."""
    levels = [start.weight]
    for step in steps:
        levels.append(levels[-1] + step.weight)
    marks = [0.0, total.weight, *levels, *(weight for _name, weight in limits)]
    low, high = min(marks), max(marks)
    span = (high - low) or 1.0
    low, high = low - 0.02 * span, high + 0.16 * span  # room for the name of the last limit

    def at(weight: float) -> float:
        return (weight - low) * 100 / (high - low)

    def bar(weight: Weight, kind: str, one: float, two: float) -> Bar:
        left, right = sorted((at(one), at(two)))
        return Bar(weight.reason, weight.note, kind, _percent(left), _percent(right - left), signed(weight.weight))

    bars = [bar(start, "base", 0.0, start.weight)]
    bars += [bar(step, "step", one, two) for step, (one, two) in zip(steps, pairwise(levels), strict=True)]
    bars.append(bar(total, "sum", 0.0, total.weight))
    return Waterfall(caption, tuple((name, _percent(at(weight))) for name, weight in limits), tuple(bars))


def _percent(value: float) -> str:
    return f"{value:.1f}%"
