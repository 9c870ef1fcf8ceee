"""Levels: how much one way to agree says. The figures stand in a model file (`model.py`).

A level has `m`: the chance that two signals of one story agree this way when both mention such a thing, and `values`: how
many such things there are about as far as signals go, as a power of two. The chance that two unrelated signals agree is
u = count / 2**values, where count is the number of signals that hold the shared value. What a level says is log2(m / u)
bits, so a value that many signals hold says less. Bits are rounded to eighths: eighths add up exactly in any order.
A level that is `against` says that both name one such thing and nothing agrees: m and u are those of not agreeing.
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
    """One way to agree, or not to. `counted` is the kind of key that is counted; empty: every value says the same.

    `evidence`: "hard" can join two signals by itself, "soft" only together with something of another kind, "name" never:
    a name alone asks a person to look, whatever the bits; "against" takes away, "either" may do both."""

    kind: str
    text: str
    m: float
    values: float
    counted: str
    evidence: str = "hard"
    known: dict[float, float] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def against(self) -> bool:
        return self.evidence == "against"

    def u(self, count: float) -> float:
        """Chance that two unrelated signals agree this way, when `count` signals hold the shared value."""
        return min(1.0, float(count / 2.0**self.values))

    def bits(self, count: float) -> float:
        """What the agreement says, in bits, before rounding; only a level that is against takes away."""
        said = math.log2(self.m / self.u(count))
        return min(0.0, said) if self.against else said if self.either else max(0.0, said)

    def rounded(self, count: float) -> float:
        """The same in eighths; remembered, because the same counts occur over and over."""
        known = self.known.get(count)
        if known is None:
            known = self.known[count] = eighths(self.bits(count))
        return known

    @property
    def either(self) -> bool:
        """Whether it may speak for or against: a likeness that strangers have more often than one person."""
        return self.evidence == "either"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How the likeness of two names is added up (`likeness.py`).

    `fit`: from where two words may be one; `slip`: how steeply a difference within a word counts; `apart`: what words that
    stand on both sides without fitting take away; `extra`: how much a word on one side only counts, `lone` times more
    when a single word fits; `same`: from here on the two are taken to be one name."""

    fit: float = 0.5
    slip: float = 1.0
    apart: float = 0.8
    extra: float = 0.1
    lone: float = 3.0
    same: float = 0.78
