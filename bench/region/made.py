"""Invented signals: stories of a few signals each among many that stand alone, with names as common as names are.

The same seed gives the same signals. Telephone numbers, plates and streets are made of figures and syllables: nobody's.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

TOWNS = ("Waterrijk", "Noorderwaard", "Zuiderveen", "Oosterhage", "Westerloo", "Middelwold")
CODES = ("LAB-01", "LAB-02", "LAB-08", "SEX-01", "SEX-02", "GEN-01", "GEN-02", "LOC-01")
_STARTS = [
    "b",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "z",
    "br",
    "dr",
    "gr",
    "kr",
    "tr",
    "st",
    "sl",
    "kl",
    "bl",
    "vl",
    "schr",
    "kn",
    "pr",
    "sp",
    "str",
]
_VOWELS = ["a", "e", "i", "o", "u", "aa", "ee", "oo", "ui", "ij"]
_ENDS = ["", "n", "r", "s", "k", "l", "m", "t", "ns", "rt", "nk", "lt", "rs", "nd"]
_TRADES = ("Wasserij", "Schoonmaak", "Uitzendbureau", "Nagelstudio", "Kwekerij", "Autowas", "Bouw", "Slagerij")
_IN_A_STORY, _MEAN = 0.4, 4
_DAYS = 730

Said = tuple[str, str]
"""Kind of mention and what was typed."""


@dataclass(frozen=True, slots=True)
class Told:
    """One invented signal. `story`: which story it is of; one of its own when it stands alone."""

    story: int
    observed_on: date
    mentions: tuple[Said, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Story:
    number: int
    began: date
    persons: tuple[str, ...]
    things: tuple[Said, ...]
    code: str


def signals(many: int, *, seed: int = 1) -> Iterator[Told]:
    """`many` signals; those of one story stand near each other."""
    draw, told, number = random.Random(seed), 0, 0
    while told < many:
        number += 1
        story = _story(number, draw)
        size = 1 + int(draw.expovariate(1 / (_MEAN - 1))) if draw.random() < _IN_A_STORY / 2 else 1
        for _ in range(min(size, many - told)):
            told += 1
            yield _signal(story, draw)


def _story(number: int, draw: random.Random) -> _Story:
    street = _word(draw, 2).capitalize() + draw.choice(("straat", "weg", "laan", "kade"))
    things = [
        ("address", f"{street} {draw.randint(1, 240)}, {draw.choice(TOWNS)}"),
        ("phone", f"06-{draw.randint(10_000_000, 99_999_999)}"),
        ("phone", f"06 {draw.randint(10_000_000, 99_999_999)}"),
        ("organisation", f"{draw.choice(_TRADES)} {_word(draw, 3).capitalize()}"),
        ("licence_plate", _plate(draw)),
        ("online", f"@{_word(draw, 3)}{draw.randint(1, 99)}"),
    ]
    persons = tuple(_name(draw) for _ in range(3))
    began = date(2024, 11, 1) + timedelta(days=draw.randint(0, _DAYS - 90))
    return _Story(number, began, persons, tuple(things), draw.choice(CODES))


def _signal(story: _Story, draw: random.Random) -> Told:
    persons = [("person", _typed(name, draw)) for name in story.persons if draw.random() < 0.45]
    things = [one for one in story.things if draw.random() < 0.3]
    if not persons and not things:
        things = [story.things[0]]
    day = story.began + timedelta(days=draw.randint(0, 90))
    codes = {story.code, *([draw.choice(CODES)] if draw.random() < 0.3 else [])}
    return Told(story.number, day, (*persons, *things), tuple(sorted(codes)))


def _name(draw: random.Random) -> str:
    """A few names are borne by very many, most by hardly anybody."""
    common = draw.random() < 0.4
    given = random.Random(f"given {int(600 * draw.random() ** 2)}")
    family = random.Random(f"family {int((1_000 if common else 100_000) * draw.random() ** 2)}")
    return f"{_word(given, 2).capitalize()} {_word(family, given.choice((2, 2, 3))).capitalize()}"


def _typed(name: str, draw: random.Random) -> str:
    given, family = name.split()
    chance = draw.random()
    if chance < 0.15:
        return f"{given[0]}. {family}"
    if chance < 0.25:
        at = draw.randrange(1, len(family) - 1)
        return f"{given} {family[:at]}{family[at + 1 :]}"
    return f"{family}, {given}" if chance < 0.35 else name


def _word(draw: random.Random, length: int) -> str:
    return "".join(draw.choice(_STARTS) + draw.choice(_VOWELS) for _ in range(length)) + draw.choice(_ENDS)


def _plate(draw: random.Random) -> str:
    letters = [draw.choice("BDFGHJKLNPRSTVXZ") for _ in range(5)]
    return f"{letters[0]}{letters[1]}-{draw.randint(100, 999)}-{letters[2]}"
