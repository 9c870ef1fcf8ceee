"""Plain values of a register, one of each kind: a given name, a day, a place, a code. Read once, compared by how they are read.

"name" goes by letters and sound, "text" by letters, "date" by slips in writing, "code" by sign. Which kinds there are is
in the model file, so that a data set needs a mapping of its fields and nothing else.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

from schakel.engines.linkage.forms import Form, Term, Unreadable
from schakel.engines.linkage.likeness import word_likeness
from schakel.engines.linkage.text import folded, skeleton, sound

SAME, CLOSE, NEAR, DIFFERS = "same", "close", "near", "differs"
_NOTHING: Final = frozenset({"", "nan", "none", "null", "onbekend", "unknown", "nvt", "n.v.t."})
_PARTED: Final = re.compile(r"[^a-z0-9]+")


def read_term(reads: str, value: str) -> Form:
    """The value in one writing; Unreadable when it says nothing."""
    text = _PARTED.sub(" ", folded(value)).strip()
    if text in _NOTHING or value.strip().lower() in _NOTHING:
        return Unreadable("nothing said")
    if reads == "date":
        digits = re.sub(r"\D", "", text)
        return Term(digits) if len(digits) == 8 else Unreadable("no whole date")
    return Term(text.replace(" ", "") if reads == "code" else text)


@lru_cache(maxsize=1 << 20)
def compared(reads: str, one: str, other: str) -> str:
    """ "same", "close", "near" or "differs"; give the two in one order, so that it is remembered once.

    >>> compared("date", "18620117", "18620171"), compared("name", "mansouf", "mansoef")
    ('close', 'close')
    """
    if one == other:
        return SAME
    if reads == "date":
        return _dates(one, other)
    if reads == "code":
        return _codes(one, other)
    like = word_likeness(one, other) if reads == "name" else _letters(one, other)
    return CLOSE if like >= 0.84 else NEAR if like >= (0.7 if reads == "name" else 0.6) else DIFFERS


def _letters(one: str, other: str) -> float:
    """Share of letters that are the same; words of the one all in the other are near."""
    like = 1 - DamerauLevenshtein.distance(one, other) / max(len(one), len(other))
    if like < 0.6:
        mine, theirs = set(one.split()), set(other.split())
        return 0.6 if mine <= theirs or theirs <= mine else like
    return float(like)


def _dates(one: str, other: str) -> str:
    slips = DamerauLevenshtein.distance(one, other, score_cutoff=2)
    if slips == 1 or (one[:4] == other[:4] and one[4:6] == other[6:] and one[6:] == other[4:6]):
        return CLOSE
    return NEAR if slips == 2 or one[:4] == other[:4] or one[4:] == other[4:] else DIFFERS


def _codes(one: str, other: str) -> str:
    if DamerauLevenshtein.distance(one, other, score_cutoff=1) == 1 and min(len(one), len(other)) > 2:
        return CLOSE
    start = max(2, (min(len(one), len(other)) + 1) // 2)
    return NEAR if min(len(one), len(other)) > 3 and one[:start] == other[:start] else DIFFERS


def view(text: str, how: str) -> str:
    """What a key takes of a value: "same", "heard", "bones", "year", "day", or so many signs from the start ("start3")."""
    if how == "heard":
        return sound(text)
    if how == "bones":
        return skeleton(text)
    if how == "year":
        return text[:4]
    if how == "day":
        return text[4:]
    if how.startswith("start"):
        return text[: int(how[5:])]
    return text
