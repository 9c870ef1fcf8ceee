"""Text as it sounds: one spelling for what different people write down after hearing the same word.

Three steps, each coarser: `folded` (plain letters), `sound` (one spelling per sound, vowels kept) and `skeleton`
(classes of consonants). `sound` is compared, `skeleton` only finds what is worth comparing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein

_SOUNDS: tuple[tuple[str, str], ...] = (
    ("tsch", "s"), ("tsj", "s"), ("tch", "s"), ("sch", "s"), ("szcz", "s"), ("dzs", "s"), ("dzj", "s"), ("dj", "s"),
    ("sj", "s"), ("sh", "s"), ("sz", "s"), ("cz", "s"), ("zs", "s"), ("zh", "s"), ("tz", "s"), ("ts", "s"),
    ("chs", "ks"), ("ch", "g"), ("gh", "g"), ("kh", "g"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("dh", "d"),
    ("ij", "i"), ("ei", "i"), ("ey", "i"), ("eij", "i"), ("oe", "u"), ("ou", "u"), ("au", "u"), ("oo", "o"), ("ie", "i"),
    ("ee", "e"), ("aa", "a"), ("uu", "u"), ("dt", "t"), ("qu", "kw"), ("q", "k"), ("x", "ks"), ("z", "s"), ("v", "f"),
    ("y", "i"), ("j", "i"),
)  # fmt: skip
_SOUND = dict(_SOUNDS)
_SOUND_PATTERN = re.compile("|".join(sorted((re.escape(old) for old, _ in _SOUNDS), key=len, reverse=True)))
_NO_LETTER, _INNER_H = re.compile(r"[^a-z]"), re.compile(r"(?<=.)h")
_SOFT_SC, _SOFT_C = re.compile(r"sc(?=[eiy])"), re.compile(r"c(?=[eiy])")
_CLASSES = str.maketrans({"g": "k", "w": "f", "b": "p", "d": "t", "c": "k"})
_VOWELS = re.compile(r"[aeiou]+")
_DOUBLES = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Lower-case plain letters and signs; scripts other than Latin are transliterated."""
    composed = unicodedata.normalize("NFKC", text)
    spaced = "".join(f"{letter} " if "\u3040" <= letter <= "\u9fff" else letter for letter in composed)
    return re.sub(r"\s+", " ", anyascii(spaced)).strip().lower()


def _heard(found: re.Match[str]) -> str:
    return _SOUND[found.group()]


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """One spelling per sound of a folded word: `Noerhan` and `Nurhan`, `Youri` and `Joerie` come out the same."""
    letters = word if word.isalpha() and word.isascii() and word.islower() else _NO_LETTER.sub("", word)
    if "c" in letters:
        letters = _SOFT_C.sub("s", _SOFT_SC.sub("s", letters))
    letters = _SOUND_PATTERN.sub(_heard, letters).replace("c", "k")
    if "h" in letters:
        letters = _INNER_H.sub("", letters)
    letters = _DOUBLES.sub(r"\1", letters)
    if letters.endswith("d"):
        letters = f"{letters[:-1]}t"
    return _DOUBLES.sub(r"\1", letters.replace("ei", "i").replace("ou", "u"))


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Consonant classes of a folded word, with an `a` in front when it starts with a vowel (or h)."""
    heard = sound(word).removeprefix("h")
    start = "a" if heard[:1] in tuple("aeiou") else ""
    return start + _DOUBLES.sub(r"\1", _VOWELS.sub("", heard.translate(_CLASSES)))


@lru_cache(maxsize=65536)
def variants(bones: str, shortest: int = 4) -> frozenset[str]:
    """A skeleton with each one sign left out, so that two that differ by one sign share a variant."""
    if len(bones) < shortest:
        return frozenset({bones})
    return frozenset({bones, *(bones[:at] + bones[at + 1 :] for at in range(len(bones)))})


def distance_allowed(length: int) -> int:
    """How many typing slips a word of this length may hold and still be the same word."""
    return 0 if length < 5 else 1 if length < 8 else 2


@lru_cache(maxsize=131072)
def slips(one: str, other: str, most: int) -> int:
    """Typing slips between two folded words, as written or as they sound, whichever is less; above `most` it stops counting."""
    written = DamerauLevenshtein.distance(one, other, score_cutoff=most)
    heard = DamerauLevenshtein.distance(sound(one), sound(other), score_cutoff=most)
    return min(written, heard)
