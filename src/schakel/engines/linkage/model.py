"""The model: how much each kind of agreement says. One versioned place; every figure here is a choice that can be read.

A level has `m`: the chance that two signals of one story agree this way when both mention such a thing, and `values`: how
many such things there are about as far as signals go, as a power of two. The chance that two unrelated signals agree is
u = count / 2**values, where count is the number of signals that hold the shared value. What a level says is log2(m / u)
bits, so a value that many signals hold says less. Bits are rounded to eighths: eighths add up exactly in any order.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

STEP = 8


def eighths(bits: float) -> float:
    """Rounded to eighths of a bit."""
    return round(bits * STEP) / STEP


@dataclass(frozen=True, slots=True)
class Level:
    """One way to agree. `counted` is the kind of key that is counted.

    `evidence`: "hard" can join two signals by itself, "soft" only together with something of another kind, "name" never:
    a name alone asks a person to look, whatever the bits."""

    kind: str
    text: str
    m: float
    values: float
    counted: str
    evidence: str = "hard"

    def u(self, count: float) -> float:
        """Chance that two unrelated signals agree this way, when `count` signals hold the shared value."""
        return min(1.0, float(count / 2.0**self.values))

    def bits(self, count: float) -> float:
        """What the agreement says, in bits, before rounding; never against."""
        return max(0.0, math.log2(self.m / self.u(count)))


LEVELS: dict[str, Level] = {
    "phone same": Level("phone", "same number", 0.9, 18, "phone"),
    "phone end": Level("phone", "same last digits", 0.9, 13.25, "phone end", "soft"),
    "phone short end": Level("phone", "same last three digits", 0.9, 10, "phone end", "soft"),
    "phone start": Level("phone", "same first digits", 0.9, 8, "phone start", "soft"),
    "phone swapped": Level("phone", "same digits, two swapped", 0.4, 14.5, "phone nearly", "soft"),
    "phone one digit": Level("phone", "one digit differs", 0.3, 9, "phone nearly", "soft"),
    "plate same": Level("licence_plate", "same plate", 0.9, 17, "licence_plate"),
    "plate alike": Level("licence_plate", "same plate, letters and digits that look alike", 0.8, 16.5, "licence_plate"),
    "plate one sign": Level("licence_plate", "one sign of the plate differs", 0.3, 11, "plate nearly", "soft"),
    "plate part": Level("licence_plate", "the known part of the plate", 0.8, 12.5, "plate part", "soft"),
    "organisation_number same": Level("organisation_number", "same company number", 0.9, 17, "organisation_number"),
    "email same": Level("email", "same e-mail address", 0.9, 18, "email"),
    "online same": Level("online", "same profile or page", 0.9, 17, "online"),
    "bank_account same": Level("bank_account", "same account", 0.9, 18, "bank_account"),
    "bank_account end": Level("bank_account", "same last digits of the account", 0.9, 13, "bank_account end", "soft"),
    "document same": Level("document", "same document number", 0.9, 18, "document"),
    "postcode same": Level("address", "same postcode and house number", 0.9, 16, "postcode and number"),
    "address same": Level("address", "same address", 0.9, 16, "address"),
    "address close": Level("address", "same address, street spelled differently", 0.8, 15, "address"),
    "address other addition": Level("address", "same house number, other addition", 0.6, 14.5, "address"),
    "address no place": Level("address", "same street and number, place not given", 0.7, 12.5, "street and number", "soft"),
    "street": Level("address", "same street, house number not given", 0.7, 13.5, "street", "soft"),
    "street close": Level("address", "same street spelled differently, house number not given", 0.5, 12, "street", "soft"),
    "street other number": Level("address", "same street, other house number", 0.1, 9, "street", "soft"),
    "organisation same": Level("organisation", "same name", 0.8, 15, "whole name", "soft"),
    "organisation telling": Level("organisation", "same name, other trade or legal form", 0.7, 14, "telling word", "soft"),
    "organisation close": Level("organisation", "same name, spelled differently", 0.6, 13.5, "telling word", "soft"),
    "organisation part": Level("organisation", "one telling word of the name", 0.3, 9.5, "telling word", "soft"),
    "organisation general": Level("organisation", "same general name", 0.3, 6, "whole name", "soft"),
    "full": Level("person", "same full name", 0.8, 16, "name and initial", "name"),
    "full close": Level("person", "same name, spelled differently", 0.7, 15, "name nearly", "name"),
    "part": Level("person", "same first name, one of two family names", 0.6, 14, "name and initial", "name"),
    "initial": Level("person", "same family name and initial", 0.7, 14.5, "name and initial", "name"),
    "initial close": Level("person", "family name spelled differently, same initial", 0.6, 13.25, "name nearly", "name"),
    "part initial": Level("person", "one of two family names, same initial", 0.4, 12.5, "name and initial", "name"),
    "family": Level("person", "same family name, other first name", 0.4, 12, "family name", "name"),
    "family close": Level("person", "family name spelled differently, other first name", 0.2, 10, "family name", "name"),
    "name": Level("person", "one name the same, the rest not given", 0.7, 11.5, "name", "name"),
    "birth date": Level("birth_date", "same date of birth", 0.9, 11, "birth date", "soft"),
    "named after": Level("named_after", "organisation with the family name of a person", 0.4, 12, "named after", "name"),
}  # fmt: skip


WEAK = frozenset(
    [
        "name",
        "family name",
        "named after",
        "birth date",
        "street",
        "phone end",
        "phone start",
        "phone nearly",
        "plate part",
        "plate nearly",
        "bank_account end",
    ]
)
"""Kinds of keys that say little by themselves."""


@dataclass(frozen=True, slots=True)
class Model:
    """The figures that are not levels. Bits everywhere; days for time."""

    version: str = "2026-11-24"
    prior: float = -9.5
    join: float = 3.0
    review: float = 0.0
    cap: int = 40
    """Keys held by more signals than this find no candidates, and a value they stand for says nothing any more."""
    weak_cap: int = 12
    """The same for coarse keys: held by more signals, what they stand for cannot reach a review by itself."""
    crowd: float = 0.25
    """Bits that a link must carry for each doubling of the pairs of signals that it would bring together."""
    most: int = 250
    """A bundle of this many signals takes in no more by itself: a person decides. What people tied counts as one."""
    stories: tuple[float, ...] = (0, 0, 0, 5, 10, 12, 13, 14, 15)
    """Bits off when a value joins this many stories about different people that have nothing else in common."""
    apart_stories: int = 3
    """From this many stories on a value joins no signals by itself."""
    hub_stories: int = 5
    """From this many stories on a value is shown as a meeting place."""
    beside_stories: int = 4
    """An organisation or a shared address named beside a value of this many stories is weighed like that value."""
    days: tuple[tuple[int, float], ...] = ((90, 1.0), (182, 0.25), (365, -0.5), (730, -1.0), (100_000, -1.5))
    same_form: float = 1.0
    other_form: float = -1.0
    same_town: float = 1.0
    again: tuple[float, ...] = (1.0, 0.6, 0.3)
    """Share that the first, second and third agreement of one family keep: address and organisation say partly the same."""
    levels: dict[str, Level] = field(default_factory=lambda: LEVELS)

    def finds(self, kind: str, held: int) -> bool:
        """Whether a key of this kind, held by so many signals, still finds candidates."""
        return held <= (self.weak_cap if kind in WEAK else self.cap)

    def off(self, stories: int) -> float:
        """Bits off for a value that joins this many separate stories."""
        return self.stories[min(stories, len(self.stories) - 1)]


MODEL = Model()
