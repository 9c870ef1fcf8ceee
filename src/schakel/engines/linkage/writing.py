"""A name as somebody wrote it, prepared for laying beside another: any script, as plain words in the order typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from schakel.engines.linkage.words import PARTICLES, TITLES

_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_INITIALS: Final = re.compile("(?!ng)[bcdfghjklmnpqrstvwxz]{2,3}")
_DIGITS: Final = str.maketrans("0134579", "oieasty")
_SON_OF: Final = frozenset({"bin", "ben", "ibn", "bint", "ould"})
_ARTICLES: Final = frozenset({"al", "ul", "el"})
_NO_WORDS: Final = PARTICLES | TITLES


@dataclass(frozen=True, slots=True)
class Written:
    """A name, prepared: its words in the order typed; places of words said to be a father's name ("bin Salman"); signs of
    a script in which a sign is a word; whether the script leaves vowels out."""

    words: tuple[str, ...]
    fathers: frozenset[int] = frozenset()
    signs: str = ""
    bare: bool = False


class _Letters(dict[int, str]):
    """Every sign as lower-case plain letters: what is no letter or digit parts words, an apostrophe does not."""

    def __missing__(self, sign: int) -> str:
        letter = chr(sign)
        plain = re.sub("[^a-z0-9 ]", "" if letter.isalpha() else " ", anyascii(letter).lower())
        if letter in "'`´’‘ʼʻ" or 0x300 <= sign <= 0x36F:
            plain = ""
        elif 0x3040 <= sign <= 0x9FFF or 0xAC00 <= sign <= 0xD7A3:
            plain = f" {plain} "
        self[sign] = plain
        return plain


_LETTERS: Final = _Letters()


@lru_cache(maxsize=131072)
def written(text: str) -> Written:
    """The name prepared for comparing; particles and titles left out, unless nothing else is there."""
    found = (text if text.isupper() else _HUMP.sub(" ", text)).translate(_LETTERS).split()
    if len(found) > 1 and _INITIALS.fullmatch(found[0]):
        found = [*found[0], *found[1:]]
    kept: list[str] = []
    fathers = []
    father = False
    for word in found:
        if word in _NO_WORDS:
            father = word in _SON_OF or (father and word in _ARTICLES)
            continue
        if father:
            fathers.append(len(kept))
            father = False
        kept.append(word if word.isalpha() or word.isdigit() else word.translate(_DIGITS))
    words = tuple(kept or found)
    if text.isascii():
        return Written(words, frozenset(fathers))
    signs = "".join(text.split()) if any("\u3040" <= sign <= "\u9fff" for sign in text) else ""
    return Written(words, frozenset(fathers), signs, any("\u0590" <= sign <= "\u06ff" for sign in text))
