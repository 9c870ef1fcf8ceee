"""Where somebody or something is named in a text that people wrote: for taking it out again, by hand and for good.

Wider than linking: one word of a name is enough, and a word that sounds alike counts, because a person looks at each place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from schakel.engines.linkage.text import folded, slips
from schakel.engines.linkage.words import SMALL

MASK: Final = "[weggehaald]"
Spans = tuple[tuple[int, int], ...]
"""From and up to, in characters, in order and apart from each other."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_SENTENCE: Final = re.compile(r"[^.!?\n]*[.!?\n]*")
_BETWEEN: Final = r"[\s\-./()]{0,2}"  # how people part the signs of a number
_SHORTEST: Final = 3  # letters of a word that says something by itself
_LONG: Final = 5  # letters from which one may be wrong


def spans_of(text: str, values: Iterable[str]) -> Spans:
    """Where these names and numbers stand. Words of one name side by side are one place.

    >>> text = "Bel Anouar  Talhubi op 06 0000 1174."
    >>> [text[start:end] for start, end in spans_of(text, ["Anwar Talhoubi", "06-00001174"])]
    ['Anouar  Talhubi', '06 0000 1174']
    """
    wanted = [value.strip() for value in values if value.strip()]
    found = [span for value in wanted if _is_number(value) for span in _numbers(text, value)]
    names = {word for value in wanted if not _is_number(value) for word in _words(value)}
    found += [(word.start(), word.end()) for word in _WORD.finditer(text) if _names(folded(word[0]), names)]
    return merged(text, found)


def merged(text: str, spans: Iterable[Sequence[int]]) -> Spans:
    """In order; what overlaps, or has nothing but blanks or a hyphen between it, is one."""
    done: list[tuple[int, int]] = []
    for start, end in sorted((one[0], one[1]) for one in spans):
        if done and not text[done[-1][1] : start].strip(" -\t"):
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return tuple(done)


def taken_out(text: str, spans: Iterable[Sequence[int]]) -> str:
    """The text with these places taken out.

    >>> taken_out("Anwar werkt daar.", [(0, 5)])
    '[weggehaald] werkt daar.'
    """
    for start, end in reversed(merged(text, spans)):
        text = text[:start] + MASK + text[end:]
    return text


def sentences(text: str, spans: Iterable[Sequence[int]]) -> list[tuple[tuple[int, int], Spans]]:
    """The sentences in which something stands, each with its own spans; places in the whole text.

    >>> sentences("Hij belde. Anwar kwam.", [(11, 16)])
    [((10, 22), ((11, 16),))]
    """
    places = list(spans)
    cut = [one.span() for one in _SENTENCE.finditer(text) if one[0].strip()]
    held = [(one, tuple((a, b) for a, b in places if one[0] <= a < one[1])) for one in cut]
    return [(one, inside) for one, inside in held if inside]


def _is_number(value: str) -> bool:
    return any(sign.isdigit() or sign == "@" for sign in value)


def _numbers(text: str, value: str) -> Iterable[tuple[int, int]]:
    signs = re.findall(r"\w|@|\+", value)
    whole = r"(?<!\w)" + _BETWEEN.join(re.escape(sign) for sign in signs) + r"(?!\w)"
    return [one.span() for one in re.finditer(whole, text, flags=re.IGNORECASE)]


def _words(value: str) -> set[str]:
    return {word for word in map(folded, _WORD.findall(value)) if len(word) >= _SHORTEST and word not in SMALL}


def _names(word: str, names: set[str]) -> bool:
    return word in names or any(_alike(word, name) for name in names)


def _alike(word: str, name: str) -> bool:
    return min(len(word), len(name)) >= _LONG and word[0] == name[0] and slips(word, name, 1) <= 1
